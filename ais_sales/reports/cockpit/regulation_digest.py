from odoo import models

from ..offer import figures

MARKS = {"green": "●", "yellow": "▲", "red": "■", "none": "○"}
WORDS = {
    "green": "в порядке",
    "yellow": "требует внимания",
    "red": "плохо",
    "none": "без цели",
}
COLOURS = {"green": "#1e7e34", "yellow": "#b36b00", "red": "#b02a37", "none": "#777777"}
WIDTH, HEIGHT = 90, 18


class RegulationDigestPaper(models.AbstractModel):
    """The digest on paper: what is bad first, then all clauses by section, then the employees."""

    _name = "report.ais_sales.regulation_digest"
    _description = "Digest of the regulation, PDF"

    def _get_report_values(self, docids, data=None):
        docs = figures.ais_lang(self.env["ais.regulation.digest"].browse(docids))
        return {
            "docs": docs,
            "papers": {doc.id: doc._paper() for doc in docs},
            "marks": MARKS,
            "words": WORDS,
            "colours": COLOURS,
            "spark": self._spark,
            **figures.HELPERS,
        }

    @staticmethod
    def _spark(trend):
        """Points of a small line of the last weeks, for an SVG of 90 by 18."""
        values = [value for _day, value in trend]
        if len(values) < 2:
            return ""
        low, span = min(values), max(values) - min(values) or 1
        step = WIDTH / (len(values) - 1)
        return " ".join(
            f"{place * step:.1f},{HEIGHT - 2 - (value - low) / span * (HEIGHT - 4):.1f}"
            for place, value in enumerate(values)
        )

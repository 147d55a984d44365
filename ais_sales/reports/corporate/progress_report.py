from odoo import models
from odoo.exceptions import UserError

from ..offer import figures
from ..paging import Section, paginate, row_height
from .progress_figures import TRACKS, add_up, by
from .progress_mixin import DOCUMENTS, PACES, STATES

# room on a landscape A4 page, in CSS pixels
FIRST_PAGE = 600
NEXT_PAGE = 850
# title of a group, its figures, its bar and the head of the table
TABLE_HEAD = 128
# characters on a line of the columns that wrap
NAME_WIDTH = 24
JOB_WIDTH = 20
BRANCH_WIDTH = 20
TRACK_WIDTH = 11


class ProgressMixin(models.AbstractModel):
    _inherit = "ais.progress.mixin"

    def _progress_paper(self, record):
        """Figures and pages of the report on a record."""
        people = self._progress_people(record)
        sections = []
        for group, members in by(people, lambda one: one.group).items():
            for number, person in enumerate(members, 1):
                person.number = number
                person.height = row_height(
                    (person.name, NAME_WIDTH),
                    (person.position, JOB_WIDTH),
                    (person.branch, BRANCH_WIDTH),
                    (self._progress_words(person), TRACK_WIDTH),
                )
            sections.append(Section(group, members, add_up(members)))
        title = self._progress_title(record)
        first = FIRST_PAGE - sum(row_height((text, 110)) for _label, text in title)
        return {
            "title": title,
            "total": add_up(people),
            "pages": paginate(sections, first, NEXT_PAGE, TABLE_HEAD),
            "today": record.env.company.ais_today(),
        }

    def _progress_words(self, person):
        """State of a person in words: how he is doing if he is still taught."""
        words = STATES.get(person.state, "")
        pace = PACES.get(person.pace) if person.state not in ("completed", "dropped") else None
        return f"{words}, {pace}" if pace else words

    def _progress_values(self, records):
        records = figures.ais_lang(records)
        companies = {record.id: record["company_id"] or self.env.company for record in records}
        return {
            "docs": records,
            "companies": companies,
            "papers": {record.id: self._progress_paper(record) for record in records},
            "words": self._progress_words,
            "documents": DOCUMENTS,
            "tracks": TRACKS,
            **figures.HELPERS,
        }


class OrderProgress(models.AbstractModel):
    """How the training under a corporate order goes, for the client's coordinator (2.24)."""

    _name = "report.ais_sales.order_progress"
    _inherit = ["ais.progress.mixin"]
    _description = "Progress of an order"

    def _get_report_values(self, docids, data=None):
        return self._progress_values(self.env["ais.corporate.order"].browse(docids))


class ClientProgress(models.AbstractModel):
    """How the training of a client's people goes in all its running orders (2.24)."""

    _name = "report.ais_sales.client_progress"
    _inherit = ["ais.progress.mixin"]
    _description = "Progress of a client's people"

    def _get_report_values(self, docids, data=None):
        return self._progress_values(self.env["res.partner"].browse(docids))

    def _progress_people(self, records):
        people = super()._progress_people(records)
        if not people:
            raise UserError(
                self.env._(
                    "%s has no people in running corporate orders.", records[:1].display_name
                ),
            )
        return people

from odoo import models

from ...models.department.department_report import OF_PERSON
from ..offer import figures

# the columns of the table of employees, as they are printed
TITLES = {
    "inquiries": "Обращения",
    "in_time": "Отвечено в срок",
    "consultations": "Консульт.",
    "offers_sent": "КП",
    "seats_confirmed": "Мест",
    "invoiced": "Выставлено, руб.",
    "paid": "Оплачено, руб.",
    "contacts_missed": "Контактов пропущено",
    "tasks_overdue": "Задач просрочено",
}
BY_PERSON = [(name, TITLES[name]) for name in OF_PERSON]
KINDS = {"week": "за неделю", "month": "за месяц"}


class DepartmentReportPaper(models.AbstractModel):
    """The report to the director on paper: figures by section, employees, their words (2.5)."""

    _name = "report.ais_sales.department_report"
    _description = "Report to the director, PDF"

    def _get_report_values(self, docids, data=None):
        docs = figures.ais_lang(self.env["ais.department.report"].browse(docids))
        return {
            "docs": docs,
            "papers": {doc.id: self._paper(doc) for doc in docs},
            "kinds": KINDS,
            "by_person": BY_PERSON,
            **figures.HELPERS,
        }

    def _paper(self, doc):
        """What is printed of a report.

        :return: dict: sections ([(title, [row])]), people ([dict]), words ([dict])
        """
        return {
            "sections": self._sections(doc),
            "people": doc.people or [],
            "words": doc.words or [],
        }

    def _sections(self, doc):
        told = doc._facts_told()
        names = dict(doc._sections())
        sections = {}
        for line in doc.line_ids:
            section, _unit, name = told.get(line.fact, (line.section, line.unit, line.name))
            before = line.previous
            most = max(line.value, before) if line.has_previous else 0
            sections.setdefault(names[section], []).append(
                {
                    "name": name,
                    "line": line,
                    "bar": round(100 * line.value / most) if most > 0 else 0,
                    "bar_before": round(100 * before / most) if most > 0 else 0,
                    "mark": "▲" if line.change > 0 else "▼" if line.change < 0 else "",
                },
            )
        return list(sections.items())

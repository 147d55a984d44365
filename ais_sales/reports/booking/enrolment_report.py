from odoo import models

from .. import russian
from ..paging import Section, paginate, row_height
from .enrolment_figures import add_up, by_direction

# room on a landscape A4 page and what stands on it, in CSS pixels
FIRST_PAGE = 720
NEXT_PAGE = 850
TABLE_HEAD = 82
TOTAL = 25
# characters on a line of the columns that wrap
CODE_WIDTH = 12
COURSE_WIDTH = 28
DATES_WIDTH = 17
STATE_WIDTH = 10


class EnrolmentReport(models.AbstractModel):
    """The enrolment report on paper."""

    _name = "report.ais_sales.enrolment_report"
    _inherit = ["ais.enrolment.mixin"]
    _description = "Enrolment report"

    # all groups in one document
    _ais_one_document = True

    def _get_report_values(self, docids, data=None):
        groups = self._enrolment_groups(docids, data)
        lines = self._enrolment_lines(groups)
        currencies = groups.currency_id
        for line in lines:
            line.height = row_height(
                (line.code, CODE_WIDTH),
                (line.course, COURSE_WIDTH),
                (line.state, STATE_WIDTH),
                (russian.period(line.date_start, line.date_end), DATES_WIDTH),
            )
        sections = [
            Section(direction, rows, add_up(rows))
            for direction, rows in by_direction(lines).items()
        ]
        # a line more for each further currency
        more = 16 * max(len(currencies) - 1, 0)
        total = add_up(lines)
        headings = self._enrolment_headings(groups, data)
        return {
            "docs": groups,
            "company": groups.company_id if len(groups.company_id) == 1 else self.env.company,
            "headings": headings,
            "pages": paginate(
                sections,
                FIRST_PAGE - sum(row_height((heading, 150)) for heading in headings),
                NEXT_PAGE,
                head=TABLE_HEAD,
                foot=TOTAL + more,
                tail=TOTAL + more,
            ),
            "total": total,
            # kopecks are printed where there are any
            "whole": all(
                amount == int(amount) for line in lines for amount in line.figures.amounts
            ),
            "currency": currencies if len(currencies) == 1 else None,
            **russian.HELPERS,
        }

from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL

CLAUSE = "2.6"


class Breach(models.Model):
    """Cards of one's own clients without required data: one breach a week, not a thousand (2.6)."""

    _inherit = "ais.breach"

    @api.model
    def _finders(self):
        return super()._finders() | {CLAUSE: "_find_incomplete_cards"}

    @api.model
    def _find_incomplete_cards(self, company, days):
        """On the last working day of the week: who of the department has too few complete cards.

        Not in the week in which breaches begin to be looked for: there has to be time to fill in.
        """
        last, since = days.last, company.ais_breaches_since
        if company.ais_working_day(1, last).isocalendar()[:2] == last.isocalendar()[:2]:
            return []
        if since and since > last - timedelta(days=last.weekday()):
            return []
        # sudo, of the group: whoever has the role, in a team or not, is meant; the others have no
        # part in the regulation
        specialists = (
            self.env.ref("ais_sales.group_specialist").sudo().all_user_ids.filtered("active")
        )
        if not specialists:
            return []
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.user_id, COUNT(*), COUNT(*) FILTER (WHERE p.ais_data_score < 100)
                  FROM res_partner p
                  JOIN res_users u ON u.id = p.user_id
                 WHERE p.active AND p.parent_id IS NULL
                   AND p.user_id IN %(specialists)s
                   AND COALESCE(p.company_id, u.company_id) = %(company)s
                 GROUP BY p.user_id
                HAVING COUNT(*) FILTER (WHERE p.ais_data_score >= 100)
                       < COUNT(*) * %(percent)s / 100.0
                """,
                company=company.id,
                specialists=specialists._ids,
                percent=company.ais_breach_complete_percent,
            ),
        )
        return [
            (
                user_id,
                days.last,
                False,
                False,
                self.env._(
                    "Required data are missing on %(number)s of %(total)s cards of own clients.",
                    number=missing,
                    total=total,
                ),
            )
            for user_id, total, missing in rows
        ]

    def action_open_record(self):
        """Open the cards without required data, or the record."""
        if self.clause != CLAUSE or self.record_ref:
            return super().action_open_record()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.res_partner_action_clients",
        )
        action["domain"] = [
            ("user_id", "=", self.user_id.id),
            ("parent_id", "=", False),
            ("ais_data_score", "<", 100),
        ]
        action["context"] = {}
        return action

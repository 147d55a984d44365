from odoo import models

from ...tools.figure import Figure, mean, share


class RegulationMeasure(models.Model):
    """Inquiries, deals and needs (2.4, 2.10, 2.21)."""

    _inherit = "ais.regulation.measure"

    # 2.4
    def _measure_answered_in_time(self):
        return mean(
            "ais.inquiry.report",
            [("received_at", ">=", self._ais_moment(30))],
            "in_time",
            is_percent=True,
            action="ais_inquiry_report_action",
        )

    def _measure_unanswered_now(self):
        return Figure(
            "crm.lead",
            [
                ("ais_first_response_at", "=", False),
                ("ais_processed_at", "=", False),
                ("ais_deadline", "!=", False),
            ],
            action="crm_lead_action_control",
        )

    def _measure_inquiries_overdue(self):
        return Figure(
            "crm.lead",
            [("ais_sla_state", "=", "overdue")],
            action="crm_lead_action_control",
        )

    # 2.10: what was decided in a quarter
    def _closed(self, *outcomes):
        return [
            ("type", "=", "opportunity"),
            ("active", "in", (True, False)),
            ("date_closed", ">=", self._ais_moment(90)),
            ("won_status", "in", outcomes),
        ]

    def _measure_conversion(self):
        return share("crm.lead", self._closed("won", "lost"), [("won_status", "=", "won")])

    def _measure_deal_days(self):
        return mean("crm.lead", self._closed("won"), "day_close")

    # 2.21
    def _measure_needs_open(self):
        return Figure("ais.need", [("state", "=", "open")], action="ais_need_action")

    def _measure_needs_matched(self):
        return share(
            "ais.need",
            [("create_date", ">=", self._ais_moment(90)), ("state", "!=", "dropped")],
            [("state", "in", ("offered", "met"))],
            action="ais_need_action",
        )

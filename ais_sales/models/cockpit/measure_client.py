from odoo import models

from ...tools.figure import Figure, share, total


class RegulationMeasure(models.Model):
    """The client base and who keeps it (2.6, 2.9, 2.16, 2.17)."""

    _inherit = "ais.regulation.measure"

    def _kept(self):
        """Clients that somebody keeps; a company's own contacts are not clients."""
        return [
            ("parent_id", "=", False),
            ("user_id", "!=", False),
            ("partner_share", "=", True),
            ("ais_is_anonymous", "=", False),
        ]

    # 2.6
    def _measure_complete_cards(self):
        return share("res.partner", self._kept(), [("ais_data_score", ">=", 100)])

    def _measure_no_consent(self):
        return Figure(
            "res.partner",
            [
                ("is_company", "=", False),
                ("partner_share", "=", True),
                ("ais_is_anonymous", "=", False),
                ("commercial_partner_id.user_id", "!=", False),
                ("ais_processing_allowed", "=", False),
            ],
            user="commercial_partner_id.user_id",
        )

    def _measure_past_retention(self):
        # sudo: whose data are past their period is found in the whole base
        acts = self.env["ais.destruction.act"].sudo()
        cards = [card for card, _name, _reason in acts._past_retention(self.env.company)]
        return Figure(
            "res.partner",
            [("id", "in", cards), ("active", "in", (True, False))],
            user="",
            values={False: (len(cards), None)},
        )

    # 2.9
    def _measure_clients_unassigned(self):
        return Figure(
            "res.partner",
            [
                ("parent_id", "=", False),
                ("is_company", "=", True),
                ("user_id", "=", False),
                ("partner_share", "=", True),
                ("ais_is_anonymous", "=", False),
            ],
            user="",
        )

    def _measure_inquiries_unassigned(self):
        return Figure(
            "crm.lead",
            [("user_id", "=", False), ("won_status", "=", "pending")],
            user="",
            action="crm_lead_action_control",
        )

    def _measure_transfers(self):
        return Figure(
            "ais.client.transfer",
            [("state", "in", ("done", "returned")), ("approved_at", ">=", self._ais_moment(30))],
            action="ais_client_transfer_action",
        )

    def _measure_clients_per_manager(self):
        return Figure("res.partner", self._kept(), bottom="user_id:count_distinct")

    # 2.16
    def _measure_contacts_added(self):
        return Figure(
            "res.partner",
            [
                ("create_date", ">=", self._ais_moment(30)),
                ("partner_share", "=", True),
                ("ais_is_anonymous", "=", False),
            ],
            user="create_uid",
        )

    def _measure_contacts_rejected(self):
        return self._intake("refused_count")

    def _measure_contacts_merged(self):
        return self._intake("merged_count")

    def _intake(self, name):
        return total(
            "ais.client.intake",
            [("date", ">=", self._ais_moment(30)), (name, ">", 0)],
            name,
            action="ais_client_intake_action",
        )

    # 2.17
    def _measure_stale_cards(self):
        return Figure(
            "res.partner",
            [*self._kept(), ("ais_is_stale", "=", True)],
            action="res_partner_action_stale",
        )

    def _measure_duplicates(self):
        return Figure(
            "ais.partner.duplicate",
            [("state", "=", "suspected")],
            user="partner_id.user_id",
            company="partner_id.company_id",
            action="ais_partner_duplicate_action",
        )

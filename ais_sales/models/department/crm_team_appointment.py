from odoo import fields, models

from ..catalogue.roles import OFFICE


class CrmTeam(models.Model):
    """The orders, the staffing table and the areas of a department (1.6, 1.7, 3.1)."""

    _inherit = "crm.team"

    ais_appointment_ids = fields.One2many(
        "ais.appointment",
        "team_id",
        "Appointments and dismissals",
        groups=OFFICE,
    )
    ais_staffing_ids = fields.One2many(
        "ais.staffing.line",
        "team_id",
        "Staffing table",
        domain=[("state", "=", "approved")],
        groups=OFFICE,
    )
    ais_appointment_count = fields.Integer(
        "Orders on staff",
        compute="_compute_ais_counts",
        groups=OFFICE,
    )
    ais_vacant = fields.Float(
        "Vacant units",
        compute="_compute_ais_counts",
        groups=OFFICE,
        help="Approved units of the staffing table that nobody holds.",
    )

    def _compute_ais_counts(self):
        counts = dict(
            self.env["ais.appointment"]._read_group(
                [("team_id", "in", self.ids)],
                ["team_id"],
                ["__count"],
            ),
        )
        # sudo: how many posts are vacant is no secret within the department
        lines = self.env["ais.staffing.line"].sudo()
        vacant = dict(
            lines._read_group([("team_id", "in", self.ids)], ["team_id"], ["vacant:sum"]),
        )
        for team in self:
            team.ais_appointment_count = counts.get(team, 0)
            team.ais_vacant = vacant.get(team.sudo(), 0)

    def action_ais_appointments(self):
        """Orders and proposals of the department."""
        return self._ais_open("ais_appointment_action", "team_id", {"search_default_current": 0})

    def action_ais_staffing(self):
        """The department's staffing table."""
        return self._ais_open("ais_staffing_line_action", "team_id")

    def action_ais_areas(self):
        """Who is responsible for what (1.7)."""
        return self._ais_open("crm_team_member_action_areas", "crm_team_id")

    def _ais_open(self, action, field, context=None):
        self.ensure_one()
        values = self.env["ir.actions.act_window"]._for_xml_id(f"ais_sales.{action}")
        return {
            **values,
            "domain": [(field, "=", self.id)],
            "context": {f"default_{field}": self.id, **(context or {})},
        }

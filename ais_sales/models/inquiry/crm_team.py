from odoo import fields, models


class CrmTeam(models.Model):
    _inherit = "crm.team"

    ais_calendar_id = fields.Many2one(
        "resource.calendar",
        "Working time",
        # a team of no company may work in the calendar of one of them
        domain="['|', ('company_id', '=', False), ('company_id', '=?', company_id)]",
        help="In which inquiries are answered; the company's when empty.",
    )

    ais_distribute = fields.Boolean(
        "Distribute inquiries",
        help="Inquiries that come in without a specialist are given out by rules: to the client's"
        " owner, else by area of responsibility, load and turn (2.9).",
    )

    def _ais_calendar(self):
        """The calendar in which the deadlines of this team's inquiries run."""
        return self.ais_calendar_id or (self.company_id or self.env.company).resource_calendar_id

from odoo import fields, models
from odoo.tools import SQL


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

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"ais_calendar_id", "company_id"}:
            # sudo: the deadlines of all the team's inquiries follow its working time
            leads = self.env["crm.lead"].sudo()
            leads._ais_running_in(self, self.env["res.company"])._ais_set_deadlines()
        return result

    def _ais_calendar(self):
        """The calendar in which the deadlines of this team's inquiries run."""
        return self.ais_calendar_id or (self.company_id or self.env.company).resource_calendar_id

    def _ais_lock_turn(self):
        """Make others wait who give out inquiries of these teams, until this transaction ends.

        Two inquiries that come at once would else go to the same specialist. Teams are locked in
        the order of their ids; what was read before may be stale after the wait.
        """
        if not self:
            return
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                "SELECT id FROM crm_team WHERE id IN %s ORDER BY id FOR NO KEY UPDATE",
                tuple(self.ids),
            ),
        )
        self.crm_team_member_ids.invalidate_recordset(["ais_last_given_at"], flush=False)

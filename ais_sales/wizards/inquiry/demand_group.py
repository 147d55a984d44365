from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError


class DemandGroup(models.TransientModel):
    """A group for needs that none met, offered at once to those who waited (2.21)."""

    _name = "ais.demand.group"
    _description = "Open a group for a demand"
    _inherit = ["ais.notice.mixin", "ais.window.mixin"]

    course_id = fields.Many2one("ais.course", required=True)
    date_start = fields.Date("Start", required=True)
    date_end = fields.Date(
        "End", required=True, compute="_compute_date_end", store=True, readonly=False
    )
    seats_max = fields.Integer(
        "Seats", required=True, compute="_compute_seats_max", store=True, readonly=False
    )
    need_ids = fields.Many2many("ais.need", string="Who waited")
    people = fields.Integer("People who waited", compute="_compute_people")

    @api.depends("need_ids")
    def _compute_people(self):
        for wizard in self:
            wizard.people = sum(wizard.need_ids.mapped("people"))

    @api.depends("date_start", "course_id")
    def _compute_date_end(self):
        for wizard in self:
            days = max(-(-(wizard.course_id.hours or 8) // 8), 1)
            wizard.date_end = wizard.date_start and wizard.date_start + timedelta(days=days - 1)

    @api.depends("course_id", "need_ids")
    def _compute_seats_max(self):
        for wizard in self:
            wizard.seats_max = max(wizard.course_id.seats_max, wizard.people)

    def action_open(self):
        """Make the group, and tell each specialist to offer it.

        :raise UserError: when the group would start in the past
        """
        self.ensure_one()
        if self.date_start <= fields.Date.context_today(self):
            raise UserError(self.env._("The group cannot start in the past: choose another day."))
        if self.need_ids.filtered(lambda need: need.state != "open"):
            raise UserError(
                self.env._("A group is offered to these needs already: open the demand again."),
            )
        group = self.env["ais.course.group"].create(
            {
                "course_id": self.course_id.id,
                "date_start": self.date_start,
                "date_end": self.date_end,
                "seats_max": self.seats_max,
            },
        )
        self.need_ids.write(
            {"state": "offered", "group_id": group.id, "course_id": self.course_id.id},
        )
        self._notify_staff(
            [
                (
                    need.lead_id or need,
                    need.user_id or self.env.user,
                    self.env._("Offer the new group %s", group.code),
                    need.name,
                    None,
                )
                for need in self.need_ids
            ],
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "ais.course.group",
            "res_id": group.id,
            "view_mode": "form",
        }

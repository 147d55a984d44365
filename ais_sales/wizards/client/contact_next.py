from odoo import api, fields, models
from odoo.exceptions import UserError


class ContactNext(models.TransientModel):
    """The client was reached, and the next contact is agreed on: both in one step (2.18)."""

    _name = "ais.contact.next"
    _inherit = ["ais.window.mixin"]
    _description = "Agree on the next contact"

    agreement_id = fields.Many2one("ais.contact.agreement", required=True, ondelete="cascade")
    outcome = fields.Text("What was said")
    date = fields.Date("Next contact on", required=True)
    topic = fields.Char("About what", required=True)
    repeat = fields.Selection(
        selection=lambda self: (
            self.env["ais.contact.agreement"]._fields["repeat"]._description_selection(self.env)
        ),
    )

    @api.model
    def default_get(self, fields):
        vals = super().default_get(fields)
        agreement = self.env["ais.contact.agreement"].browse(vals.get("agreement_id"))
        if agreement:
            vals.setdefault("topic", agreement.topic if agreement.source == "agreed" else False)
            vals.setdefault("repeat", agreement.repeat)
            vals.setdefault("date", agreement.company_id.ais_working_day(5))
        return vals

    def action_agree(self):
        """Note the contact as done and plan the next one.

        :raise UserError: when the next one is planned for a day that has passed
        """
        self.ensure_one()
        if self.date < fields.Date.context_today(self):
            raise UserError(self.env._("The next contact cannot be planned for a day in the past."))
        agreement = self.agreement_id
        agreement._check_planned()
        activity = agreement.activity_id
        agreement.repeat = False
        agreement._finish(self.outcome)
        if activity.active:
            activity.action_feedback(feedback=self.outcome or False)
        agreement.create(
            {
                "partner_id": agreement.partner_id.id,
                "contact_id": agreement.contact_id.id,
                "user_id": agreement.user_id.id,
                "company_id": agreement.company_id.id,
                "date": self.date,
                "topic": self.topic,
                "repeat": self.repeat,
            },
        )
        return {"type": "ir.actions.act_window_close"}

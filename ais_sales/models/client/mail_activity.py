from odoo import models


class MailActivity(models.Model):
    """A call of the day that is done among the activities is done in the agreements too (2.18)."""

    _inherit = "mail.activity"

    def write(self, vals):
        result = super().write(vals)
        if {"res_id", "res_model", "res_model_id"} & vals.keys() and not self.env.su:
            # Odoo looks at the record that the activity leaves, and would tell the new one's name
            for model, activities in self.grouped("res_model").items():
                if model:
                    self.env[model].browse(activities.mapped("res_id")).check_access("read")
        return result

    def _action_done(self, feedback=False, attachment_ids=None):
        # sudo: the agreement belongs to the activity, whoever does it
        agreements = self.env["ais.contact.agreement"].sudo()
        agreements = agreements.search(
            [("activity_id", "in", self.ids), ("state", "=", "planned")],
        )
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        agreements._finish(feedback)._plan_next()
        return result

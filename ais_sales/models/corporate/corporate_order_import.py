from odoo import fields, models


class CorporateOrder(models.Model):
    """The client's list of people and its right to hand it over (2.22, 152-ФЗ)."""

    _inherit = "ais.corporate.order"

    # the data come from a third party, the employer: it answers for the consents of its people
    consent_on = fields.Date(
        "Consents confirmed on",
        copy=False,
        help="When the client confirmed in writing that its people agree to hand over their data.",
    )
    consent_note = fields.Char(
        "Confirmed by", copy=False, help="Letter or clause of the contract that says so."
    )

    def action_import_trainees(self):
        """Import the client's list of people to the bookings of this order."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_trainee_import_action"
        )
        action["context"] = {
            "default_corporate_order_id": self.id,
            "dialog_size": "extra-large",
        }
        return action


class Booking(models.Model):
    _inherit = "ais.booking"

    def action_import_trainees(self):
        """Import the client's list of people to this booking."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_trainee_import_action"
        )
        action["context"] = {
            "default_booking_id": self.id,
            "default_is_booking_fixed": True,
            "dialog_size": "extra-large",
        }
        return action

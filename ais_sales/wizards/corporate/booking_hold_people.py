from odoo import api, models

from ...tools.trainee_table import fold

# what is known of a person from the training before
KNOWN = (
    "birth_date",
    "gender",
    "snils",
    "has_no_snils",
    "education_level",
    "diploma_last_name",
    "diploma_series",
    "diploma_number",
    "name_change_note",
    "position",
)


class BookingHold(models.TransientModel):
    """People of a refresher are named in the booking, with all that is known of them (2.7)."""

    _inherit = "ais.booking.hold"

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        lead = self.env["crm.lead"].browse(values.get("lead_id"))
        if lead and "trainee_text" in fields and not values.get("trainee_text"):
            values["trainee_text"] = "\n".join(
                "\t".join(filter(None, (one.name, one.email, one.phone, one.position)))
                for one in lead._ais_refresher_people().sorted("name")
            )
        return values

    def _pasted_vals(self):
        vals_list = super()._pasted_vals()
        known = self.lead_id and self.lead_id._ais_refresher_people()
        if not known:
            return vals_list
        by_name = known.grouped(lambda one: fold(one.name))
        for vals in vals_list:
            person = by_name.get(fold(vals["name"]), known.browse())
            # of two namesakes nobody can tell here which one is meant
            if len(person) == 1:
                told = {name: person[name] for name in KNOWN if person[name]}
                told["citizenship_id"] = person.citizenship_id.id
                told["partner_id"] = person.partner_id.id
                vals.update({name: value for name, value in told.items() if not vals.get(name)})
        return vals_list

from odoo import fields, models

# what is cleared on the card of a person; the name is replaced
CLEARED = (
    "email",
    "phone",
    "street",
    "street2",
    "zip",
    "city",
    "function",
    "website",
    "comment",
    "ais_snils",
    "image_1920",
    "barcode",
)


class ResPartner(models.Model):
    """Personal data of a card destroyed: the card stays as nobody's (2.6, 152-ФЗ)."""

    _inherit = "res.partner"

    ais_is_anonymous = fields.Boolean("Personal data destroyed", readonly=True, copy=False)

    def _ais_anonymise(self):
        """Destroy the personal data of a person.

        Invoices need the payer's name and INN: these stay where there are any.

        :return: labels of the data destroyed
        """
        self.ensure_one()
        names = [name for name in CLEARED if name in self._fields and self[name]]
        data = [self._fields[name]._description_string(self.env) for name in names]
        vals = dict.fromkeys(names, False)
        if not self._ais_has_accounting():
            vals["name"] = self.env._("Personal data destroyed, card %s", self.id)
            vals["vat"] = False
            data.insert(0, self.env._("Name"))
        self._ais_log_for_privacy(data)
        self.with_context(tracking_disable=True).write(
            {**vals, "ais_is_anonymous": True, "active": False},
        )
        data += self._ais_anonymise_records()
        return data

    def _ais_has_accounting(self):
        return bool(
            self.env["account.move"].search_count([("partner_id", "=", self.id)], limit=1),
        )

    def _ais_anonymise_records(self):
        """Destroy the person's data in other records.

        :return: labels of the data destroyed
        """
        leads = self.env["crm.lead"].with_context(active_test=False)
        leads = leads.search([("partner_id", "=", self.id)])
        leads.with_context(tracking_disable=True).write(
            {
                "contact_name": False,
                "email_from": False,
                "phone": False,
                "description": False,
                "street": False,
                "street2": False,
            },
        )
        messages = self.message_ids
        activities = self.activity_ids
        labels = []
        for records, label in (
            (leads, self.env._("contact data in inquiries")),
            (messages, self.env._("correspondence")),
            (activities, self.env._("planned steps")),
        ):
            if records:
                labels.append(label)
        messages.unlink()
        activities.unlink()
        return labels

    def _ais_log_for_privacy(self, data):
        """The register of events that goes with the act."""
        self.env["privacy.log"].create(
            {
                "anonymized_name": self.name or "-",
                "anonymized_email": self.email_normalized or "nobody@example.invalid",
                "execution_details": ", ".join(data),
            },
        )

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

# and on inquiries; what is clear of a person stays for the figures
CLEARED_LEAD = (
    "contact_name",
    "email_from",
    "email_cc",
    "phone",
    "description",
    "street",
    "street2",
    "function",
    "website",
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
            data.insert(0, self.env._("Full name"))
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
        everything = self.with_context(active_test=False, tracking_disable=True)
        leads = everything.env["crm.lead"].search([("partner_id", "=", self.id)])
        for lead in leads:
            lead.name = self.env._("Personal data destroyed, inquiry %s", lead.id)
        leads.write(dict.fromkeys(CLEARED_LEAD, False))
        agreements = everything.env["ais.contact.agreement"].search(
            ["|", ("contact_id", "=", self.id), ("partner_id", "=", self.id)],
        )
        agreements.filtered(lambda one: one.state == "planned")._cancel()
        agreements.write({"topic": self.env._("Personal data destroyed"), "outcome": False})
        self.ais_consent_ids.write({"file": False, "file_name": False, "source": False})
        addresses = everything.child_ids.filtered(lambda card: card.type != "contact")
        files = self.env["ir.attachment"].search(
            [
                ("res_field", "=", False),
                "|",
                *("&", ("res_model", "=", self._name), ("res_id", "in", [self.id, *addresses.ids])),
                *("&", ("res_model", "=", "crm.lead"), ("res_id", "in", leads.ids)),
            ],
        )
        accounts = self.env["res.partner.bank"]
        if not self._ais_has_accounting():
            accounts = everything.bank_ids
        labels = []
        for records, label in (
            (leads, self.env._("contact data in inquiries")),
            (self.message_ids | leads.message_ids, self.env._("correspondence")),
            (self.activity_ids | leads.activity_ids, self.env._("planned steps")),
            (agreements, self.env._("agreed contacts")),
            (addresses, self.env._("addresses")),
            (files, self.env._("files")),
            (accounts, self.env._("bank accounts")),
        ):
            if records:
                labels.append(label)
        (self.message_ids | leads.message_ids).unlink()
        (self.activity_ids | leads.activity_ids).unlink()
        files.unlink()
        accounts.unlink()
        for address in addresses:
            address._ais_anonymise()
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

from odoo import api, fields, models
from odoo.tools import email_normalize

from ..catalogue.roles import STAFF


class CrmLead(models.Model):
    """Whether who inquires is known: a client of ours, somebody new, or one who has just asked
    (2.4, 2.16).
    """

    _inherit = "crm.lead"

    # stored, for the rules on records: who may read an inquiry is asked with every list
    ais_owner_id = fields.Many2one(
        related="partner_id.commercial_partner_id.user_id",
        store=True,
        index="btree_not_null",
        string="Client kept by",
        # the client's own history tells it, and not that of each inquiry once more
        tracking=False,
    )
    ais_known = fields.Selection(
        [
            ("new", "New client"),
            ("known", "Known client"),
            ("repeat", "Repeated inquiry"),
        ],
        "Client is",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Found by e-mail and phone when the inquiry came in. Repeated: another inquiry of the"
        " same client is open.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        recognised = self._ais_recognise(vals_list)
        groups = {
            True: [vals for number, vals in enumerate(vals_list) if number in recognised],
            False: [vals for number, vals in enumerate(vals_list) if number not in recognised],
        }
        made = {
            is_recognised: iter(
                super(CrmLead, self.with_context(ais_keep_card=is_recognised)).create(part),
            )
            for is_recognised, part in groups.items()
        }
        leads = self.browse(
            [next(made[number in recognised]).id for number in range(len(vals_list))],
        )
        leads._ais_tell_repeats()
        return leads

    def _inverse_email_from(self):
        # whoever knows a client's phone must not be able to change the e-mail of the card
        if self.env.context.get("ais_keep_card"):
            return None
        return super()._inverse_email_from()

    def _inverse_phone(self):
        # as above
        if self.env.context.get("ais_keep_card"):
            return None
        return super()._inverse_phone()

    @api.model
    def _ais_recognise(self, vals_list):
        """Fill in the client by e-mail or phone, before the inquiry is given to anybody.

        One query for all. A contact found in several organisations is left to people. Whoever has
        no role of the department enters inquiries as in plain Odoo.

        :return: set of places in the list whose client was found so
        """
        recognised = set()
        if not self.env.su and not self.env.user.has_groups(STAFF):
            return recognised
        keys = {}
        for number, vals in enumerate(vals_list):
            named = vals.get("partner_id") or vals.get("commercial_partner_id")
            if named or self.env.context.get("default_partner_id"):
                vals.setdefault("ais_known", "known")
                continue
            vals["ais_known"] = "new"
            email = email_normalize(vals.get("email_from") or "")
            phone = vals.get("phone") and self._phone_format(number=vals["phone"])
            if email or phone:
                keys[number] = (email, phone)
        if not keys:
            return recognised
        by_email, by_phone = self._ais_partners_by(keys.values())
        for number, (email, phone) in keys.items():
            found = by_email.get(email) or by_phone.get(phone)
            if found and len(found.commercial_partner_id) == 1:
                vals_list[number]["partner_id"] = found[0].id
                vals_list[number]["ais_known"] = "known"
                recognised.add(number)
        return recognised

    @api.model
    def _ais_partners_by(self, keys):
        """Cards with these e-mails and phones.

        :param keys: pairs (normalised e-mail, phone)
        :return: two dicts {value: res.partner}
        """
        emails = {email for email, _phone in keys if email}
        phones = {phone for _email, phone in keys if phone}
        # sudo: a clerk or the mail gateway may not read the card, which is filled in all the same
        cards = (
            self.env["res.partner"]
            .sudo()
            .search(
                [
                    "|",
                    ("email_normalized", "in", list(emails)),
                    ("phone_sanitized", "in", list(phones)),
                    ("company_id", "in", [False, *self.env.companies.ids]),
                ],
                order="is_company, id",
            )
        )
        return (
            cards.filtered("email_normalized").grouped("email_normalized"),
            cards.filtered("phone_sanitized").grouped("phone_sanitized"),
        )

    def _ais_tell_repeats(self):
        """Mark inquiries of clients who have another one open, and name it in the chatter."""
        clients = self.partner_id.commercial_partner_id
        if not clients:
            return
        # sudo: the other inquiry may be a colleague's; only that it is there is told
        others = self.sudo().search(
            [
                ("partner_id.commercial_partner_id", "in", clients.ids),
                ("won_status", "=", "pending"),
                ("id", "not in", self.ids),
            ],
        )
        by_client = others.grouped(lambda lead: lead.partner_id.commercial_partner_id)
        bodies = {}
        words = self._in_staff_language().env
        for lead in self:
            earlier = by_client.get(lead.partner_id.commercial_partner_id)
            if not earlier or lead.ais_known == "repeat":
                continue
            lead.ais_known = "repeat"
            bodies[lead.id] = words._(
                "The client has inquired before: “%(lead)s”, kept by %(user)s.",
                lead=earlier[0].name,
                user=earlier[0].user_id.name or words._("nobody"),
            )
        if bodies:
            self.browse(bodies)._in_staff_language()._message_log_batch(bodies=bodies)

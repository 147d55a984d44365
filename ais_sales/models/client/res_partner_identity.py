from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import email_normalize, email_split

from odoo.addons.phone_validation.tools import phone_validation

from ...tools import russian_ids

PERSONAL = "ais_sales.group_specialist,ais_sales.group_training_office"


class ResPartner(models.Model):
    """Who a client is in Russia: ИНН, КПП, ОГРН, СНИЛС, phones and addresses that work (2.16)."""

    _inherit = "res.partner"

    ais_kpp = fields.Char("KPP", copy=False, help="Told apart by it: branches share one INN.")
    ais_snils = fields.Char("SNILS", copy=False, groups=PERSONAL)

    @api.model
    def _get_company_registry_labels(self):
        return {**super()._get_company_registry_labels(), "RU": self.env._("OGRN")}

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._ais_cleaned(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._ais_cleaned(vals))

    @api.model
    def _ais_cleaned(self, vals):
        """Identifiers the way they are stored; what cannot be read is left for the check."""
        cleaned = {}
        for name, read in (
            ("vat", russian_ids.read_inn),
            ("ais_kpp", russian_ids.read_kpp),
            ("ais_snils", russian_ids.read_snils),
        ):
            if vals.get(name):
                number, reason = read(vals[name])
                cleaned[name] = vals[name] if reason else number
        return {**vals, **cleaned} if cleaned else vals

    def _ais_is_russian(self):
        """Whether Russian rules hold for the card: the country's, else the company's."""
        self.ensure_one()
        # sudo: the country of the company that keeps the card
        company = self.sudo().company_id or self.env.company
        return (self.country_id or company.country_id).code == "RU"

    @api.constrains("vat", "country_id", "parent_id", "is_company")
    def _check_ais_inn(self):
        for partner in self:
            if not partner.vat or partner.vat == "/" or partner.parent_id:
                continue
            if partner._ais_is_russian():
                number, reason = russian_ids.read_inn(partner.vat)
                if not reason and not partner.is_company and len(number) == russian_ids.INN_COMPANY:
                    reason = self.env._("10 digits are an organisation's INN, a person's has 12")
                partner._ais_refuse("vat", reason)

    @api.constrains("company_registry", "country_id")
    def _check_ais_ogrn(self):
        for partner in self:
            if partner.company_registry and not partner.parent_id and partner._ais_is_russian():
                partner._ais_refuse(
                    "company_registry",
                    russian_ids.read_ogrn(partner.company_registry)[1],
                )

    @api.constrains("ais_kpp", "ais_snils")
    def _check_ais_kpp_snils(self):
        # sudo: SNILS is hidden from some of those who may write the card
        for partner in self.sudo():
            if partner.ais_kpp:
                partner._ais_refuse("ais_kpp", russian_ids.read_kpp(partner.ais_kpp)[1])
            if partner.ais_snils:
                partner._ais_refuse("ais_snils", russian_ids.read_snils(partner.ais_snils)[1])

    @api.constrains("phone", "email")
    def _check_ais_phone_email(self):
        for partner in self:
            if not partner._ais_is_russian():
                continue
            if partner.phone and not partner._ais_phone_works(partner.phone):
                raise ValidationError(
                    self.env._(
                        "“%(partner)s”: “%(phone)s” is not a phone number. Write it with the code"
                        " of the city or the operator, for example +7 495 123-45-67.",
                        partner=partner.display_name,
                        phone=partner.phone,
                    ),
                )
            if partner.email and not partner._ais_email_works(partner.email):
                raise ValidationError(
                    self.env._(
                        "“%(partner)s”: “%(email)s” is not an e-mail address.",
                        partner=partner.display_name,
                        email=partner.email,
                    ),
                )

    @api.model
    def _ais_phone_works(self, phone):
        try:
            phone_validation.phone_parse(phone, "RU")
        except Exception:  # pylint: disable=broad-except
            # the library's own errors and Odoo's UserError around them
            return False
        return True

    @api.model
    def _ais_email_works(self, email):
        found = [email_normalize(address) for address in email_split(email)]
        # an address outside the house has a domain with a dot
        return bool(found) and all(one and "." in one.rpartition("@")[2] for one in found)

    def _ais_refuse(self, name, reason):
        """:raise ValidationError: with the card, the field, its value and what is wrong with it"""
        if not reason:
            return
        field = self._fields[name]
        label = field._description_string(self.env)
        if name == "vat":
            label = self.env._("INN")
        elif name == "company_registry":
            label = self.env._("OGRN")
        if name == "ais_snils":
            # an error goes to the server's log, where a person's number has no business
            raise ValidationError(
                self.env._(
                    "“%(partner)s”: %(label)s is wrong: %(reason)s.",
                    partner=self.display_name,
                    label=label,
                    reason=self._ais_reason(name, reason),
                ),
            )
        raise ValidationError(
            self.env._(
                "“%(partner)s”: %(label)s “%(value)s” is wrong: %(reason)s.",
                partner=self.display_name,
                label=label,
                value=self[name],
                reason=self._ais_reason(name, reason),
            ),
        )

    @api.model
    def _ais_reason(self, name, reason):
        """Why an identifier is refused, in words.

        :param str name: field of the identifier
        :param str reason: one of the reasons of tools.russian_ids
        """
        lengths = {
            "vat": self.env._("10 digits for an organisation, 12 for a person"),
            "company_registry": self.env._("13 digits for an organisation, 15 for an entrepreneur"),
            "ais_kpp": self.env._("9 characters"),
            "ais_snils": self.env._("11 digits"),
        }
        return {
            russian_ids.NOT_DIGITS: self.env._("there are other characters than digits"),
            russian_ids.BAD_LENGTH: self.env._("it must have %s", lengths[name]),
            russian_ids.BAD_CHECKSUM: self.env._("the check digits do not fit, look for a slip"),
            russian_ids.BAD_FORM: self.env._("letters stand where digits must"),
        }[reason]

import re

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import email_normalize, single_email_re


class Trainee(models.Model):
    """A person who takes a seat of a booking."""

    _name = "ais.trainee"
    _description = "Trainee"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char("Full name", required=True, index="trigram")
    email = fields.Char()
    phone = fields.Char()
    position = fields.Char("Job position")
    partner_id = fields.Many2one(
        "res.partner",
        "Contact",
        index="btree_not_null",
        check_company=True,
        help="The person's card in the client base, if there is one.",
    )
    booking_id = fields.Many2one(
        "ais.booking",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    booking_state = fields.Selection(related="booking_id.state", store=True)
    group_id = fields.Many2one(related="booking_id.group_id", store=True, index=True)
    course_id = fields.Many2one(related="group_id.course_id", store=True)
    employer_id = fields.Many2one(
        related="booking_id.partner_id",
        string="Employer",
        store=True,
        index=True,
    )
    user_id = fields.Many2one(related="booking_id.user_id", store=True, string="Specialist")
    company_id = fields.Many2one(related="booking_id.company_id", store=True, index=True)
    identity = fields.Char(
        compute="_compute_identity",
        store=True,
        help="Name and e-mail, else phone, as one key: the same person once in a group.",
    )

    _identity_unique = models.UniqueIndex(
        "(group_id, identity) WHERE booking_state != 'cancelled'",
        "This person is already a trainee of the group.",
    )

    @api.depends("name", "email", "phone")
    def _compute_identity(self):
        for trainee in self:
            name = " ".join((trainee.name or "").lower().replace("ё", "е").split())
            contact = (trainee.email or "").strip().lower()
            if not contact:
                contact = re.sub(r"\D", "", trainee.phone or "")[-10:]
            trainee.identity = f"{name}|{contact}"

    @api.constrains("email")
    def _check_email(self):
        for trainee in self:
            if trainee.email and not single_email_re.match(trainee.email.strip()):
                raise ValidationError(
                    self.env._(
                        "Trainee %(name)s: “%(email)s” is not an e-mail address.",
                        name=trainee.name,
                        email=trainee.email,
                    ),
                )

    @api.constrains("booking_id")
    def _check_fits(self):
        self.booking_id._check_trainees_fit()

    @api.constrains("name", "email", "phone", "group_id", "booking_state")
    def _check_once_in_group(self):
        """The same person once in a group: the same name with the same, or with no, contact."""
        names = {trainee.identity.partition("|")[0] for trainee in self}
        # sudo: the namesake may be another specialist's trainee, of whom only the name is told
        others = self.sudo().search(
            [
                ("group_id", "in", self.group_id.ids),
                ("booking_state", "!=", "cancelled"),
                "|",
                *(["|"] * (len(names) - 1)),
                *[("identity", "=like", f"{_escape_like(name)}|%") for name in names],
                ("id", "in", self.ids),
            ],
        )
        for trainee in self:
            if trainee.booking_state == "cancelled":
                continue
            name, _sep, contact = trainee.identity.partition("|")
            for other in others - trainee:
                other_name, _sep, other_contact = other.identity.partition("|")
                same_contact = not contact or not other_contact or contact == other_contact
                if other.group_id == trainee.group_id and other_name == name and same_contact:
                    raise ValidationError(
                        self.env._(
                            "%(name)s is already a trainee of group %(group)s (booking"
                            " %(booking)s). If this is a namesake, enter both e-mails.",
                            name=trainee.name,
                            group=trainee.group_id.code,
                            booking=other.booking_id.name,
                        ),
                    )

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.partner_id:
            self.name = self.name or self.partner_id.name
            self.email = self.email or self.partner_id.email
            self.phone = self.phone or self.partner_id.phone
            self.position = self.position or self.partner_id.function

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._clean(vals)
        return super().create(vals_list)

    def write(self, vals):
        vals = dict(vals)
        self._clean(vals)
        return super().write(vals)

    @api.model
    def _clean(self, vals):
        if vals.get("name"):
            vals["name"] = " ".join(vals["name"].split())
        if vals.get("email"):
            vals["email"] = email_normalize(vals["email"]) or vals["email"]


def _escape_like(text):
    return re.sub(r"([\\%_])", r"\\\1", text)

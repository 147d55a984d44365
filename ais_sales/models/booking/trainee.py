import re
from collections import defaultdict

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
            trainee.identity = _identity(trainee.name, trainee.email, trainee.phone)

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

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        if self.partner_id:
            self.name = self.name or self.partner_id.name
            self.email = self.email or self.partner_id.email
            self.phone = self.phone or self.partner_id.phone
            self.position = self.position or self.partner_id.function

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._cleaned(vals) for vals in vals_list]
        bookings = self.env["ais.booking"].browse(
            {vals["booking_id"] for vals in vals_list if vals.get("booking_id")},
        )
        people = defaultdict(list)
        for vals in vals_list:
            booking = bookings.browse(vals.get("booking_id"))
            if booking and booking.state != "cancelled":
                people[booking.group_id].append(
                    (None, _identity(vals.get("name"), vals.get("email"), vals.get("phone"))),
                )
        for group, newcomers in people.items():
            self._refuse_repeated(group, newcomers)
        return super().create(vals_list)

    def write(self, vals):
        vals = self._cleaned(vals)
        if {"name", "email", "phone", "booking_id"} & vals.keys():
            for trainee in self:
                booking = trainee.booking_id.browse(vals.get("booking_id", trainee.booking_id.id))
                identity = _identity(
                    *(vals.get(name, trainee[name]) for name in ("name", "email", "phone")),
                )
                if booking.state != "cancelled":
                    self._refuse_repeated(booking.group_id, [(trainee.id, identity)])
        return super().write(vals)

    def _refuse_repeated_in(self, group):
        """Refuse to bring these trainees to a group in which some of them are already."""
        self._refuse_repeated(group, [(trainee.id, trainee.identity) for trainee in self])

    @api.model
    def _refuse_repeated(self, group, people):
        """The same person once in a group: the same name with the same, or with no, contact.

        :param list people: (trainee id or None, identity) of those who come
        :raise ValidationError: naming the person and the booking where he stands
        """
        ids = [trainee_id for trainee_id, _identity in people if trainee_id]
        seen = defaultdict(list)
        # sudo: the namesake may be another specialist's trainee, of whom only the name is told
        others = self.sudo().search_fetch(
            [
                ("group_id", "=", group.id),
                ("booking_state", "!=", "cancelled"),
                ("id", "not in", ids),
            ],
            ["identity", "booking_id"],
        )
        for other in others:
            name, _sep, contact = other.identity.partition("|")
            seen[name].append((contact, other.booking_id.name))
        for _id, identity in people:
            name, _sep, contact = identity.partition("|")
            for other_contact, number in seen[name]:
                if not contact or not other_contact or contact == other_contact:
                    raise ValidationError(
                        self.env._(
                            "%(name)s is already a trainee of group %(group)s (booking"
                            " %(booking)s). If this is a namesake, enter both e-mails.",
                            name=name.title(),
                            group=group.code,
                            booking=number,
                        ),
                    )
            seen[name].append((contact, self.env._("this one")))

    @api.model
    def _cleaned(self, vals):
        vals = dict(vals)
        if vals.get("name"):
            vals["name"] = " ".join(vals["name"].split())
        if vals.get("email"):
            vals["email"] = email_normalize(vals["email"]) or vals["email"]
        return vals


def _identity(name, email, phone):
    name = " ".join((name or "").lower().replace("ё", "е").split())
    contact = (email or "").strip().lower() or re.sub(r"\D", "", phone or "")[-10:]
    return f"{name}|{contact}"

import re
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import email_normalize, single_email_re

# Passed in the context by reference: a client of RPC cannot send this object
PEOPLE_CHECKED = object()


class Trainee(models.Model):
    """A person who takes a seat of a booking."""

    _name = "ais.trainee"
    _description = "Trainee"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char("Full name", required=True, index="trigram")
    email = fields.Char()
    phone = fields.Char()
    position = fields.Char("Job position", help="Printed in the list of trainees and in orders.")
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
        # a digest: the database names the values of a breach in its log
        "(group_id, md5(identity)) WHERE booking_state != 'cancelled'",
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
        people = []
        for vals in vals_list:
            booking = bookings.browse(vals.get("booking_id"))
            if booking and booking.state != "cancelled":
                identity = _identity(vals.get("name"), vals.get("email"), vals.get("phone"))
                people.append((booking.group_id, None, identity))
        self._refuse_repeated(people)
        return super().create(vals_list)

    def write(self, vals):
        vals = self._cleaned(vals)
        if {"name", "email", "phone", "booking_id"} & vals.keys():
            self._refuse_repeated([one for trainee in self for one in trainee._as_coming(vals)])
        return super().write(vals)

    def _as_coming(self, vals):
        """This trainee as the values make it, for `_refuse_repeated`; nobody when cancelled."""
        booking = self.booking_id.browse(vals.get("booking_id", self.booking_id.id))
        if booking.state == "cancelled":
            return []
        told = (vals.get(name, self[name]) for name in ("name", "email", "phone"))
        return [(booking.group_id, self.id, _identity(*told))]

    @api.model
    def _refuse_repeated_in(self, arrivals):
        """Refuse to bring trainees to groups in which some of them are already.

        :param list arrivals: tuples (group, trainees who come)
        """
        self._refuse_repeated(
            [
                (group, trainee.id, trainee.identity)
                for group, trainees in arrivals
                for trainee in trainees
            ],
        )

    @api.model
    def _refuse_repeated(self, people):
        """The same person once in a group: the same name with the same, or with no, contact.

        :param list people: (group, trainee id or None, identity) of those who come
        :raise ValidationError: naming the person and the booking where he stands
        """
        if not people or self.env.context.get("ais_people") is PEOPLE_CHECKED:
            return
        seen = self._people_of({group.id for group, _id, _identity in people}, people)
        for group, _id, identity in people:
            name, _sep, contact = identity.partition("|")
            for other_contact, number in seen[group.id, name]:
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
            seen[group.id, name].append((contact, self.env._("this one")))

    @api.model
    def _people_of(self, group_ids, people):
        """Who stands in groups beside those who come.

        :return: dict {(group id, folded name): list of (contact, number of the booking)}
        """
        seen = defaultdict(list)
        # sudo: the namesake may be another specialist's trainee, of whom only the name is told
        others = self.sudo().search_fetch(
            [
                ("group_id", "in", list(group_ids)),
                ("booking_state", "!=", "cancelled"),
                ("id", "not in", [trainee_id for _group, trainee_id, _i in people if trainee_id]),
            ],
            ["identity", "booking_id", "group_id"],
        )
        for other in others:
            name, _sep, contact = other.identity.partition("|")
            seen[other.group_id.id, name].append((contact, other.booking_id.name))
        return seen

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

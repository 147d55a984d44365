from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import person_read, russian_ids
from ..booking.trainee import PEOPLE_CHECKED
from ..client.res_partner_identity import PERSONAL
from .trainee_person import split_name

PARTS = ("last_name", "first_name", "middle_name")


class Trainee(models.Model):
    """СНИЛС, date of birth and names of a trainee as a register of documents takes them (2.22).

    An error names the person and what is wrong, never the number: it goes to the server's log.
    Python refuses before SQL does for the same reason.
    """

    _inherit = "ais.trainee"

    has_no_snils = fields.Boolean(
        "Has no SNILS",
        groups=PERSONAL,
        help="A foreign citizen who is not registered with the Russian pension insurance.",
    )

    _snils_unique = models.UniqueIndex(
        # a digest: the database names the values of a breach in its log
        "(group_id, md5(snils)) WHERE snils IS NOT NULL AND booking_state != 'cancelled'",
        "A person with this SNILS is already a trainee of the group.",
    )
    _snils_ok = models.Constraint(
        r"CHECK (snils ~ '^\d{3}-\d{3}-\d{3} \d{2}$')",
        "A SNILS is kept as XXX-XXX-XXX YY.",
    )
    _snils_idx = models.Index("(snils) WHERE snils IS NOT NULL")

    @api.model
    def _office_fields(self):
        return super()._office_fields() | {"has_no_snils"}

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._named(self._cleaned(vals)) for vals in vals_list]
        for vals in vals_list:
            self._check_person(vals, vals.get("name") or "")
        bookings = self.env["ais.booking"].browse(
            {vals["booking_id"] for vals in vals_list if vals.get("booking_id")},
        )
        self._refuse_same_snils(
            [
                (bookings.browse(vals["booking_id"]).group_id, None, vals["name"], vals["snils"])
                for vals in vals_list
                if vals.get("snils")
                and vals.get("booking_id")
                and bookings.browse(vals["booking_id"]).state != "cancelled"
            ],
        )
        return super().create(vals_list)

    def write(self, vals):
        vals = self._cleaned(vals)
        if not vals.keys() & {*PARTS, "snils", "birth_date", "booking_id"}:
            return super().write(vals)
        self._check_person(vals, self[:1].name)
        if vals.keys() & set(PARTS) and not vals.keys() >= {*PARTS, "name"}:
            return self._write_parts(vals)
        if {"snils", "booking_id"} & vals.keys():
            self._refuse_same_snils(self._snils_after(vals))
        return super().write(vals)

    def _write_parts(self, vals):
        """Write a part of the name: the full name is made of the parts, and all are written."""
        by_name = defaultdict(self.browse)
        for trainee in self:
            known = vals.get("name") or [trainee[part] for part in PARTS]
            by_name[_parts(vals, known)] |= trainee
        for parts, trainees in by_name.items():
            name = vals.get("name") or " ".join(filter(None, parts))
            trainees.write({**vals, **dict(zip(PARTS, parts, strict=True)), "name": name})
        return True

    def _write_each(self, vals_by_trainee):
        """Write other values to each trainee, checked all at once.

        :param dict vals_by_trainee: {trainee: values}
        :raise ValidationError: as `write` does
        """
        people, numbers, ready = [], [], {}
        for trainee, raw in vals_by_trainee.items():
            vals = trainee._cleaned(raw)
            trainee._check_person(vals, trainee.name)
            numbers += trainee._snils_after(vals) if "snils" in vals else []
            if {"name", "email", "phone"} & vals.keys():
                people += trainee._as_coming(vals)
            ready[trainee] = vals
        self._refuse_same_snils(numbers)
        self._refuse_repeated(people)
        for trainee, vals in ready.items():
            trainee.with_context(ais_people=PEOPLE_CHECKED).write(vals)

    def _snils_after(self, vals):
        """(group, trainee id, name, СНИЛС) of these trainees as they are to be written."""
        booking = self.env["ais.booking"].browse(vals.get("booking_id") or [])
        # sudo: a number that is compared, by whoever may move the person
        return [
            (
                (booking or trainee.booking_id).group_id,
                trainee.id,
                vals.get("name", trainee.name),
                vals.get("snils", trainee.sudo().snils),
            )
            for trainee in self
            if (booking or trainee.booking_id).state != "cancelled"
            and vals.get("snils", trainee.sudo().snils)
        ]

    @api.model
    def _cleaned(self, vals):
        vals = super()._cleaned(vals)
        if "snils" in vals:
            number, reason = person_read.read_snils(vals["snils"] or "")
            vals["snils"] = (vals["snils"] if reason else number) or False
            if vals["snils"]:
                vals["has_no_snils"] = False
        for part in PARTS:
            if vals.get(part):
                vals[part] = " ".join(vals[part].split())
        return vals

    @api.model
    def _named(self, vals):
        """A new person whose name comes in parts: the whole name and all parts of it."""
        if not any(vals.get(part) for part in PARTS):
            return vals
        parts = _parts(vals, vals.get("name") or (False, False, False))
        name = vals.get("name") or " ".join(filter(None, parts))
        return {**vals, **dict(zip(PARTS, parts, strict=True)), "name": name}

    @api.model
    def _check_person(self, vals, name):
        """Refuse a СНИЛС or a date of birth that cannot be.

        :raise ValidationError: with the name and the field, without the value
        """
        if vals.get("snils"):
            reason = russian_ids.read_snils(vals["snils"])[1]
            if reason:
                self._refuse_person(name, "snils", self._person_reason(reason))
        if vals.get("birth_date"):
            try:
                day = fields.Date.to_date(vals["birth_date"])
            except ValueError:
                reason = person_read.BAD_DATE
            else:
                reason = person_read.check_birth_date(day, fields.Date.context_today(self))
            if reason:
                self._refuse_person(name, "birth_date", self._person_reason(reason))

    def _refuse_person(self, name, field, reason):
        raise ValidationError(
            self.env._(
                "Trainee %(name)s, “%(field)s”: %(reason)s.",
                name=name,
                field=self._fields[field]._description_string(self.env),
                reason=reason,
            ),
        ) from None

    @api.model
    def _person_reason(self, reason):
        """Why a person's data are refused, in words.

        :param str reason: of tools.person_read or tools.russian_ids
        """
        return {
            russian_ids.NOT_DIGITS: self.env._("there are other characters than digits"),
            russian_ids.BAD_LENGTH: self.env._("it must have %s", self.env._("11 digits")),
            russian_ids.BAD_CHECKSUM: self.env._("the check digits do not fit, look for a slip"),
            person_read.NO_NAME: self.env._("no name found"),
            person_read.BAD_NAME: self.env._("a name has no digits in it"),
            person_read.BAD_DATE: self.env._("there is no such date, write it as 05.03.1985"),
            person_read.FUTURE_DATE: self.env._("the date is in the future"),
            person_read.TOO_YOUNG: self.env._(
                "that is younger than %s years", person_read.YOUNGEST
            ),
            person_read.TOO_OLD: self.env._("that is more than %s years ago", person_read.OLDEST),
            person_read.BAD_GENDER: self.env._("write М or Ж"),
            person_read.BAD_EDUCATION: self.env._("write ВО (higher) or СПО (vocational)"),
            person_read.BAD_EMAIL: self.env._("not an e-mail address"),
            person_read.BAD_PHONE: self.env._("a phone number has 10 to 15 digits"),
        }[reason]

    @api.model
    def _refuse_repeated_in(self, arrivals):
        result = super()._refuse_repeated_in(arrivals)
        # sudo: numbers that are compared, whoever moves the booking
        self._refuse_same_snils(
            [
                (group, trainee.id, trainee.name, trainee.snils)
                for group, trainees in arrivals
                for trainee in trainees.sudo()
                if trainee.snils
            ],
        )
        return result

    @api.model
    def _refuse_same_snils(self, people):
        """One СНИЛС once in a group.

        :param list people: (group, trainee id or None, name, СНИЛС) of those who come
        :raise ValidationError: naming both persons
        """
        if not people or self.env.context.get("ais_people") is PEOPLE_CHECKED:
            return
        # sudo: the other may be another specialist's trainee, of whom only the name is told
        others = self.sudo().search_fetch(
            [
                ("group_id", "in", list({group.id for group, *_rest in people})),
                ("snils", "in", list({snils for *_rest, snils in people})),
                ("booking_state", "!=", "cancelled"),
                ("id", "not in", [trainee_id for _g, trainee_id, *_rest in people if trainee_id]),
            ],
            ["group_id", "snils", "name"],
        )
        seen = {(other.group_id.id, other.snils): other.name for other in others}
        for group, _id, name, snils in people:
            other_name = seen.setdefault((group.id, snils), None)
            if other_name is not None:
                raise ValidationError(
                    self.env._(
                        "%(name)s has the same SNILS as %(other)s, who is already a trainee of"
                        " group %(group)s.",
                        name=name,
                        other=other_name,
                        group=group.code,
                    ),
                )
            seen[group.id, snils] = name


def _parts(vals, known):
    """Surname, name and patronymic: those given, else those known.

    :param known: the full name, or the three parts
    """
    known = split_name(known) if isinstance(known, str) else known
    return tuple(vals.get(part, old) or False for part, old in zip(PARTS, known, strict=True))

from collections import defaultdict

from odoo import api, models
from odoo.exceptions import ValidationError

from ..booking.trainee import PEOPLE_CHECKED

LONGEST = 250


class Trainee(models.Model):
    """What no trainee can have, refused before the database refuses it: PostgreSQL writes the
    whole row of a refused statement to the server's log, and there is no place for a SNILS.
    """

    _inherit = "ais.trainee"

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        for vals in vals_list:
            if not vals.get("booking_id"):
                raise ValidationError(self.env._("A trainee belongs to a booking: choose it."))
        # a name may be given by its parts
        self._check_limits(
            [
                {name: vals[name] for name in vals if name != "name"}
                if vals.get("last_name") and not vals.get("name")
                else {"name": False, **vals}
                for vals in vals_list
            ],
        )
        return super().create(vals_list)

    def write(self, vals):
        self.check_access("write")
        self._check_limits([vals])
        return super().write(vals)

    @api.model
    def _check_limits(self, vals_list):
        """Refuse values that the database would refuse.

        :raise ValidationError: names the field, never its value
        """
        if self.env.context.get("ais_people") is PEOPLE_CHECKED:
            return
        unknown = self._unknown_ids(vals_list)
        for vals in vals_list:
            for name, value in vals.items():
                field = self._fields.get(name)
                if not field or not (value in unknown[name] or self._is_refused(field, value)):
                    continue
                raise ValidationError(
                    self.env._(
                        "Trainee %(name)s: correct the field “%(field)s”.",
                        name=vals.get("name") or self[:1].name or "",
                        field=field._description_string(self.env),
                    ),
                )

    def _unknown_ids(self, vals_list):
        """Ids of records that are not there, by field: one query for a field."""
        given = defaultdict(set)
        for vals in vals_list:
            for name, value in vals.items():
                field = self._fields.get(name)
                if field and field.type == "many2one" and value and isinstance(value, int):
                    given[name].add(value)
        unknown = defaultdict(set)
        for name, ids in given.items():
            # sudo: whether they are there, not what they say
            records = self.env[self._fields[name].comodel_name].sudo().browse(ids)
            unknown[name] = ids - set(records.exists().ids)
        return unknown

    def _is_refused(self, field, value):
        if field.name in ("name", "booking_id"):
            return not (value.strip() if isinstance(value, str) else value)
        if field.name == "test_score" and value:
            return not 0 <= value <= 100
        return field.type == "char" and isinstance(value, str) and len(value) > LONGEST

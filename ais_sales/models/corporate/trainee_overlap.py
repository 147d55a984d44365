from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import SQL

from ..catalogue.roles import OFFICE

# who is not taught any more is in nobody's way
LEFT = ("dropped", "transferred")


class Trainee(models.Model):
    """A person in two groups at once: a warning, it may be meant so (2.22).

    One person is who has the same СНИЛС, the same name and date of birth, or the same name and
    contact.
    """

    _inherit = "ais.trainee"

    has_overlap = fields.Boolean(
        "In two groups at once",
        compute="_compute_overlap",
        search="_search_has_overlap",
        groups=f"{OFFICE},ais_sales.group_training_office",
    )
    overlap_note = fields.Char(
        "Other groups on the same dates",
        compute="_compute_overlap",
        groups=f"{OFFICE},ais_sales.group_training_office",
    )

    _identity_idx = models.Index("(identity) WHERE booking_state != 'cancelled'")
    _birth_idx = models.Index(
        "(birth_date, split_part(identity, '|', 1)) WHERE birth_date IS NOT NULL",
    )

    @api.depends("identity", "group_id", "booking_state", "training_state")
    def _compute_overlap(self):
        pairs = self._overlaps(self._origin.ids)
        others = self.browse({other for found in pairs.values() for other, *_rest in found})
        # another specialist's client is not named, only the dates are told
        own = set(others._filtered_access("read")._ids)
        for trainee in self:
            notes = [
                self._overlap_text(code if other in own else None, start, end)
                for other, code, start, end in pairs.get(trainee._origin.id, ())
            ]
            trainee.overlap_note = "; ".join(dict.fromkeys(notes))
            trainee.has_overlap = bool(notes)

    @api.model
    def _overlap_text(self, code, start, end):
        dates = f"{start:%d.%m.%Y}–{end:%d.%m.%Y}"
        if code:
            return self.env._("group %(group)s, %(dates)s", group=code, dates=dates)
        return self.env._("another group, %(dates)s", dates=dates)

    @api.model
    def _search_has_overlap(self, operator, value):
        if operator != "in":
            return NotImplemented
        if not {True, False} - set(value):
            return fields.Domain.TRUE
        found = fields.Domain("id", "in", list(self._overlaps()))
        return found if True in value else ~found

    @api.model
    def _overlaps(self, ids=None):
        """Who stands in other groups on the same dates, whoever's client the other is.

        :param ids: of trainees; of all when None
        :return: dict {trainee id: list of (other's id, code, start and end of the other's group)}
        """
        if ids is not None and not ids:
            return {}
        self.env["ais.trainee"].flush_model()
        self.env["ais.course.group"].flush_model(["date_start", "date_end", "state", "code"])
        mine = SQL("t.id = ANY(%s)", list(ids)) if ids is not None else SQL("TRUE")
        same = [
            SQL("o.snils = t.snils"),
            SQL(
                "o.birth_date = t.birth_date"
                " AND split_part(o.identity, '|', 1) = split_part(t.identity, '|', 1)",
            ),
            SQL("o.identity = t.identity AND t.identity NOT LIKE '%%|'"),
        ]
        # three joins, each by its index, are quicker than one with OR
        pairs = SQL(" UNION ").join(
            SQL(
                "SELECT t.id, o.id AS other_id, t.group_id, o.group_id AS other_group_id"
                "  FROM ais_trainee t JOIN ais_trainee o ON %(same)s"
                "   AND o.group_id != t.group_id AND o.company_id = t.company_id"
                " WHERE %(mine)s AND t.booking_state != 'cancelled'"
                "   AND o.booking_state != 'cancelled'"
                "   AND t.training_state NOT IN %(left)s AND o.training_state NOT IN %(left)s",
                same=one,
                mine=mine,
                left=LEFT,
            )
            for one in same
        )
        rows = self.env.execute_query(
            SQL(
                """
                SELECT pair.id, pair.other_id, og.code, og.date_start, og.date_end
                  FROM (%s) pair
                  JOIN ais_course_group g ON g.id = pair.group_id
                  JOIN ais_course_group og ON og.id = pair.other_group_id
                 WHERE g.state != 'cancelled' AND og.state != 'cancelled'
                   AND og.date_start <= g.date_end AND og.date_end >= g.date_start
                 ORDER BY og.date_start, og.id, pair.other_id
                """,
                pairs,
            ),
        )
        found = defaultdict(list)
        for trainee_id, *other in rows:
            found[trainee_id].append(tuple(other))
        return dict(found)

from odoo import models

from ...tools.figure import Figure, total


class RegulationMeasure(models.Model):
    """Groups and seats (2.11, 2.13)."""

    _inherit = "ais.regulation.measure"

    def _enrolling(self):
        return [
            ("state", "in", ("open", "guaranteed")),
            ("date_start", ">=", self._ais_day()),
        ]

    # 2.11
    def _measure_fill_rate(self):
        return Figure(
            "ais.course.group",
            self._enrolling(),
            top="seats_taken:sum",
            bottom="seats_max:sum",
            action="ais_course_group_action",
        )

    def _measure_groups_under_minimum(self):
        return Figure(
            "ais.course.group",
            [
                *self._enrolling(),
                ("seats_missing", ">", 0),
                ("date_start", "<=", self._ais_day(-30)),
            ],
            action="ais_course_group_action",
        )

    # 2.13
    def _measure_seats_held(self):
        return total("ais.booking", [("state", "=", "hold")], "seats", action="ais_booking_action")

    def _measure_seats_confirmed(self):
        return total(
            "ais.booking",
            [
                ("state", "in", ("confirmed", "done")),
                ("confirmed_on", ">=", self._ais_moment(30)),
            ],
            "seats",
            action="ais_booking_action",
        )

    def _measure_seats_lapsed(self):
        return total(
            "ais.booking",
            [
                ("state", "=", "cancelled"),
                ("cancel_reason", "in", ("hold_expired", "offer_expired")),
                ("hold_until", ">=", self._ais_moment(30)),
            ],
            "seats",
            action="ais_booking_action",
        )

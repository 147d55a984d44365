from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import AisCommon

STEPS = ("hold", "wait", "confirm", "cancel", "split", "move", "grow", "lapse", "resize", "delete")
steps = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 5), st.integers(1, 6)),
    min_size=4,
    max_size=12,
)


@tagged("post_install", "-at_install")
class TestSeatProperties(AisCommon):
    """Whatever is done to bookings, in whatever order, no group is oversold and counts are sums."""

    def test_any_day_of_bookings_adds_up(self):
        done = []

        @settings(
            max_examples=12,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )
        @given(steps)
        def day(plan):
            with self.env.cr.savepoint() as savepoint:
                done.extend(self._live(plan))
                savepoint.rollback()
            self.env.invalidate_all()

        day()
        self.assertGreater(len(done), 40)
        self.assertGreater(len(set(done)), 6, "most kinds of steps have happened")

    def _live(self, plan):
        """Take the steps; those that are refused change nothing. Yields those that happened."""
        self.groups = self._make_group(seats=6) | self._make_group(seats=4, days=60)
        self.bookings = self.env["ais.booking"]
        for name, which, number in plan:
            before = self._counts()
            try:
                with self.env.cr.savepoint():
                    getattr(self, f"_do_{name}")(which, number)
            except UserError:
                self.env.invalidate_all()
                self.assertEqual(self._counts(), before, "what is refused changes nothing")
            else:
                yield name
            self.bookings = self.bookings.exists()
            self._check()

    def _counts(self):
        self.groups.invalidate_recordset()
        return [(group.seats_held, group.seats_confirmed) for group in self.groups]

    def _check(self):
        for group in self.groups:
            self.assertSeats(group)
            self.assertLessEqual(group.seats_taken, group.seats_max)
            self.assertEqual(group.seats_available, group.seats_max - group.seats_taken)

    def _one(self, which):
        return self.bookings[which % len(self.bookings)] if self.bookings else self.bookings

    def _do_hold(self, which, number):
        self.bookings |= self._book(number, group=self.groups[which % 2])

    def _do_wait(self, which, number):
        self.bookings |= self._book(number, state="waitlist", group=self.groups[which % 2])

    def _do_confirm(self, which, _number):
        self._one(which).action_confirm()

    def _do_cancel(self, which, _number):
        self._one(which).action_cancel("price")

    def _do_split(self, which, number):
        for booking in self._one(which):
            self.bookings |= booking._split_off(number)

    def _do_move(self, which, number):
        self._one(which).action_move(self.groups[number % 2])

    def _do_grow(self, which, number):
        self._one(which).seats = number

    def _do_lapse(self, which, _number):
        held = self._one(which).filtered(lambda one: one.state == "hold")
        if held:
            self._lapse(held)
            self._run_cron("ais.booking", "_cron_expire_holds")

    def _do_resize(self, which, number):
        self.groups[which % 2].write({"seats_max": number + 2, "seats_min": 1})

    def _do_delete(self, which, _number):
        self._one(which).sudo().unlink()

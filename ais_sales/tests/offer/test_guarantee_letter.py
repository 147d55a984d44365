from datetime import date, timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OfferCommon

LETTER = {
    "has_guarantee_letter": True,
    "guarantee_number": "17-п",
    "guarantee_date": date(2026, 3, 2),
}


@tagged("post_install", "-at_install")
class TestGuaranteeLetter(OfferCommon):
    """Seats are kept unpaid by a letter that can be found, entered by who answers for it (2.14)."""

    def test_letter_has_a_number_and_a_date(self):
        booking = self._book(2, state="confirmed")
        for vals in (
            {"has_guarantee_letter": True},
            {"has_guarantee_letter": True, "guarantee_number": "17-п"},
            {**LETTER, "guarantee_number": " "},
        ):
            with self.subTest(vals), self.assertRaises(UserError), self.cr.savepoint():
                booking.write(vals)
        booking.write(LETTER)
        with self.assertRaises(UserError), self.cr.savepoint():
            booking.guarantee_date = False
        booking.write({"has_guarantee_letter": False, "guarantee_number": False})

    def _track(self):
        self.env.flush_all()
        self.cr.precommit.run()

    def test_who_entered_it_and_when_is_kept(self):
        booking = self._book(2, state="confirmed")
        self._track()
        booking.write(LETTER)
        self._track()
        message = booking.sudo().message_ids.filtered("tracking_value_ids")[0]
        self.assertEqual(message.author_id, self.specialist.partner_id)
        changed = message.tracking_value_ids.field_id.mapped("name")
        self.assertLessEqual(set(LETTER), set(changed))

    def test_owner_and_head_enter_it_and_nobody_else(self):
        unassigned = self._book(1)
        unassigned.with_user(self.head).user_id = False
        with self.assertRaises(AccessError), self.cr.savepoint():
            unassigned.with_user(self.specialist_2).write(LETTER)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._book(1, user_id=False, **LETTER)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._book(1).with_user(self.accountant).write(LETTER)
        unassigned.with_user(self.head).write(LETTER)
        with self.assertRaises(AccessError), self.cr.savepoint():
            unassigned.with_user(self.specialist_2).guarantee_number = "18"
        self._book(1, **LETTER)

    def test_part_of_the_seats_keeps_the_letter(self):
        booking = self._book(3, state="confirmed", **LETTER)
        booking.with_user(self.head).user_id = False
        part = booking._split_off(1)
        self.assertEqual(part.guarantee_number, "17-п")

    def test_database_keeps_no_letter_without_its_number(self):
        booking = self._book(1, state="confirmed")
        self.env.flush_all()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.env.cr.execute(
                "UPDATE ais_booking SET has_guarantee_letter = true WHERE id = %s",
                (booking.id,),
            )

    def test_seats_with_a_letter_stay_though_unpaid(self):
        self.company.write({"ais_prepayment_rule": "release", "ais_prepayment_days": 3})
        tomorrow = fields.Date.today() + timedelta(days=1)
        group = self._make_group(days=1, enroll_until=tomorrow)
        order = self._offer(2, group=group)
        order.action_confirm()
        order.ais_booking_ids.write(LETTER)
        self._run_cron("ais.booking", "_cron_check_prepayment")
        self.assertSeats(group, confirmed=2)

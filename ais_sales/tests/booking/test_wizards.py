from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import AisCommon

PASTED = """ФИО\tE-mail\tТелефон
Иванова Анна Петровна\tanna@example.com\t8 900 123-45-67
Петров Пётр Петрович\tpetr@example.com
"""


@tagged("post_install", "-at_install")
class TestHoldWizard(AisCommon):
    """Hold seats in two clicks from the inquiry."""

    def _open(self, **context):
        return (
            self.env["ais.booking.hold"]
            .with_user(self.specialist)
            .with_context(**{f"default_{key}": value for key, value in context.items()})
        )

    def test_from_a_lead_everything_is_filled_in(self):
        action = self.lead.with_user(self.specialist).action_ais_hold_seats()
        form = Form(
            self.env[action["res_model"]]
            .with_user(self.specialist)
            .with_context(**action["context"])
        )
        self.assertEqual(form.partner_id, self.client)
        self.assertEqual(form.group_id, self.group)
        self.assertEqual(form.seats, 3)
        self.assertTrue(form.hold_until)
        result = form.save().action_hold()
        booking = self.env["ais.booking"].browse(result["res_id"])
        self.assertEqual(
            (booking.lead_id, booking.partner_id, booking.seats, booking.user_id),
            (self.lead, self.client, 3, self.specialist),
        )
        self.assertEqual(self.lead.ais_booking_count, 1)

    def test_new_caller_becomes_a_client(self):
        lead = self.env["crm.lead"].create(
            {
                "name": "Звонок",
                "type": "opportunity",
                "partner_name": "ООО «Новый»",
                "contact_name": "Мария",
                "email_from": "m@example.com",
                "user_id": self.specialist.id,
                "ais_course_id": self.course.id,
            },
        )
        wizard = Form(self._open(lead_id=lead.id)).save()
        self.assertEqual(wizard.client_name, "ООО «Новый»")
        wizard.action_hold()
        self.assertTrue(lead.partner_id)
        self.assertEqual(lead.ais_booking_ids.partner_id, lead.partner_id)

    def test_group_with_enough_seats_is_suggested(self):
        self._book(9)
        form = Form(self._open(lead_id=self.lead.id))
        self.assertEqual(form.group_id, self.other_group)

    def test_lead_shows_the_next_groups_with_free_seats(self):
        full = self._make_group(seats=4, days=5)
        self._book(4, group=full)
        self.assertEqual(self.lead.ais_next_group_ids, self.group | self.other_group)

    def test_full_group_offers_the_waiting_list(self):
        wizard = self._open().create(
            {"partner_id": self.client.id, "group_id": self.group.id, "seats": 4},
        )
        self._book(8)
        action = wizard.action_hold()
        self.assertEqual((action["res_model"], action["res_id"]), (wizard._name, wizard.id))
        self.assertTrue(wizard.is_full)
        self.assertEqual(wizard.seats_available, 2)
        result = wizard.action_waitlist()
        booking = self.env["ais.booking"].browse(result["res_id"])
        self.assertEqual((booking.state, booking.seats), ("waitlist", 4))

    def test_trainees_are_pasted_with_a_preview(self):
        with Form(self._open(lead_id=self.lead.id)) as form:
            form.trainee_text = PASTED
            self.assertEqual((form.trainee_count, form.unreadable_count), (2, 0))
            self.assertIn("+79001234567", form.trainee_preview)
        result = form.record.action_hold()
        booking = self.env["ais.booking"].browse(result["res_id"])
        self.assertEqual(
            booking.trainee_ids.mapped("email"), ["anna@example.com", "petr@example.com"]
        )
        self.assertEqual(booking.unnamed_seats, 1)

    def test_line_that_cannot_be_read_is_named_and_nothing_is_booked(self):
        with Form(self._open(lead_id=self.lead.id)) as form:
            form.trainee_text = PASTED + "Сидоров Сидор\tнет-почты@\n12345"
            self.assertEqual((form.trainee_count, form.unreadable_count), (2, 2))
        with self.assertRaisesRegex(UserError, "Line 4: not an e-mail address"):
            form.record.action_hold()
        self.assertSeats(self.group, taken=0)

    def test_more_people_pasted_than_seats(self):
        wizard = self._open().create(
            {
                "partner_id": self.client.id,
                "group_id": self.group.id,
                "seats": 1,
                "trainee_text": PASTED,
            },
        )
        with self.assertRaisesRegex(ValidationError, "1 seats and 2 trainees"), self.cr.savepoint():
            wizard.action_hold()
        self.assertSeats(self.group, taken=0)

    def test_paste_into_an_existing_booking(self):
        booking = self._book(3)
        wizard = (
            self.env["ais.trainee.paste"]
            .with_user(self.specialist)
            .create({"booking_id": booking.id, "trainee_text": PASTED})
        )
        wizard.action_add()
        self.assertEqual(booking.trainee_count, 2)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            wizard.action_add()
        self.assertEqual(booking.trainee_count, 2)


@tagged("post_install", "-at_install")
class TestBookingWizards(AisCommon):
    """Move, split and cancel from the booking's form."""

    def _wizard(self, model, bookings, **vals):
        return (
            self.env[model]
            .with_user(self.specialist)
            .with_context(default_booking_ids=bookings.ids, default_booking_id=bookings[:1].id)
            .create(vals)
        )

    def test_move_several_bookings(self):
        bookings = self._book(2) | self._book(3)
        wizard = self._wizard("ais.booking.move", bookings, group_id=self.other_group.id)
        self.assertEqual(wizard.course_id, self.course)
        wizard.action_move()
        self.assertSeats(self.other_group, held=5)
        self.assertSeats(self.group, taken=0)

    def test_split(self):
        booking = self._book(8)
        result = self._wizard("ais.booking.split", booking, seats=3).action_split()
        self.assertEqual(
            (booking.seats, self.env["ais.booking"].browse(result["res_id"]).seats), (5, 3)
        )

    def test_cancel_all_seats(self):
        booking = self._book(8)
        wizard = self._wizard("ais.booking.release", booking, reason="price", note="дорого")
        self.assertEqual(wizard.seats, 8)
        wizard.action_cancel()
        self.assertEqual((booking.state, booking.cancel_note), ("cancelled", "дорого"))

    def test_cancel_some_seats_keeps_them_on_record(self):
        booking = self._book(8)
        self._wizard("ais.booking.release", booking, reason="no_budget", seats=3).action_cancel()
        self.assertEqual((booking.seats, booking.state), (5, "hold"))
        gone = self.env["ais.booking"].search(
            [("partner_id", "=", self.client.id), ("state", "=", "cancelled")],
        )
        self.assertEqual((gone.seats, gone.cancel_reason), (3, "no_budget"))
        self.assertSeats(self.group, held=5)

    def test_cancel_more_seats_than_there_are(self):
        booking = self._book(2)
        for seats in (0, 3, -1):
            with self.assertRaisesRegex(UserError, "has 2 seats"):
                self._wizard(
                    "ais.booking.release", booking, reason="price", seats=seats
                ).action_cancel()
        self.assertSeats(self.group, held=2)

    def test_group_is_cancelled_with_its_bookings_moved(self):
        booking = self._book(2)
        wizard = (
            self.env["ais.group.cancel"]
            .with_user(self.head)
            .create(
                {"group_id": self.group.id, "target_id": self.other_group.id, "reason": "Зал занят"}
            )
        )
        wizard.action_cancel()
        self.assertEqual((self.group.state, booking.group_id), ("cancelled", self.other_group))
        self.assertEqual(self.group.decision_reason, "Зал занят")

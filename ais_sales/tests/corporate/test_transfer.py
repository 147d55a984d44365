from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestTransfer(TrainingCommon):
    """A person goes on in another group, and no seat or hour is lost."""

    def _transfer(self, people, group, booking=None, user=None):
        wizard = self.env["ais.trainee.transfer"].with_user(user or self.training_office)
        wizard = wizard.create(
            {
                "trainee_ids": people.ids,
                "group_id": group.id,
                "booking_id": booking.id if booking else False,
            },
        )
        action = wizard.action_transfer()
        return self.env["ais.trainee"].search(action["domain"])

    def test_after_the_start_the_old_row_stays_and_a_new_one_begins(self):
        person = self.people[0]
        person.write({"birth_date": "1990-05-01", "snils": "112-233-445 95"})
        self._attend(person, 8, -1)
        new = self._transfer(person, self.other_group)
        self.assertEqual(person.training_state, "transferred")
        self.assertEqual(person.transferred_to_id, new)
        self.assertEqual((person.hours_done, new.hours_done), (8, 0))
        self.assertEqual(new.training_state, "enrolled")
        self.assertEqual((new.name, new.snils), (person.name, person.snils))
        self.assertEqual(new.birth_date, person.birth_date)
        self.assertEqual(new.employer_id, self.client)
        booking = new.booking_id
        self.assertEqual((booking.state, booking.seats, booking.price_unit), ("confirmed", 1, 0))
        self.assertSeats(self.other_group, confirmed=1)
        self.assertSeats(self.group, confirmed=3)
        self.assertTrue(self._activities(booking, self.specialist))
        self.assertFalse(person.pace)

    def test_the_clients_free_seat_in_the_group_is_taken_first(self):
        free = self._book(2, state="confirmed", group=self.other_group)
        new = self._transfer(self.people[0], self.other_group)
        self.assertEqual(new.booking_id, free)
        self.assertSeats(self.other_group, confirmed=2)

    def test_before_the_start_the_person_moves_with_the_seat(self):
        origin = self._book(3, state="confirmed", group=self.other_group)
        self._name(origin, "Первая Анна", "Вторая Анна", "Третья Анна")
        self._office = origin.trainee_ids.with_user(self.training_office)
        self._office.action_enrol()
        target = self._make_group(days=90)
        person = origin.trainee_ids[0]
        self.assertEqual(self._transfer(person, target), person)
        self.assertEqual((person.group_id, person.training_state), (target, "enrolled"))
        self.assertEqual((origin.seats, len(origin.trainee_ids)), (2, 2))
        self.assertSeats(target, confirmed=1)
        self.assertSeats(self.other_group, confirmed=2)
        # the rest of the booking goes as it is
        self._transfer(origin.trainee_ids, target)
        self.assertEqual(origin.group_id, target)
        self.assertSeats(self.other_group, confirmed=0)

    def test_before_the_start_the_person_takes_the_clients_seat(self):
        origin = self._book(1, state="confirmed", group=self.other_group)
        self._name(origin, "Первая Анна")
        target = self._make_group(days=90)
        free = self._book(1, state="confirmed", group=target)
        self._transfer(origin.trainee_ids, target, free)
        self.assertEqual(free.trainee_ids.name, "Первая Анна")
        self.assertEqual(origin.unnamed_seats, 1)

    def test_no_free_seat_is_refused_with_numbers_and_nobody_moves(self):
        full = self._make_group(seats=1, days=50)
        with self.assertRaisesRegex(UserError, "1 seats"), self.cr.savepoint():
            self._transfer(self.people[:2], full)
        self.assertEqual(set(self.people.mapped("training_state")), {"studying"})
        booking = self._book(1, state="confirmed", group=self.other_group)
        with self.assertRaisesRegex(UserError, "1 seats without a name, 2 people"):
            self._transfer(self.people[:2], self.other_group, booking)

    def test_who_cannot_be_transferred_is_named(self):
        person = self.people[0]
        with self.assertRaisesRegex(UserError, "already"):
            self._transfer(person, self.group)
        person._drop("own")
        with self.assertRaisesRegex(UserError, "Иванов Иван Иванович is not in training"):
            self._transfer(person, self.other_group)
        theirs = self._book(
            2,
            state="confirmed",
            group=self.other_group,
            client=self.client_2,
            user=self.specialist_2,
        )
        with self.assertRaisesRegex(UserError, "another client"):
            self._transfer(self.people[1], self.other_group, theirs)

    def test_people_of_two_clients_go_at_once(self):
        arrived = self._transfer(self.people, self.other_group)
        self.assertEqual(len(arrived), 3)
        self.assertEqual(arrived.employer_id, self.client | self.client_2)
        self.assertSeats(self.other_group, confirmed=3)

    def test_only_the_training_office_transfers(self):
        for user in (self.specialist, self.head):
            with self.assertRaises(AccessError):
                self._transfer(self.people[0], self.other_group, user=user)
            with self.assertRaises(AccessError):
                self.people[0].with_user(user)._transfer(self.other_group)

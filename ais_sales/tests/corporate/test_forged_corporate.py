from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CorporateCommon


@tagged("post_install", "-at_install")
class TestForgedCorporate(CorporateCommon):
    """What the system finds is not written by hand, so no order is closed around its rules."""

    def _refused(self, record, **vals):
        for name, value in vals.items():
            with self.subTest(model=record._name, field=name), self.assertRaises(AccessError):
                record.write({name: value})

    def test_figures_of_the_checklist_are_not_forged(self):
        order = self._order_with_groups(seats=2)
        contract = self._document(order, "contract")
        self._refused(
            contract,
            is_done=True,
            turn=False,
            version=7,
            sent_by_id=self.head.id,
            reminded_on="2026-01-01",
            user_id=self.specialist_2.id,
            company_id=False,
        )
        self._refused(contract.with_user(self.accountant), is_done=True)

    def test_figures_of_an_order_are_not_forged(self):
        order = self._order_with_groups(seats=2)
        self._refused(
            order,
            amount_remaining=0,
            amount_paid=60000,
            documents_missing=0,
            seats_count=0,
            trainee_count=6,
            progress=100,
            payment_state="paid",
            stage_deadline="2030-01-01",
            name="КЗ-1",
        )

    def test_where_a_person_stands_is_not_forged(self):
        order = self._order_with_groups(seats=2)
        self._name(order.booking_ids[0], "Иванов Иван")
        self._refused(
            order.trainee_ids,
            booking_state="cancelled",
            group_id=self.other_group.id,
            employer_id=self.client_2.id,
            user_id=self.specialist_2.id,
            corporate_order_id=False,
            hours_planned=1,
        )

    def test_seats_are_not_taken_out_to_close_an_order(self):
        order = self._order_with_groups(seats=2)
        self._finish_documents(order)
        order.state = "training"
        with self.assertRaisesRegex(UserError, "taken out by the head"):
            order.booking_ids.corporate_order_id = False
        order.with_user(self.head).booking_ids.corporate_order_id = False
        order.state = "closing"
        with self.assertRaisesRegex(UserError, "It has no seats"):
            order.action_close()

    def test_seats_of_a_closed_order_stay(self):
        order = self._order_with_groups(seats=1)
        booking = order.booking_ids[0]
        self._end_training(order)
        self._finish_documents(order)
        order.with_user(self.head).unpaid_reason = "Постоплата"
        order.action_close()
        with self.assertRaisesRegex(UserError, "its seats stay as they are"):
            booking.with_user(self.head).corporate_order_id = False
        with self.assertRaisesRegex(UserError, "its seats stay as they are"):
            self._book(1).corporate_order_id = order

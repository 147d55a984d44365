from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from .orders_common import TrainingOrdersCommon


@tagged("post_install", "-at_install")
class TestExpulsion(TrainingOrdersCommon):
    """Who has completed the training is expelled with a document, others with another ground."""

    def setUp(self):
        super().setUp()
        self._begin()
        self.enrolment = self._enrolment()
        self.enrolment.date = self.running.date_start
        self.enrolment.action_sign()
        self.ivanov, self.kim = self._people(self.booking).sorted("name")
        self.orlova = self._people(self.booking_2)

    def test_those_who_have_completed_are_expelled_and_stay_completed(self):
        self._complete(self.ivanov | self.orlova)
        order = self._expulsion()
        self.assertEqual(order.line_ids.trainee_id, self.ivanov | self.orlova)
        self.assertEqual(order.ground, "completion")
        self.assertIn("Ким Ян: has not completed", order.left_out)
        self.assertFalse(order.warning)
        order.action_sign()
        self.assertEqual(self.ivanov.training_state, "completed")
        self.assertEqual(self.ivanov.expulsion_order_id, order)
        self.assertEqual(self.kim.training_state, "enrolled")

    def test_nobody_has_completed_yet(self):
        with self.assertRaisesRegex(UserError, "Ким Ян: has not completed the training"):
            self._expulsion()

    def test_failed_assessment_is_no_completion(self):
        self._complete(self.ivanov)
        self.orlova.write({"training_state": "studying", "result": "failed"})
        order = self._expulsion()
        self.assertIn("Орлова Анна Львовна: has not completed the training", order.left_out)
        order.line_ids = [(0, 0, {"trainee_id": self.orlova.id})]
        with self.assertRaisesRegex(UserError, "passed the final assessment.*Орлова"):
            order.action_sign()
        self.assertEqual(order.state, "draft")
        order.line_ids.filtered(lambda line: line.trainee_id == self.orlova).unlink()
        order.action_sign()
        self.assertEqual(self.orlova.training_state, "studying")

    def test_other_ground_drops_the_rest(self):
        self._complete(self.orlova)
        order = self._order((self.kim | self.orlova).action_order_expulsion())
        self.assertFalse(order.ground)
        with self.assertRaisesRegex(UserError, "choose the ground"):
            order.action_sign()
        order.ground = "not_paid"
        order.action_sign()
        self.assertEqual(self.kim.training_state, "dropped")
        self.assertEqual((self.kim.drop_reason, self.kim.dropped_on), ("not_paid", self.today))
        self.assertEqual(self.orlova.training_state, "completed")

    def test_other_ground_is_written_in_words(self):
        order = self._order(self.kim.action_order_expulsion())
        order.ground = "other"
        with self.assertRaisesRegex(UserError, "in words"):
            order.action_sign()
        order.ground_note = "в связи с призывом на военную службу"
        order.action_sign()
        self.assertEqual(self.kim.drop_reason, "other")
        self.assertEqual(self.kim.result_note, order.ground_note)
        self.assertIn("в связи с призывом", self._text("training_order", order))

    def test_dates_out_of_range_are_refused(self):
        order = self._order(self.kim.action_order_expulsion())
        order.ground = "own_request"
        order.date = self.running.date_start - timedelta(days=1)
        with self.assertRaisesRegex(UserError, "before the start of group ПДН-7"):
            order.action_sign()
        order.date = self.running.date_end + timedelta(days=400)
        with self.assertRaisesRegex(UserError, "a year after the end"):
            order.action_sign()
        late = self.running.date_start + timedelta(days=1)
        self.enrolment.sudo().with_context(tracking_disable=True).date = late
        order.date = self.running.date_start
        with self.assertRaisesRegex(UserError, f"before Order of enrolment {self.enrolment.name}"):
            order.action_sign()

    def test_who_has_dropped_out_gets_the_order_afterwards(self):
        self.kim._drop("not_paid", self.today)
        order = self._order(self.kim.action_order_expulsion())
        self.assertEqual(order.ground, "not_paid")
        order.action_sign()
        self.assertEqual(self.kim.expulsion_order_id, order)
        self.assertEqual((self.kim.training_state, self.kim.drop_reason), ("dropped", "not_paid"))
        order.action_cancel("Ошибка")
        self.assertEqual(self.kim.training_state, "dropped")

    def test_nobody_is_expelled_twice(self):
        order = self._order(self.kim.action_order_expulsion())
        order.ground = "own_request"
        order.action_sign()
        with self.assertRaisesRegex(UserError, f"Ким Ян: is in “Order of expulsion {order.name}"):
            self.kim.action_order_expulsion()

    def test_expulsion_without_an_order_of_enrolment_is_warned_of(self):
        self.held.action_confirm()
        late = self._people(self.held)
        late.training_state = "enrolled"
        order = self._order(late.action_order_expulsion())
        self.assertIn("No signed order of enrolment: Ждущий Пётр Ильич", order.warning)

    def test_cancelled_orders_put_people_back(self):
        with self.assertRaisesRegex(UserError, "why the order is cancelled"):
            self.enrolment.action_cancel(" ")
        order = self._order(self.kim.action_order_expulsion())
        order.ground = "own_request"
        order.action_sign()
        with self.assertRaisesRegex(UserError, "the training has gone on for Ким Ян"):
            self.enrolment.action_cancel("ошибка")
        wizard = self.env["ais.training.order.cancel"].with_user(self.training_office)
        context = order.action_open_cancel()["context"]
        wizard.with_context(**context).create({"reason": "Передумал"}).action_cancel()
        self.assertEqual((order.state, order.cancel_reason), ("cancelled", "Передумал"))
        self.assertEqual(self.kim.training_state, "enrolled")
        self.assertFalse(self.kim.expulsion_order_id)
        self.enrolment.action_cancel("Ошибка в дате")
        self.assertEqual(set(self._people().mapped("training_state")), {"listed"})
        self.assertFalse(self._people().enrolment_order_id)
        again = self._enrolment()
        again.date = self.running.date_start
        again.action_sign()
        self.assertNotEqual(again.name, self.enrolment.name)

    def test_draft_is_deleted_and_not_cancelled(self):
        order = self._order(self.kim.action_order_expulsion())
        with self.assertRaisesRegex(UserError, "delete the draft"):
            order.action_cancel("ошибка")
        order.unlink()

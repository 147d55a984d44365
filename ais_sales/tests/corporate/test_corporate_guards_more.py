from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CorporateCommon


@tagged("post_install", "-at_install")
class TestCorporateGuardsMore(CorporateCommon):
    """Bad input is refused before the database sees it; what is gone leaves no tail (2.22)."""

    def _person(self, **vals):
        booking = self._book(2, group=self.groups[0], state="confirmed")
        return (
            self.env["ais.trainee"]
            .with_user(self.specialist)
            .create({"name": "Иванов Иван Иванович", "booking_id": booking.id, **vals})
        )

    def test_slips_are_refused_before_the_database_writes_the_row_to_the_log(self):
        person = self._person(snils="112-233-445 95")
        office = person.with_user(self.training_office)
        slips = (
            (office, {"test_score": 150}),
            (person, {"name": " "}),
            (person, {"booking_id": False}),
            (person, {"position": "я" * 300}),
            (person, {"citizenship_id": 10**6}),
        )
        for record, vals in slips:
            with self.subTest(vals=str(vals)[:40]), mute_logger("odoo.sql_db"):
                with self.assertRaises(ValidationError) as caught:
                    record.write(vals)
                self.assertNotIn("112", str(caught.exception))

    def test_indexes_hold_digests_and_no_personal_data(self):
        self.env.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'ais_trainee'"
            " AND indexdef LIKE '%UNIQUE%' AND indexdef ~ '(snils|identity)'"
        )
        found = [row[0] for row in self.env.cr.fetchall()]
        self.assertEqual(len(found), 2)
        self.assertTrue(all("md5" in one for one in found), found)

    def test_documents_of_a_group_go_with_its_seats(self):
        order = self._order_with_groups(seats=1)
        begun = self._document(order, "act", self.groups[2])
        begun.with_user(self.accountant).number = "Акт № 7"
        booking = order.booking_ids.filtered(lambda one: one.group_id == self.groups[2])
        booking.action_cancel("client_refused")
        left = order.document_ids.filtered(lambda one: one.group_id == self.groups[2])
        self.assertEqual(left, begun, "what nobody has begun is gone")
        self.assertEqual(begun.state, "not_needed")
        order.kind = "framework"
        self.assertTrue(self._document(order, "specification"))
        order.kind = "single"
        self.assertFalse(self._document(order, "specification"))

    def test_deal_has_one_order(self):
        self.lead.action_set_won()
        order = self._order(lead_id=self.lead.id)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._order(lead_id=self.lead.id)
            self.env.flush_all()
        found = self.lead.with_user(self.specialist).action_ais_corporate_order()
        self.assertEqual(found["res_id"], order.id)

    def test_cancelled_order_takes_no_seats_and_keeps_its_reason(self):
        order = self._order()
        order.write({"state": "cancelled", "cancel_reason": "Передумали"})
        with self.assertRaisesRegex(UserError, "its seats stay as they are"):
            self._book(1).corporate_order_id = order
        with self.assertRaisesRegex(UserError, "The reason is given"):
            order.with_user(self.head).cancel_reason = False

    def test_note_without_a_letter_reminds_nobody(self):
        order = self._order()
        contract = self._document(order, "contract")
        contract.action_next()
        note = "Заметка"
        forged = {"ais_mark_reminded": True, "ais_progress_order_ids": order.ids}
        order.with_context(**forged).message_post(body=note)
        self.assertFalse(contract.reminded_on)
        self.assertFalse(order.progress_sent_on)

    def test_people_are_not_thrown_out_of_an_order(self):
        order = self._order_with_groups(seats=1)
        self._name(order.booking_ids[0], "Иванов Иван")
        with self.assertRaises(AccessError):
            order.write({"trainee_ids": [(5,)]})
        self.assertEqual(order.trainee_count, 1)

from datetime import timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CorporateCommon


@tagged("post_install", "-at_install")
class TestOrderDocuments(CorporateCommon):
    """The checklist of an order: what is missing and whose turn it is (2.22)."""

    def test_checklist_comes_from_the_kind_of_contract(self):
        order = self._order()
        names = order.document_ids.type_id
        self.assertIn(self.env.ref("ais_sales.document_type_contract"), names)
        self.assertNotIn(self.env.ref("ais_sales.document_type_specification"), names)
        framework = self._order(kind="framework")
        self.assertIn(
            self.env.ref("ais_sales.document_type_specification"),
            framework.document_ids.type_id,
        )
        order.kind = "framework"
        self.assertTrue(self._document(order, "specification"))

    def test_each_group_has_its_own_act_and_order_of_enrolment(self):
        order = self._order_with_groups(seats=2)
        self.assertEqual(self._document(order, "act").group_id, self.groups)
        self.assertEqual(len(self._document(order, "contract")), 1)
        act = self._document(order, "act", self.groups[0])
        self.assertEqual(act.deadline, self.company.ais_working_day(10, self.groups[0].date_end))
        self.groups[0].write({"date_end": self.groups[0].date_end + timedelta(days=7)})
        self.assertEqual(act.deadline, self.company.ais_working_day(10, self.groups[0].date_end))

    def test_turn_goes_from_who_prepares_to_the_client_and_back_with_the_original(self):
        order = self._order()
        contract = self._document(order, "contract")
        self.assertEqual(contract.turn, "specialist")
        contract.action_next()
        self.assertEqual((contract.state, contract.turn), ("sent", "client"))
        self.assertEqual(contract.sent_on, self.company.ais_today())
        self.assertEqual(contract.sent_by_id, self.specialist)
        contract.action_next()
        self.assertEqual((contract.state, contract.turn), ("signed", "client"))
        contract.action_received()
        self.assertEqual((contract.state, contract.turn), ("original", False))
        self.assertTrue(contract.is_done)
        self.assertEqual(contract.received_on, self.company.ais_today())

    def test_invoice_is_in_order_when_it_is_sent(self):
        invoice = self._document(self._order(), "invoice")
        self.assertEqual(invoice.turn, "accountant")
        invoice.with_user(self.accountant).action_next()
        self.assertTrue(invoice.is_done)

    def test_new_version_begins_anew_and_keeps_the_files(self):
        contract = self._document(self._order(), "contract")
        file = (
            self.env["ir.attachment"]
            .with_user(self.specialist)
            .create(
                {"name": "договор.pdf", "raw": b"%PDF"},
            )
        )
        contract.write({"attachment_ids": [(4, file.id)], "state": "sent"})
        self.assertEqual((file.res_model, file.res_id), ("ais.order.document", contract.id))
        contract.with_user(self.head).attachment_ids.read(["name"])
        contract.action_new_version()
        self.assertEqual((contract.version, contract.state), (2, "to_prepare"))
        self.assertFalse(contract.sent_on)
        self.assertEqual(contract.attachment_ids, file)

    def test_files_of_others_are_not_opened_by_linking_them(self):
        foreign = (
            self.env["ir.attachment"]
            .with_user(self.head)
            .create(
                {"name": "чужой.pdf", "raw": b"%PDF"},
            )
        )
        contract = self._document(self._order(), "contract")
        contract.with_user(self.specialist).sudo().write({"attachment_ids": [(4, foreign.id)]})
        self.assertFalse(foreign.res_id, "the file of another user is not taken over")

    def test_required_document_is_lifted_by_the_head_alone_and_with_a_reason(self):
        order = self._order()
        consents = self._document(order, "consents")
        reason = self.env["ais.corporate.reason"]
        wizard = reason.with_user(self.specialist).create(
            {"document_ids": [(6, 0, consents.ids)], "reason": "Не берём"},
        )
        with self.assertRaisesRegex(UserError, "decided by the head"):
            wizard.action_apply()
        for vals in ({"is_required": False}, {"goal": "sent"}, {"state": "not_needed"}):
            with self.assertRaises(UserError):
                consents.write(vals)
        with self.assertRaisesRegex(UserError, "decided by the head"):
            consents.unlink()
        with self.assertRaises(ValidationError):
            consents.with_user(self.head).write({"state": "not_needed"})
        reason.with_user(self.head).create(
            {"document_ids": [(6, 0, consents.ids)], "reason": "Согласия берёт работодатель"},
        ).action_apply()
        self.assertEqual((consents.state, consents.is_done), ("not_needed", True))
        optional = self._document(order, "report")
        optional.write({"state": "not_needed", "not_needed_reason": "Не просят"})
        self.assertTrue(optional.is_done)

    def test_reason_is_held_by_the_database(self):
        consents = self._document(self._order(), "consents")
        self.env.flush_all()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.env.cr.execute(
                "UPDATE ais_order_document SET state = 'not_needed' WHERE id = %s",
                (consents.id,),
            )

    def test_dates_of_a_document_are_in_order_and_not_to_come(self):
        contract = self._document(self._order(), "contract")
        today = self.company.ais_today()
        with self.assertRaisesRegex(ValidationError, "in the future"):
            contract.write({"state": "sent", "sent_on": today + timedelta(days=1)})
        with self.assertRaisesRegex(ValidationError, "original comes last"):
            contract.write(
                {
                    "state": "original",
                    "sent_on": today,
                    "received_on": today - timedelta(days=3),
                },
            )

    def test_order_is_not_closed_while_an_original_is_missing(self):
        order = self._order_with_groups(seats=2)
        self._end_training(order)
        self.assertEqual(order.state, "closing")
        order.with_user(self.head).unpaid_reason = "Постоплата"
        self._finish_documents(order)
        contract = self._document(order, "contract")
        contract.state = "signed"
        with self.assertRaisesRegex(UserError, "Original received: not yet for Contract"):
            order.action_close()
        self.assertIn("Contract", order.closing_note)
        contract.action_received()
        order.action_close()
        self.assertEqual(order.state, "closed")
        self.assertEqual(order.closed_on, self.company.ais_today())
        with self.assertRaisesRegex(UserError, "documents stay as they are"):
            contract.state = "signed"
        with self.assertRaisesRegex(UserError, "documents stay as they are"):
            self.env["ais.order.document"].with_user(self.specialist).create(
                {"order_id": order.id, "type_id": contract.type_id.id},
            )

    def test_closed_order_without_an_original_is_refused_by_the_database(self):
        order = self._order()
        self.env.flush_all()
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.env.cr.execute(
                "UPDATE ais_corporate_order SET state = 'closed' WHERE id = %s", (order.id,)
            )

    def test_order_is_not_closed_unpaid_or_unfinished(self):
        order = self._order_with_groups(seats=2)
        self._finish_documents(order)
        self._name(order.booking_ids[0], "Иванов Иван", "Петров Пётр")
        order.state = "training"
        order.state = "closing"
        with self.assertRaises(UserError) as caught:
            order.action_close()
        text = str(caught.exception)
        self.assertIn("2 people have not finished", text)
        self.assertIn(self.groups[0].code, text)
        self.assertIn("not paid", text)
        with self.assertRaisesRegex(UserError, "decided by the head"):
            order.unpaid_reason = "Мне так хочется"

    def test_ticked_documents_do_not_hide_what_is_still_here(self):
        order = self._order_with_groups(seats=2)
        self._name(order.booking_ids[0], "Иванов Иван")
        self._end_training(order)
        self._finish_documents(order)
        order.with_user(self.head).unpaid_reason = "Постоплата"
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ais_trainee SET document_state = 'issued' WHERE id IN %s",
            (tuple(order.trainee_ids.ids),),
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "not handed over to 1 people"):
            order.action_close()

    def test_who_is_next_with_an_urgent_document_gets_the_task_at_once(self):
        contract = self._document(self._order(), "contract")
        contract.deadline = self.company.ais_today()
        contract.action_next()
        self.assertIn("get from the client", self._activities(contract, self.specialist).summary)

    def test_order_goes_on_when_its_contract_is_in_order(self):
        order = self._order()
        self._document(order, "contract").action_received()
        self.assertEqual(order.state, "preparing", "the invoice is still to be sent")
        self._document(order, "invoice").with_user(self.accountant).action_next()
        self.assertEqual(order.state, "enrolling")

    def test_matrix_shows_the_worst_of_the_documents_of_a_type(self):
        order = self._order_with_groups(seats=2)
        act = self.env.ref("ais_sales.document_type_act")
        cell = order.document_matrix[str(act.id)]
        self.assertEqual((len(cell["ids"]), cell["done"], cell["colour"]), (3, 0, "waiting"))
        one = self._document(order, "act", self.groups[1])
        one.deadline = self.company.ais_today() - timedelta(days=1)
        self._document(order, "act", self.groups[0]).action_received()
        order.invalidate_recordset(["document_matrix"])
        cell = order.document_matrix[str(act.id)]
        self.assertEqual((cell["done"], cell["colour"]), (1, "overdue"))

    def test_overdue_originals_are_found(self):
        order = self._order()
        contract = self._document(order, "contract")
        contract.write({"state": "sent", "deadline": self.company.ais_today() - timedelta(days=2)})
        documents = self.env["ais.order.document"].with_user(self.specialist)
        overdue = documents.search([("is_overdue", "=", True), ("goal", "=", "original")])
        self.assertIn(contract, overdue)
        self.assertTrue(contract.is_overdue)
        contract.action_received()
        self.assertNotIn(contract, documents.search([("is_overdue", "=", True)]))

    def test_who_is_next_gets_a_task_that_ends_with_the_turn(self):
        order = self._order()
        contract, invoice = self._document(order, "contract"), self._document(order, "invoice")
        (contract | invoice).deadline = self.company.ais_today()
        self._run_cron("ais.order.document", "_cron_document_tasks")
        self._run_cron("ais.order.document", "_cron_document_tasks")
        self.assertEqual(len(self._activities(contract, self.specialist)), 1, "once, run twice")
        self.assertTrue(self._activities(invoice, self.accountant))
        self.assertFalse(self._activities(invoice, self.specialist))
        contract.action_next()
        task = self._activities(contract, self.specialist)
        self.assertIn("get from the client", task.summary, "the former task is over")
        contract.action_received()
        self.assertFalse(self._activities(contract, self.specialist))

    def test_coordinator_is_reminded_once_a_week_of_what_is_overdue(self):
        order = self._order()
        contract = self._document(order, "contract")
        contract.write({"state": "sent", "deadline": self.company.ais_today() - timedelta(days=1)})
        self._run_cron("ais.corporate.order", "_cron_remind_clients")
        letter = order.message_ids.filtered(lambda one: self.coordinator in one.partner_ids)
        self.assertEqual(len(letter), 1)
        self.assertIn(contract.name, letter.body)
        self.assertEqual(contract.reminded_on, self.company.ais_today())
        self._run_cron("ais.corporate.order", "_cron_remind_clients")
        self.assertEqual(
            len(order.message_ids.filtered(lambda one: self.coordinator in one.partner_ids)), 1
        )

    def test_letter_of_documents_opens_filled_in_and_is_refused_without_an_address(self):
        order = self._order()
        with self.assertRaisesRegex(UserError, "no document is waited for"):
            self._document(order, "application").state = "signed"
            self._document(order, "consents").state = "original"
            self._document(order, "education").state = "signed"
            order.action_remind()
        self._document(order, "contract").action_next()
        action = order.action_remind()
        self.assertTrue(action["context"]["ais_mark_reminded"])
        self.coordinator.email = False
        with self.assertRaisesRegex(UserError, "has no e-mail address"):
            order.action_remind()

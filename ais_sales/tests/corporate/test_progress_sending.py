from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..rpc import REFUSED, RpcCase
from .progress_common import ProgressCommon


@tagged("post_install", "-at_install")
class TestProgressSending(ProgressCommon, HttpCase):
    """The client's coordinator gets the report by e-mail (2.24)."""

    def _composer(self, action, user=None):
        return (
            self.env["mail.compose.message"]
            .with_user(user or self.specialist)
            .with_context(**action["context"], force_report_rendering=True)
            .create({})
        )

    def test_letter_goes_to_the_coordinator_with_both_files(self):
        order = self.order.with_user(self.specialist)
        self.assertFalse(order.progress_sent_on)
        composer = self._composer(order.action_send_progress())
        self.assertEqual(composer.partner_ids, self.coordinator)
        self.assertIn("Ход обучения по договору Д-501", composer.subject)
        self.assertIn("Здравствуйте, Кира Координатова!", composer.body)
        names = sorted(composer.attachment_ids.mapped("name"))
        self.assertEqual(names, ["Ход обучения Д-501.pdf", "Ход обучения Д-501.xlsx"])
        self.assertFalse(order.progress_sent_on, "only opened, not sent")
        composer._action_send_mail()
        self.assertEqual(order.progress_sent_on, self.company.ais_today())
        message = order.message_ids[0]
        self.assertEqual(message.partner_ids, self.coordinator)
        self.assertEqual(len(message.attachment_ids), 2)

    def test_other_notes_do_not_count_as_a_report(self):
        self.order.message_post(body=self.coordinator.name)
        self.assertFalse(self.order.progress_sent_on)

    def test_day_of_sending_is_not_written_by_hand(self):
        with self.assertRaises(AccessError):
            self.order.with_user(self.specialist).progress_sent_on = self.company.ais_today()

    def test_nobody_to_write_to(self):
        order = self.order.with_user(self.specialist)
        self.coordinator.email = False
        with self.assertRaisesRegex(UserError, "Кира Координатова, .* has no e-mail"):
            order.action_send_progress()
        with self.assertRaisesRegex(UserError, "has no e-mail"):
            self.client.with_user(self.specialist).action_ais_send_progress()
        self.order.coordinator_id = False
        with self.assertRaisesRegex(UserError, "has no coordinator"):
            order.action_send_progress()

    def test_nobody_to_write_about(self):
        with self.assertRaisesRegex(UserError, "no trainees yet"):
            self._order().action_send_progress()
        with self.assertRaisesRegex(UserError, "no running corporate orders"):
            self.client_2.with_user(self.specialist_2).action_ais_send_progress()

    def test_client_of_one_order_gets_the_letter_of_the_order(self):
        client = self.client.with_user(self.specialist)
        composer = self._composer(client.action_ais_send_progress())
        self.assertIn("Д-501", composer.subject)

    def test_client_of_two_orders_gets_one_letter_about_both(self):
        second = self._order(contract_number="Д-502")
        other = self.coordinator.copy({"name": "Пётр Второй", "email": "petr@example.com"})
        second.coordinator_id = other
        self._seat(self.groups[2], self.branch, "Зимин Глеб", order=second.sudo())
        action = self.client.with_user(self.specialist).action_ais_send_progress()
        composer = self._composer(action)
        self.assertEqual(composer.partner_ids, self.coordinator | other)
        self.assertIn("ООО «Ромашка»", composer.subject)
        names = sorted(composer.attachment_ids.mapped("name"))
        self.assertEqual([name.rsplit(".", 1)[1] for name in names], ["pdf", "xlsx"])
        cards = len(self.client.message_ids)
        composer._action_send_mail()
        today = self.company.ais_today()
        self.assertEqual((self.order | second).mapped("progress_sent_on"), [today, today])
        self.assertEqual(len(self.client.message_ids), cards, "not in a card that all read")

    def test_people_of_others_are_not_sent(self):
        self._seat(self.groups[2], self.client, "Чужой Лев", user=self.specialist_2)
        with self.assertRaisesRegex(UserError, "kept by other specialists"):
            self.order.with_user(self.specialist).action_send_progress()
        with self.assertRaisesRegex(UserError, "kept by other specialists"):
            self.client.with_user(self.specialist)._ais_progress_files()

    def test_who_sends(self):
        for user in (self.head, self.training_office):
            composer = self._composer(self.order.with_user(user).action_send_progress(), user)
            self.assertEqual(composer.partner_ids, self.coordinator)
        for user in (self.deputy, self.director, self.accountant, self.specialist_2):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.order.with_user(user).action_send_progress()


@tagged("post_install", "-at_install")
class TestProgressRpc(ProgressCommon, RpcCase):
    """Sending through RPC, by role."""

    def test_roles(self):
        for user in (self.specialist_2, self.deputy, self.director, self.accountant):
            self._log_in(user)
            self._refused(REFUSED, "ais.corporate.order", "action_send_progress", [self.order.id])
        self._log_in(self.specialist)
        action = self._call("ais.corporate.order", "action_send_progress", [self.order.id])
        self.assertEqual(action["res_model"], "mail.compose.message")
        self._log_in(self.training_office)
        action = self._call("res.partner", "action_ais_send_progress", [self.client.id])
        self.assertEqual(action["context"]["default_res_ids"], [self.order.id])

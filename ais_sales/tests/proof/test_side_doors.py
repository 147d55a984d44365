from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..rpc import REFUSED
from .scene import SecretScene

USER_ERROR = "odoo.exceptions.UserError"


@tagged("post_install", "-at_install")
class TestSideDoors(SecretScene):
    """What a tester with fresh eyes got through: states by hand, links to a colleague's records."""

    def _sold(self):
        order = self.offer
        order.with_user(self.specialist).action_confirm()
        self.env.flush_all()
        return order

    def test_the_state_of_an_order_is_not_written(self):
        order = self._sold()
        for user in (self.specialist, self.head, self.accountant):
            self._log_in(user)
            for state in ("draft", "sent", "cancel"):
                with self.subTest(user=user.login, state=state):
                    self._refused(REFUSED, "sale.order", "write", order.ids, {"state": state})
        self.assertEqual(order.state, "sale")
        other = self._offer(1)
        self._log_in(self.specialist)
        for state in ("sent", "sale", "cancel"):
            self._refused(REFUSED, "sale.order", "write", other.ids, {"state": state})
        self.assertEqual(other.state, "draft")

    def test_the_buttons_still_bring_it_about(self):
        order = self._offer(1).with_user(self.specialist)
        order.action_quotation_sent()
        self.assertEqual((order.state, bool(order.ais_sent_at)), ("sent", True))
        order._action_cancel()
        order.action_draft()
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        letter = self._offer(1).with_user(self.specialist)
        letter.with_context(mark_so_as_sent=True).message_post(body=letter.name)
        self.assertEqual(letter.state, "sent")

    def test_the_accountant_neither_cancels_nor_takes_over_a_proposal(self):
        self.offer.with_user(self.specialist).action_quotation_sent()
        self._log_in(self.accountant)
        self._refused(REFUSED, "sale.order", "action_cancel", self.offer.ids)
        self.offer.with_user(self.specialist)._action_cancel()
        self._refused(REFUSED, "sale.order", "action_draft", self.offer.ids)
        self.assertEqual(self.offer.state, "cancel")
        for vals in (
            {"user_id": self.accountant.id},
            {"partner_id": self.client_2.id},
            {"partner_invoice_id": self.client_2.id},
            {"signed_by": "Бухгалтер"},
        ):
            with self.subTest(vals):
                self._refused(REFUSED, "sale.order", "write", self.offer.ids, vals)

    def test_whose_sale_it_is_stays_in_the_books(self):
        move = self.invoice
        move.invoice_line_ids[:1].sale_line_ids = self._sold().order_line
        vals = {"invoice_user_id": self.specialist_2.id}
        self._log_in(self.accountant)
        self._refused(REFUSED, "account.move", "write", move.ids, vals)
        self._call("account.move", "write", move.ids, {"ref": "Основание"})
        self._call("account.move", "write", move.ids, {"invoice_user_id": self.specialist.id})
        move.with_user(self.head)._ais_check_whose_sale(vals)

    def test_a_proposal_in_a_colleague_s_name_is_refused_in_words(self):
        orders = self.env["sale.order"].with_user(self.specialist_2)
        course = {"product_id": self.course.product_id.id, "product_uom_qty": 1}
        line = {"order_line": [Command.create(course)]}
        for vals in (
            {"partner_id": self.client.id},
            {"partner_id": self.client_2.id, "user_id": self.specialist.id},
        ):
            self.client.user_id = self.specialist
            with self.subTest(vals), self.assertRaisesRegex(AccessError, "would be of ais_spec"):
                orders.create({**vals, **line})

    def test_a_sold_line_with_seats_is_not_removed(self):
        booking = self._book(2, "confirmed")
        order = self.env["sale.order"].browse(
            booking.with_user(self.specialist).action_make_order()["res_id"],
        )
        self._log_in(self.specialist)
        self._refused(USER_ERROR, "sale.order.line", "unlink", order.order_line.ids)
        self.assertEqual(booking.order_id, order)

    def test_the_end_of_a_deal_follows_from_its_stage(self):
        lead = self.records["lead"][0]
        lead.user_id = self.specialist
        self._log_in(self.specialist)
        for name, value in (
            ("won_status", "won"),
            ("date_closed", "2026-01-10 10:00:00"),
            ("date_open", "2026-01-10 10:00:00"),
            ("date_conversion", "2026-01-10 10:00:00"),
        ):
            with self.subTest(field=name):
                self._refused(REFUSED, "crm.lead", "write", lead.ids, {name: value})
        born_won = {"name": "Сразу сделка", "date_closed": "2026-01-10 10:00:00"}
        self._refused(REFUSED, "crm.lead", "create", [born_won])
        own = lead.with_user(self.specialist)
        own.copy().convert_opportunity(self.client)
        won = self.env["crm.stage"].search([("is_won", "=", True)], limit=1)
        own.stage_id = won
        self.assertEqual((own.won_status, bool(own.date_closed)), ("won", True))
        own.create({"name": "Продано сразу", "type": "opportunity", "stage_id": won.id})
        own.with_user(self.head).date_closed = "2026-01-10 10:00:00"

    def test_a_task_does_not_tell_the_name_of_what_it_is_moved_to(self):
        task = self._make_client("ООО «Своё»", self.specialist_2).activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.specialist_2.id
        )
        for user in (self.specialist_2, self.accountant):
            task.user_id = user
            self._log_in(user)
            for key in ("lead", "breach", "request"):
                record = self.records[key][0]
                vals = {"res_model_id": self.env["ir.model"]._get_id(record._name)}
                vals |= {"res_model": record._name, "res_id": record.id}
                with self.subTest(user=user.login, record=key):
                    self._refused(REFUSED, "mail.activity", "write", task.ids, vals)

    def test_own_records_are_not_tied_to_a_colleague_s_inquiry(self):
        own = self._make_client("ООО «Своё»", self.specialist_2)
        lead = self.env["crm.lead"].create(
            {
                "name": "Своё",
                "type": "opportunity",
                "partner_id": own.id,
                "user_id": self.specialist_2.id,
            },
        )
        booking = self._book(1, user=self.specialist_2, client=own)
        need = self.env["ais.need"].create({"lead_id": lead.id, "course_id": self.course.id})
        talk = self.env["ais.consultation"].create({"lead_id": lead.id})
        corporate = self.env["ais.corporate.order"].create(
            {"partner_id": own.id, "user_id": self.specialist_2.id},
        )
        offer = self.env["sale.order"].create(
            {
                "partner_id": own.id,
                "user_id": self.specialist_2.id,
                "order_line": [
                    Command.create({"product_id": self.course.product_id.id, "product_uom_qty": 1}),
                    Command.create({"display_type": "line_note", "name": "Примечание"}),
                ],
            },
        )
        note = offer.order_line.filtered("display_type")
        self._log_in(self.specialist_2)
        foreign = self.lead.id
        for record in (need, talk, corporate, booking):
            with self.subTest(record._name):
                self._refused(REFUSED, record._name, "write", record.ids, {"lead_id": foreign})
        self._refused(REFUSED, "sale.order", "write", offer.ids, {"opportunity_id": foreign})
        self._refused(REFUSED, "sale.order.line", "write", note.ids, {"order_id": self.offer.id})
        vals = {"group_id": self.group.id, "partner_id": own.id, "seats": 1}
        self._refused(REFUSED, "ais.booking", "create", [{**vals, "lead_id": foreign}])
        # the other way in: a default
        self._refused(
            REFUSED, "ais.booking", "create", [vals], context={"default_lead_id": foreign}
        )

    def test_seats_are_done_with_their_group_and_not_before(self):
        booking = self._book(1, "confirmed")
        with self.assertRaises(UserError):
            booking.with_user(self.specialist).write({"state": "done"})
        self.assertEqual(booking.state, "confirmed")

    def test_only_who_reads_a_record_may_move_a_task_there(self):
        task = self.client.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.specialist.id
        )
        own = task.with_user(self.specialist)
        own.write(
            {"res_model_id": self.env["ir.model"]._get_id("crm.lead"), "res_id": self.lead.id}
        )
        self.assertEqual(task.res_id, self.lead.id)
        with self.assertRaises(AccessError):
            task.with_user(self.specialist_2).write({"res_id": self.client.id})

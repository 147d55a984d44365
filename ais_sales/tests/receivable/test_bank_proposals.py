from odoo import Command
from odoo.tests import tagged

from .bank_common import INN, BankCommon
from .statement_maker import document


@tagged("post_install", "-at_install")
class TestBankProposals(BankCommon):
    """Contracts and full names are proposed, and one click accepts them (2.14)."""

    def _ordered(self, client, amount, contract, *learners):
        """An invoice of an order with its contract and the seats of the learners."""
        order = self.env["sale.order"].create(
            {
                "partner_id": client.id,
                "ais_contract_number": contract,
                "order_line": [
                    Command.create(
                        {"product_id": self.course.product_id.id, "ais_group_id": self.group.id},
                    ),
                ],
            },
        )
        booking = self._book(max(len(learners), 1), client=client)
        booking.sudo().sale_line_id = order.order_line
        self._name(booking, *learners)
        return self._invoice(
            f"АИС-2026/{self.env['account.move'].search_count([]):04d}",
            amount,
            client,
            invoice_line_ids=[
                Command.create(
                    {
                        "name": "Обучение",
                        "price_unit": amount,
                        "tax_ids": False,
                        "sale_line_ids": [Command.link(order.order_line.id)],
                    },
                ),
            ],
        )

    def test_contract_and_inn_propose_the_contract_s_invoice(self):
        self._ordered(self.client, 1000, "Д-2026-0901")
        second = self._ordered(self.client, 1000, "Д-2026-0902")
        line = self._load(
            document("1", 1000, "Оплата по договору № Д-2026-0902 от 01.11.2026", INN),
        ).line_ids
        self.assertEqual((line.state, line.allocation_ids.move_id), ("proposed", second))
        self.assertIn("names a contract", line.reason)
        line.with_user(self.accountant).action_accept()
        self.assertEqual((line.state, second.payment_state), ("posted", "paid"))

    def test_order_number_and_inn_propose_the_order_s_invoice(self):
        self._ordered(self.client, 1000, False)
        second = self._ordered(self.client, 1000, False)
        order = second.invoice_line_ids.sale_line_ids.order_id
        line = self._load(document("1", 1000, f"Оплата заказа {order.name}", INN)).line_ids
        self.assertEqual(line.allocation_ids.move_id, second)

    def test_learner_s_full_name_proposes_the_person_s_invoice(self):
        mother = self.env["res.partner"].create({"name": "Ёлкина Мария Петровна"})
        invoice = self._ordered(mother, 1000, False, "Ёлкин Семён Ильич")
        line = self._load(
            document("1", 1000, "За обучение Елкина Семена Ильича", name="Ёлкин Илья Львович"),
        ).line_ids
        self.assertEqual((line.state, line.partner_id), ("proposed", mother))
        self.assertIn("full name", line.reason)
        line.with_user(self.accountant).action_accept()
        self.assertEqual(invoice.payment_state, "paid")

    def test_learner_of_a_firm_s_invoice_is_no_proposal_to_another_payer(self):
        self._ordered(self.client, 1000, False, "Ёлкин Семён Ильич")
        line = self._load(document("1", 1000, "За обучение Елкина Семена Ильича")).line_ids
        self.assertEqual((line.state, line.allocation_ids.ids), ("unmatched", []))

    def test_an_order_more_costs_no_query_more(self):
        counts = []
        for count in (1, 6):
            for number in range(count):
                client = self.env["res.partner"].create({"name": f"Ёлкина Мария Петровна{number}"})
                self._ordered(
                    client,
                    1000 + number,
                    f"Д-2026-{count}{number:03d}",
                    f"Ёлкин Ян {count}{number}",
                )
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.env["ais.bank.import"]._open_book(self.company, self.rouble, {INN})
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)

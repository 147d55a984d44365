from odoo import fields
from odoo.tests import tagged

from .bank_common import BankCommon
from .statement_maker import document

# what tells two documents apart, whoever makes them; `invoice_ids` is but a hint of the wizard
OWN = {
    "id",
    "name",
    "memo",
    "ref",
    "payment_reference",
    "create_date",
    "write_date",
    "create_uid",
    "write_uid",
    "move_id",
    "move_name",
    "payment_id",
    "origin_payment_id",
    "sequence_number",
    "full_reconcile_id",
    "matching_number",
    "invoice_ids",
    "access_token",
    "debit_move_id",
    "credit_move_id",
    "max_date",
}


@tagged("post_install", "-at_install")
class TestBankPosting(BankCommon):
    """Payments of a statement stand in the books as Odoo itself enters them (2.14)."""

    def _bulk(self, amounts, purpose="счет АИС-2026/{}"):
        """Invoices, and the payments of a statement for them."""
        invoices = self.env["account.move"]
        for number, _amount in enumerate(amounts, 700):
            invoices |= self._invoice(f"АИС-2026/{number}", 1000)
        documents = [
            document(str(number), amount, purpose.format(number), self.client.vat)
            for number, amount in enumerate(amounts, 700)
        ]
        imported = self._load(*documents)
        lines = imported.line_ids.sorted("number")
        self.assertEqual(set(lines.mapped("state")), {"posted"})
        return invoices, lines.payment_id

    def _registered(self, invoice, amount, day):
        """The same payment by Odoo's own dialog."""
        self.journal.inbound_payment_method_line_ids.payment_account_id = (
            self.journal.default_account_id
        )
        return (
            self.env["account.payment.register"]
            .with_user(self.accountant)
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create({"journal_id": self.journal.id, "payment_date": day, "amount": amount})
            ._create_payments()
        )

    def _values(self, records):
        self.env.flush_all()
        names = [
            name
            for name, field in records._fields.items()
            if field.store and name not in OWN and field.type not in ("one2many", "binary")
        ]
        return [{name: record[name] for name in names} for record in records]

    def _assert_alike(self, invoices, payments):
        ours, theirs = payments
        self.assertEqual(self._values(ours), self._values(theirs))
        self.assertEqual(self._values(ours.move_id), self._values(theirs.move_id))
        self.assertEqual(
            self._values(ours.move_id.line_ids.sorted("balance")),
            self._values(theirs.move_id.line_ids.sorted("balance")),
        )
        self.assertEqual(ours.reconciled_invoice_ids, invoices[0])
        self.assertEqual(theirs.reconciled_invoice_ids, invoices[1])
        self.assertEqual(ours.move_id.line_ids.matched_debit_ids.debit_move_id.move_id, invoices[0])
        for name in ("payment_state", "amount_residual", "state", "status_in_payment"):
            self.assertEqual(*invoices.mapped(lambda one, name=name: str(one[name])), name)
        partials = [
            one.move_id.line_ids.matched_debit_ids | one.move_id.line_ids.matched_credit_ids
            for one in payments
        ]
        self.assertEqual(self._values(partials[0]), self._values(partials[1]))

    def test_payment_of_a_statement_is_the_one_that_odoo_registers(self):
        for amount in (1000, 400):
            with self.subTest(amount=amount), self.cr.savepoint() as savepoint:
                paid, ours = self._bulk([amount])
                other = self._invoice("АИС-2026/0801", 1000)
                theirs = self._registered(other, amount, ours.date)
                self._assert_alike(paid | other, ours.with_user(self.accountant) | theirs)
                self.assertEqual(
                    theirs.move_id.sequence_number,
                    ours.move_id.sequence_number + 1,
                )
                savepoint.close(rollback=True)
                self.env.invalidate_all()

    def test_numbers_follow_each_other_through_days_and_months(self):
        days = ("30.11.2026", "01.12.2026", "01.12.2026", "30.11.2026", "02.12.2026")
        self._invoices({f"АИС-2026/{number}": 1000 for number in range(700, 705)})
        earlier = self._registered(
            self._invoice("АИС-2026/0801", 1000),
            1000,
            fields.Date.to_date("2026-12-01"),
        )
        imported = self._load(
            *(
                document(str(number), 1000, f"счет АИС-2026/{number}", self.client.vat, day=day)
                for number, day in enumerate(days, 700)
            ),
        )
        moves = imported.line_ids.payment_id.move_id | earlier.move_id
        self.assertEqual(len(moves), 6)
        for (_prefix,), own in moves.grouped(lambda one: (one.sequence_prefix,)).items():
            self.assertEqual(
                sorted(own.mapped("sequence_number")),
                list(range(1, len(own) + 1)),
                _prefix,
            )
        self.assertFalse(any(moves.mapped("made_sequence_gap")))
        self.assertEqual(len(set(moves.mapped("name"))), 6)

    def test_a_payment_more_costs_no_query_more(self):
        counts = []
        for start, count in ((100, 20), (200, 120)):
            self._invoices({f"АИС-2026/{n}": 1000 for n in range(start, start + count)})
            documents = [
                document(str(n), 1000, f"счет АИС-2026/{n}", self.client.vat)
                for n in range(start, start + count)
            ]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(self._load(*documents).posted_count, count)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLess(counts[1] - counts[0], 40)

"""The day of an accountant."""

import base64

from nodes_worker import Worker
from statement_maker import big_statement


class Accountant(Worker):
    """Accountants: invoices, payments, statements, acts."""

    tasks = (
        ("invoices", 6),
        ("pay", 6),
        ("statement", 6),
        ("same_statement", 2),
        ("queue", 4),
        ("credit", 1),
        ("act", 3),
        ("receivables", 4),
    )

    def open_invoices(self):
        domain = [
            ("move_type", "=", "out_invoice"),
            ("state", "=", "posted"),
            ("payment_state", "in", ("not_paid", "partial")),
        ]
        names = ("name", "amount_residual", "commercial_partner_id")
        return self.find("list: invoices", "account.move", domain, names, order="id desc")

    def invoices(self):
        row = self.one_of(self.open_invoices())
        if row:
            self.call(
                "form: invoice",
                "account.move",
                "web_read",
                [row["id"]],
                {"invoice_line_ids": {"fields": {"name": {}}}},
            )
        drafts = self.find(
            "list: draft invoices", "account.move", [("state", "=", "draft")], ("name",)
        )
        row = self.one_of(drafts)
        if row:
            self.call("post an invoice", "account.move", "action_post", [row["id"]])

    def pay(self):
        row = self.one_of(self.open_invoices())
        if row:
            context = {"active_model": "account.move", "active_ids": [row["id"]]}
            wizard = self.save(
                "register a payment: form", "account.payment.register", {}, **context
            )
            self.call(
                "register a payment", "account.payment.register", "action_create_payments", [wizard]
            )

    def statement(self):
        rows = self.open_invoices()
        chosen = self.dice.sample(rows, min(self.dice.randint(2, 8), len(rows)))
        inns = dict(zip(self.scene["clients"], self.scene["inns"], strict=True))
        payments = [
            (
                self.dice.randrange(10**6),
                row["amount_residual"],
                f"Оплата по счету № {row['name']} за обучение. НДС не облагается",
                inns.get(row["commercial_partner_id"], ""),
                "Клиент",
            )
            for row in chosen
        ]
        # a private person pays, and nobody knows for what
        payments.append(
            (
                self.dice.randrange(10**6),
                500 + self.dice.randrange(100),
                "Перевод",
                "",
                "Иванов И. И.",
            )
        )
        content = base64.b64encode(big_statement(payments)).decode()
        self.scene["statements"].append(content)
        self.load(content)

    def same_statement(self):
        """A colleague's file, which may be loading at this moment."""
        if self.scene["statements"]:
            self.load(self.scene["statements"][-1])

    def load(self, content):
        vals = {"file": content, "file_name": "vypiska.txt"}
        wizard = self.save("bank statement: form", "ais.bank.load", vals)
        self.call("bank statement", "ais.bank.load", "import_file", [wizard])

    def queue(self):
        domain = [("state", "in", ("proposed", "unmatched"))]
        rows = self.find(
            "list: payments that wait", "ais.bank.import.line", domain, ("amount", "state")
        )
        row = self.one_of([row for row in rows if row["state"] == "proposed"])
        if row:
            self.call("accept a payment", "ais.bank.import.line", "action_accept", [row["id"]])

    def credit(self):
        row = self.one_of(self.open_invoices())
        if row:
            context = {"active_model": "account.move", "active_ids": [row["id"]]}
            vals = {"reason": "Ошибка"}
            names = ("journal_id", "date")
            wizard = self.form("credit note", "account.move.reversal", vals, names, **context)
            self.call("credit note", "account.move.reversal", "reverse_moves", [wizard])

    def act(self):
        client = self.dice.choice(self.scene["clients"])
        self.save("act of reconciliation", "ais.reconciliation.act", {"client_id": client})

    def receivables(self):
        self.call(
            "receivables by age",
            "ais.receivable",
            "formatted_read_group",
            [],
            ["client_id"],
            ["amount:sum", "amount_overdue:sum"],
        )

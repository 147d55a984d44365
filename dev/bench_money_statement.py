"""A bank statement for bench_money.py: every payment names its invoice, so that all are posted.

No usage of its own; the file is made by the generator of the tests.
"""

import base64
import sys
import time
from pathlib import Path

WARM = 5
TESTS = Path(__file__).resolve().parent.parent / "ais_sales" / "tests" / "receivable"


def maker():
    """The generator of statements, which needs no Odoo."""
    sys.path.insert(0, str(TESTS))
    import statement_maker

    return statement_maker


class Statements:
    """A file of so many payments for invoices of bench_money.py, and its import.

    :param int after: number of the invoice after which the paid ones begin
    """

    def __init__(self, env, after, documents):
        self.maker = maker()
        self.after, self.documents = after, documents
        accountant = env["res.users"].create(
            {
                "name": "Accountant",
                "login": "bench_accountant",
                "group_ids": [(4, env.ref("ais_sales.group_accountant").id)],
            },
        )
        self._make_journal(env)
        self.env = env(user=accountant)
        env.cr.commit()

    def _make_journal(self, env):
        bank_account = env["res.partner.bank"].create(
            {"acc_number": self.maker.OWN, "partner_id": env.company.partner_id.id},
        )
        env["account.journal"].create(
            {"name": "Bank", "code": "BNK9", "type": "bank", "bank_account_id": bank_account.id},
        )

    def file(self):
        """Content of the file."""
        self.env.cr.execute(
            """
            SELECT m.name, p.vat, p.name FROM account_move m
              JOIN res_partner p ON p.id = m.commercial_partner_id
             WHERE m.name LIKE 'АИС-2026/%%' AND m.sequence_number > %(first)s
               AND m.sequence_number <= %(last)s
            """,
            {"first": self.after, "last": self.after + self.documents},
        )
        return self.maker.big_statement(
            (str(place), 1000, f"Оплата по счету {name} за обучение. НДС не облагается", inn, payer)
            for place, (name, inn, payer) in enumerate(self.env.cr.fetchall(), 1)
        )

    def load(self):
        """Import the file as the wizard does, and keep it.

        :return: seconds
        """
        content = base64.b64encode(self.file())
        self.env.invalidate_all()
        started = time.perf_counter()
        wizard = self.env["ais.bank.load"].create({"file": content, "file_name": "bench.txt"})
        self.env.cr.commit()
        wizard.import_file()
        self.env.cr.commit()
        took = time.perf_counter() - started
        posted = self.env["ais.bank.import"].search([], order="id desc", limit=1).posted_count
        if posted != self.documents:
            sys.exit(f"bench: {posted} of {self.documents} payments are posted")
        return took

    def by_hand(self, count):
        """What an accountant does without statements: "Register payment" on each invoice.

        :param int count: invoices after those of the file; nothing is kept
        :return: seconds, a few payments left out that fill Odoo's caches
        """
        self.env.cr.execute(
            "SELECT id FROM account_move WHERE name LIKE 'АИС-2026/%%' AND sequence_number > %s"
            " ORDER BY sequence_number LIMIT %s",
            (self.after + self.documents, count + WARM),
        )
        invoices = [one for (one,) in self.env.cr.fetchall()]
        self.env.invalidate_all()
        started = time.perf_counter()
        for place, invoice in enumerate(invoices):
            if place == WARM:
                started = time.perf_counter()
            context = {"active_model": "account.move", "active_ids": [invoice]}
            register = self.env["account.payment.register"].with_context(**context)
            register.create({})._create_payments()
        self.env.flush_all()
        took = time.perf_counter() - started
        self.env.cr.rollback()
        return took

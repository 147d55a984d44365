import base64
from datetime import timedelta

from odoo import Command, fields

from ..common import AisCommon
from .statement_maker import OWN, document, statement

INN = "9902000020"
INN_2 = "7707083893"


class BankCommon(AisCommon):
    """A training centre in roubles with a bank account, and clients that owe."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rouble = cls.env.ref("base.RUB")
        cls.rouble.active = True
        cls.company.currency_id = cls.rouble
        cls.journal = cls._make_journal(OWN)
        cls.client.vat = INN
        cls.client_2.vat = INN_2

    @classmethod
    def _make_journal(cls, account, company=None, **vals):
        company = company or cls.company
        bank_account = cls.env["res.partner.bank"].create(
            {"acc_number": account, "partner_id": company.partner_id.id},
        )
        return cls.env["account.journal"].create(
            {
                "name": f"Расчётный счёт {account[-4:]}",
                "code": f"Р{account[5:8]}{account[-3:]}",
                "type": "bank",
                "company_id": company.id,
                "bank_account_id": bank_account.id,
                **vals,
            },
        )

    @classmethod
    def _invoice(cls, name, amount, client=None, day=None, **vals):
        """A posted invoice of a number."""
        return cls._invoices({name: amount}, client, day, **vals)

    @classmethod
    def _invoices(cls, amounts, client=None, day=None, **vals):
        """Posted invoices, made at once.

        :param dict amounts: by number
        """
        day = day or fields.Date.to_date("2026-11-12")
        client = client or cls.client
        moves = cls.env["account.move"].create(
            [
                {
                    "move_type": "out_invoice",
                    "name": name,
                    "partner_id": client.id,
                    "invoice_date": day,
                    "invoice_date_due": day + timedelta(days=10),
                    "invoice_user_id": client.user_id.id,
                    "invoice_line_ids": [
                        Command.create(
                            {"name": "Обучение", "price_unit": amount, "tax_ids": False},
                        ),
                    ],
                    **vals,
                }
                for name, amount in amounts.items()
            ],
        )
        moves.action_post()
        return moves

    def _load(self, *documents, user=None, name="выписка.txt", content=None, **more):
        """Import as the accountant would, from the upload on."""
        if content is None:
            content = statement(*documents, **more).encode()
        wizard = (
            self.env["ais.bank.load"]
            .with_user(user or self.accountant)
            .create({"file": base64.b64encode(content), "file_name": name})
        )
        wizard.import_file()
        return self.env["ais.bank.import"].search([], order="id desc", limit=1)

    def _line(self, imported, number=None):
        return imported.line_ids.filtered(lambda one: number in (None, one.number))


class PaidCommon(BankCommon):
    """Two clients, each with an invoice that is to be paid."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invoice = cls._invoice("АИС-2026/0145", 45000)
        cls.invoice_2 = cls._invoice("АИС-2026/0146", 18000, cls.client_2)

    def _paid(self, number="1", amount=45000, purpose="счет АИС-2026/0145", inn=INN, **more):
        return document(number, amount, purpose, inn, **more)

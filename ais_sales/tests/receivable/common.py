from datetime import timedelta

from odoo import Command

from ..common import AisCommon


class DebtCommon(AisCommon):
    """Books of a company: a sales journal, a bank, a receivable account; invoices and payments."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.company.ais_today()
        cls.books = cls._open_books(cls.company)
        cls.client.email = "client@example.com"
        cls.env["ais.dunning.level"].search([]).active = False
        cls.soft, cls.second, cls.claim, cls.hand_over = (
            cls.env.ref(f"ais_sales.ais_dunning_level_{name}")
            for name in ("soft", "second", "claim", "hand_over")
        )
        (cls.soft | cls.second | cls.claim | cls.hand_over).active = True

    @classmethod
    def _open_books(cls, company):
        accounts = cls.env["account.account"].with_company(company)
        journals = cls.env["account.journal"].with_company(company)

        def account(code, kind, reconcile=False):
            return accounts.create(
                {
                    "name": code,
                    "code": code,
                    "account_type": kind,
                    "reconcile": reconcile,
                    "company_ids": [Command.set(company.ids)],
                },
            )

        books = {
            "receivable": account("AIS62", "asset_receivable", reconcile=True),
            "income": account("AIS90", "income"),
            "bank": account("AIS51", "asset_cash"),
        }
        books["sale"] = journals.create(
            {
                "name": "Продажи-тест",
                "code": "AISP",
                "type": "sale",
                "company_id": company.id,
                "default_account_id": books["income"].id,
            },
        )
        books["payments"] = journals.create(
            {
                "name": "Банк-тест",
                "code": "AISB",
                "type": "bank",
                "company_id": company.id,
                "default_account_id": books["bank"].id,
            },
        )
        return books

    @classmethod
    def _invoice(cls, amount=1000, overdue=0, client=None, kind="out_invoice", **vals):
        """A posted invoice that is so many days overdue today."""
        books = vals.pop("books", cls.books)
        client = client or cls.client
        company = books["sale"].company_id
        due = cls.today - timedelta(days=overdue)
        clients = client | client.commercial_partner_id
        clients.with_company(company).property_account_receivable_id = books["receivable"]
        move = (
            cls.env["account.move"]
            .with_company(company)
            .create(
                {
                    "move_type": kind,
                    "partner_id": client.id,
                    "journal_id": books["sale"].id,
                    "invoice_date": due - timedelta(days=10),
                    "date": due - timedelta(days=10),
                    "invoice_date_due": due,
                    "invoice_payment_term_id": False,
                    "invoice_line_ids": [
                        Command.create(
                            {
                                "name": "Обучение",
                                "account_id": books["income"].id,
                                "price_unit": amount,
                                "quantity": 1,
                                "tax_ids": [Command.clear()],
                            },
                        ),
                    ],
                    **vals,
                },
            )
        )
        move.action_post()
        return move

    @classmethod
    def _pay(cls, amount, client=None, date=None, invoice=None, books=None):
        """Money that comes from a client into the bank, matched with an invoice if given."""
        books = books or cls.books
        client = client or cls.client
        company = books["payments"].company_id
        move = (
            cls.env["account.move"]
            .with_company(company)
            .create(
                {
                    "move_type": "entry",
                    "journal_id": books["payments"].id,
                    "date": date or cls.today,
                    "line_ids": [
                        Command.create(
                            {
                                "account_id": books["bank"].id,
                                "debit": amount,
                                "partner_id": client.id,
                            },
                        ),
                        Command.create(
                            {
                                "account_id": books["receivable"].id,
                                "credit": amount,
                                "partner_id": client.id,
                            },
                        ),
                    ],
                },
            )
        )
        move.action_post()
        if invoice:
            cls._open_lines(move | invoice).reconcile()
        return move

    @classmethod
    def _open_lines(cls, moves):
        return moves.line_ids.filtered(
            lambda line: line.account_id.account_type == "asset_receivable" and not line.reconciled,
        )

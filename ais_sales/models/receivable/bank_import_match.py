from odoo import api, models
from odoo.tools import SQL
from odoo.tools.misc import formatLang

from ...tools import payment_match, russian_ids


class BankImport(models.Model):
    """What payments are for, and why, in words (2.14)."""

    _inherit = "ais.bank.import"

    @api.model
    def _open_book(self, company, currency, inns, partner=None):
        """Open invoices of a company in a currency, ready to be matched.

        Credit notes are not netted: they stay for the accountant, as in Odoo.

        :param inns: of the payers, whose cards are looked up
        :param partner: res.partner whose invoices alone are wanted
        :return: (`payment_match.Book`, dict {invoice id: specialist id})
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT m.id, m.name, SUM(l.amount_residual_currency), m.commercial_partner_id,
                       COALESCE(p.vat, ''), COALESCE(p.ais_kpp, ''), COALESCE(p.ais_name_key, ''),
                       m.invoice_date, MIN(l.date_maturity), m.invoice_user_id
                  FROM account_move_line l
                  JOIN account_move m ON m.id = l.move_id
                  JOIN account_account a ON a.id = l.account_id
                  JOIN res_partner p ON p.id = m.commercial_partner_id
                 WHERE l.company_id = %s AND l.currency_id = %s AND l.parent_state = 'posted'
                   AND m.move_type IN ('out_invoice', 'out_receipt')
                   AND a.account_type = 'asset_receivable'
                   AND l.reconciled IS NOT TRUE AND l.amount_residual_currency > 0
                   %s
                 GROUP BY m.id, p.id
                """,
                company.id,
                currency.id,
                SQL("AND m.commercial_partner_id = %s", partner.id) if partner else SQL(),
            ),
        )
        invoices = [
            payment_match.OpenInvoice(
                id=row[0],
                name=row[1],
                residual=round(row[2] * 100),
                partner_id=row[3],
                inn=row[4],
                kpp=row[5],
                name_key=row[6],
                date=row[7],
                due=row[8],
            )
            for row in rows
        ]
        book = payment_match.Book(invoices, self._clients_by_inn(company, inns))
        return book, {row[0]: row[9] for row in rows}

    @api.model
    def _clients_by_inn(self, company, inns):
        if not inns:
            return {}
        found = self.env.execute_query(
            SQL(
                """
                SELECT vat, CASE WHEN COUNT(*) = 1 THEN MIN(id) ELSE 0 END
                  FROM res_partner
                 WHERE vat = ANY(%s) AND active AND parent_id IS NULL
                   AND (company_id IS NULL OR company_id = %s)
                 GROUP BY vat
                """,
                list(inns),
                company.id,
            ),
        )
        return dict(found)

    @api.model
    def _as_payment(self, document):
        return payment_match.Payment(
            amount=int(document.amount * 100),
            purpose=document.purpose,
            inn=document.payer.inn,
            kpp=document.payer.kpp,
            name_key=russian_ids.name_key(document.payer.name),
        )

    @api.model
    def _match_text(self, match, payment, currency):
        """Why a payment is posted, proposed or left, for the person who decides."""

        def money(kopecks):
            return formatLang(self.env, kopecks / 100, currency_obj=currency)

        names = {
            "numbers": ", ".join(invoice.name for invoice, _sum in match.shares),
            "inn": payment.inn,
            "owners": ", ".join(
                sorted({invoice.inn or "-" for invoice, _sum in match.shares}),
            ),
            "rest": money(match.rest),
            "unknown": ", ".join(match.unknown),
        }
        parts = [self._reason_text(match.reason, names)]
        if match.shares and match.rest and match.reason != payment_match.OVER:
            parts.append(self.env._("%(rest)s stay as the client's credit.", **names))
        if match.unknown:
            parts.append(
                self.env._("The purpose names %(unknown)s: no open invoice has it.", **names),
            )
        return " ".join(parts)

    @api.model
    def _reason_text(self, reason, names):
        texts = {
            payment_match.EXACT: self.env._(
                "The purpose names %(numbers)s, the INN is the client's, the sum is what is owed.",
            ),
            payment_match.PART: self.env._(
                "The purpose names %(numbers)s, the INN is the client's, the sum is less than"
                " owed: a part payment.",
            ),
            payment_match.OVER: self.env._(
                "The purpose names %(numbers)s, the INN is the client's, but more is paid than"
                " owed: %(rest)s stay as the client's credit.",
            ),
            payment_match.SEVERAL_LESS: self.env._(
                "The purpose names %(numbers)s, but less is paid than is owed for them together:"
                " the oldest first.",
            ),
            payment_match.OTHER_PAYER: self.env._(
                "The purpose names %(numbers)s, but the payer's INN %(inn)s is not the client's"
                " (%(owners)s).",
            ),
            payment_match.NO_INN: self.env._(
                "The purpose names %(numbers)s, but the payer has no INN to compare.",
            ),
            payment_match.FOR_OTHER: self.env._(
                "The purpose says that the payer pays for somebody else: %(numbers)s.",
            ),
            payment_match.DOUBTFUL: self.env._(
                "The purpose names %(numbers)s, but not for certain: the number fits several"
                " invoices, several clients, or an invoice of another date.",
            ),
            payment_match.UNKNOWN_TOO: self.env._(
                "The purpose names %(numbers)s, and other numbers too.",
            ),
            payment_match.SUM_ONE: self.env._(
                "No number of an open invoice in the purpose; by the INN, one open invoice of"
                " this client has exactly this sum: %(numbers)s.",
            ),
            payment_match.SUM_MANY: self.env._(
                "No number of an open invoice in the purpose; by the INN, several open invoices of"
                " this client have this sum, the oldest is %(numbers)s.",
            ),
            payment_match.SUM_ALL: self.env._(
                "No number of an open invoice in the purpose; by the INN, the sum is all that this"
                " client owes: %(numbers)s.",
            ),
            payment_match.OLDEST: self.env._(
                "No number of an open invoice in the purpose; by the INN, the oldest debts of this"
                " client: %(numbers)s.",
            ),
            payment_match.PERSON: self.env._(
                "No number and no INN; a client of the payer's name owes for %(numbers)s.",
            ),
            payment_match.ADVANCE: self.env._(
                "The client is known by the INN %(inn)s and owes nothing: an advance.",
            ),
            payment_match.REFUND: self.env._(
                "The purpose says that money comes back (возврат): no client's payment.",
            ),
            payment_match.NO_CLIENT: self.env._("No single client has the INN %(inn)s."),
            payment_match.NOBODY: self.env._(
                "No number of an open invoice in the purpose, and the payer has no INN.",
            ),
            payment_match.ZERO: self.env._("The sum is zero."),
        }
        return texts[reason] % names

from odoo import api, models
from odoo.tools import SQL

from ...tools import payment_facts, payment_match, russian_ids


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
                       m.invoice_date, MIN(l.date_maturity), m.invoice_user_id,
                       CASE WHEN p.is_company THEN '' ELSE p.name END
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
        contracts = self._contracts([row[0] for row in rows if row[4] in inns])
        people = self._learners([row[0] for row in rows if row[10]])
        invoices = [
            payment_facts.OpenInvoice(
                id=row[0],
                name=row[1],
                residual=round(row[2] * 100),
                partner_id=row[3],
                inn=row[4],
                kpp=row[5],
                name_key=row[6],
                date=row[7],
                due=row[8],
                contracts=contracts.get(row[0], ()),
                people=(row[10], *people.get(row[0], ())) if row[10] else (),
            )
            for row in rows
        ]
        book = payment_match.Book(invoices, self._clients_by_inn(company, inns))
        return book, {row[0]: row[9] for row in rows}

    @api.model
    def _contracts(self, move_ids):
        """Numbers of the contracts and orders of invoices.

        :return: dict {invoice id: list of str}
        """
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT l.move_id, array_agg(DISTINCT o.ais_contract_number)
                               FILTER (WHERE o.ais_contract_number IS NOT NULL)
                           || array_agg(DISTINCT o.name)
                      FROM account_move_line l
                      JOIN sale_order_line_invoice_rel r ON r.invoice_line_id = l.id
                      JOIN sale_order_line s ON s.id = r.order_line_id
                      JOIN sale_order o ON o.id = s.order_id
                     WHERE l.move_id = ANY(%s)
                     GROUP BY l.move_id
                    """,
                    move_ids,
                ),
            ),
        )

    @api.model
    def _learners(self, move_ids):
        """Full names of those who learn for invoices.

        :return: dict {invoice id: list of str}
        """
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT l.move_id, array_agg(DISTINCT t.name)
                      FROM account_move_line l
                      JOIN sale_order_line_invoice_rel r ON r.invoice_line_id = l.id
                      JOIN ais_booking b ON b.sale_line_id = r.order_line_id
                      JOIN ais_trainee t ON t.booking_id = b.id
                     WHERE l.move_id = ANY(%s) AND b.state <> 'cancelled'
                     GROUP BY l.move_id
                    """,
                    move_ids,
                ),
            ),
        )

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
        return payment_facts.Payment(
            amount=int(document.amount * 100),
            purpose=document.purpose,
            inn=document.payer.inn,
            kpp=document.payer.kpp,
            name_key=russian_ids.name_key(document.payer.name),
            payer=document.payer.name,
        )

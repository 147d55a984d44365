from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL


class Booking(models.Model):
    """Credit control: no new seats for a client overdue beyond the limits (2.15)."""

    _inherit = "ais.booking"

    def _check_vals(self, vals):
        super()._check_vals(vals)
        if self.env.su or self._is_head():
            return
        taking = vals.get("state") in ("hold", "confirmed")
        taking |= bool(self) and vals.get("seats", 0) > max(self.mapped("seats"))
        if not taking and not (vals.get("partner_id") and self):
            return
        partners = self.env["res.partner"].browse(vals.get("partner_id") or self.partner_id.ids)
        group = self.env["ais.course.group"].browse(vals.get("group_id") or [])
        company = group.company_id or self.company_id[:1] or self.env.company
        if partners and company.ais_credit_control:
            self._check_credit(partners, company)

    def _check_credit(self, partners, company):
        """Refuse clients overdue beyond the limits.

        :raise UserError: names the client, the sum, since when, and who may allow it
        """
        today = company.ais_today()
        self.env["account.move.line"].flush_model()
        self.env["res.partner"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.commercial_partner_id, SUM(l.amount_residual),
                       MIN(COALESCE(l.date_maturity, l.date))
                  FROM res_partner b
                  JOIN res_partner c ON c.id = b.commercial_partner_id
                  JOIN res_partner p ON p.commercial_partner_id = c.id
                  JOIN account_move_line l ON l.partner_id = p.id
                  JOIN account_account a ON a.id = l.account_id
                   AND a.account_type = 'asset_receivable'
                 WHERE b.id = ANY(%(partners)s) AND l.company_id = %(company)s
                   AND l.parent_state = 'posted' AND l.reconciled IS NOT TRUE
                   AND (l.amount_residual < 0
                        OR COALESCE(l.date_maturity, l.date) < %(today)s::date - %(days)s)
                   AND (c.ais_debt_permit_until IS NULL OR c.ais_debt_permit_until < %(today)s)
                 GROUP BY p.commercial_partner_id
                HAVING SUM(l.amount_residual) > %(amount)s
                   AND BOOL_OR(l.amount_residual > 0)
                """,
                partners=partners.ids,
                company=company.id,
                today=today,
                days=company.ais_credit_days,
                amount=company.ais_credit_amount,
            ),
        )
        for client_id, amount, since in rows:
            raise UserError(
                self.env._(
                    "%(client)s owes %(amount)s overdue since %(since)s: seats are not booked for"
                    " it. Ask the head of sales to allow bookings in debt on the client's card.",
                    client=self.env["res.partner"].browse(client_id).display_name,
                    amount=company.currency_id.format(float(amount)),
                    since=since.strftime("%d.%m.%Y"),
                ),
            )

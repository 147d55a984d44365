from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

BATCH = 500
# what a promise is judged by
FIXED = (
    "client_id",
    "company_id",
    "user_id",
    "date",
    "result",
    "promise_amount",
    "promise_date",
)


class DebtContact(models.Model):
    """The system finds out by itself whether promises are kept (2.15)."""

    _name = "ais.debt.contact"
    _inherit = ["ais.debt.contact", "ais.batch.mixin"]

    def write(self, vals):
        """What was promised stays as noted: a new promise takes its place.

        :raise UserError: a promise is changed, or another talk is made a promise
        """
        if not self.env.su:
            self.check_access("write")
            for contact in self:
                contact._check_promise_fixed(vals)
        return super().write(vals)

    def _check_promise_fixed(self, vals):
        if self.result != "promised":
            if vals.get("result") == "promised":
                raise UserError(
                    self.env._(
                        "The talk with %s was noted without a promise. Note the promise as a new"
                        " talk.",
                        self.client_id.display_name,
                    ),
                )
            return
        for name in FIXED:
            field = self._fields[name]
            if name in vals and (
                field.convert_to_cache(vals[name], self) != field.convert_to_cache(self[name], self)
            ):
                raise UserError(
                    self.env._(
                        "“%(field)s” of the promise of %(client)s stays as it was noted. If the"
                        " client has promised something else, note a new promise.",
                        field=field._description_string(self.env),
                        client=self.client_id.display_name,
                    ),
                )

    @api.model
    def _cron_promises(self):
        """Every morning: promises whose day has passed are kept, kept in part or broken."""
        # judged again: only what is judged otherwise today is written
        self._in_staff_language()._run_in_batches(
            [("promise_state", "=", "open")],
            "_judge_promises",
            size=BATCH,
            resume="ais_sales.promises_judged",
        )

    @api.model
    def _check_promises(self, clients=None):
        """Judge open promises by what has been paid.

        :param clients: of these clients only; of all when not given
        """
        domain = [("promise_state", "=", "open")]
        if clients is not None:
            domain.append(("client_id", "in", clients.ids))
        self.search(domain)._judge_promises()

    def _judge_promises(self, is_over=False):
        """Write what has been paid and what has become of the promises.

        :param bool is_over: judge now what has not come to its day, since a new promise replaces it
        """
        if not self:
            return
        paid = self._paid_since()
        broken = self.browse()
        for promise in self:
            amount = paid.get(promise.id, 0.0)
            promise.promise_paid = amount
            if promise.currency_id.compare_amounts(amount, promise.promise_amount) >= 0:
                promise.promise_state = "kept"
            elif promise.promise_date < promise.company_id.ais_today():
                promise.promise_state = "partly" if amount > 0 else "broken"
                broken |= promise
            elif is_over:
                # nothing is broken before its day: the client has named another one
                promise.promise_state = "partly" if amount > 0 else False
        broken._tell_broken()

    def _paid_since(self):
        """What the client paid after each promise and by its day, in the company currency.

        Money and our credit notes; what the accountant writes off is no payment.


        :return: dict {id of the contact: amount}
        """
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT c.id, -SUM(l.balance)
                  FROM ais_debt_contact c
                  JOIN res_partner p ON p.commercial_partner_id = c.client_id
                  JOIN account_move_line l ON l.partner_id = p.id
                   AND l.company_id = c.company_id
                   AND l.parent_state = 'posted'
                   AND l.date BETWEEN c.date::date AND c.promise_date
                   AND (l.date > c.date::date OR l.create_date >= c.create_date)
                  JOIN account_account a ON a.id = l.account_id
                   AND a.account_type = 'asset_receivable'
                  JOIN account_journal j ON j.id = l.journal_id
                  JOIN account_move m ON m.id = l.move_id
                   AND (m.move_type = 'out_refund' OR j.type IN ('bank', 'cash', 'credit'))
                 WHERE c.id IN %s
                 GROUP BY c.id
                """,
                tuple(self.ids),
            ),
        )
        return {contact_id: float(amount) for contact_id, amount in rows}

    def _tell_broken(self):
        notices = []
        for promise in self:
            client = promise.client_id
            notices.append(
                (
                    client,
                    client.user_id or promise.user_id,
                    self.env._("Promise to pay is broken"),
                    self.env._(
                        "Promised by %(date)s: %(amount)s, paid: %(paid)s. Call the client.",
                        date=promise.promise_date.strftime("%d.%m.%Y"),
                        amount=promise.currency_id.format(promise.promise_amount),
                        paid=promise.currency_id.format(promise.promise_paid),
                    ),
                    promise.company_id.ais_today(),
                ),
            )
        self._notify_staff(notices, "ais_sales.mail_activity_debt")

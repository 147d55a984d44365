from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_date
from odoo.tools.misc import formatLang

BATCH = 1000
# what Odoo joins by OR when payments are posted and reconciled, in the order of locking
BOOKS = ("account_move", "account_move_line", "account_partial_reconcile", "account_payment")
# a table with more rows than this for each payment has been analysed by PostgreSQL itself
ROWS_FOR_EACH = 100
# notes on every payment and invoice would be noise: the statement itself is the record
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "mail_auto_subscribe_no_notify": True,
}


class BankImport(models.Model):
    """Posting by Odoo's own payments, many at once (2.14)."""

    _inherit = "ais.bank.import"

    @api.model
    def _post_in_batches(self, matched, progress):
        """Post payments and note each in the values of its line.

        :param list matched: pairs of a line's values and the ids of its invoices in order
        """
        self._refresh_statistics(len(matched))
        for start in range(0, len(matched), BATCH):
            progress(start, len(matched))
            batch = matched[start : start + BATCH]
            payments = self._post_payments(batch)
            for (vals, _moves), payment in zip(batch, payments, strict=True):
                vals["payment_id"] = payment.id
        progress(len(matched), len(matched))

    @api.model
    def _refresh_statistics(self, count):
        """Tell PostgreSQL how big the books are, where it takes them for small.

        Tables that were last looked at empty, as before a centre's first statement, are read whole
        for each row of the others: hours instead of seconds.

        :param int count: payments to come
        """
        self.env.flush_all()
        small = self.env.execute_query(
            SQL(
                "SELECT relname FROM pg_class WHERE oid = ANY(%s::regclass[]) AND reltuples < %s",
                list(BOOKS),
                count * ROWS_FOR_EACH,
            ),
        )
        for name in sorted(name for (name,) in small):
            self.env.cr.execute(SQL("ANALYZE %s", SQL.identifier(name)))

    @api.model
    def _post_payments(self, specs):
        """Create and post payments, and reconcile them with invoices, the oldest due first.

        :param list specs: pairs of a line's values and the ids of its invoices
        :return: account.payment in the same order
        :raise UserError: when an invoice is kept on another receivable account
        """
        # the right to post is the accountant's own: nothing here goes past it
        env = self.sudo(False).with_context(**QUIET, ais_bulk_payments="posting").env
        debts = self._debts([move for _vals, moves in specs for move in moves])
        payments = env["account.payment"].create(
            [self._payment_vals(env, vals, debts, moves) for vals, moves in specs],
        )
        # entries without taxes have no lines that Odoo would add; invoices are paid, not changed
        payments = payments.with_context(
            skip_invoice_sync=not self._may_change_lines(payments),
        )
        payments.action_post()
        payments = payments.with_context(ais_bulk_payments="reconciling")
        plan = []
        for payment, (_vals, moves) in zip(payments, specs, strict=True):
            lines = self.env["account.move.line"].browse(
                [one.id for move in moves for one in debts.get(move, ())],
            )
            if lines:
                own = payment.move_id.line_ids.filtered(
                    lambda one, account=payment.destination_account_id: one.account_id == account,
                )
                if lines.account_id != own.account_id:
                    raise UserError(
                        self.env._(
                            "Invoices of one payment are on different receivable accounts: %s."
                            " Choose them apart.",
                            ", ".join(lines.move_id.mapped("name")),
                        ),
                    )
                plan.append(lines.with_env(payments.env) | own)
        if plan:
            payments.env["account.move.line"]._reconcile_plan(plan)
        return payments

    @api.model
    def _may_change_lines(self, payments):
        """Whether Odoo may have to add lines to entries: exchange differences and taxes."""
        company = payments.company_id
        accounts = payments.outstanding_account_id | payments.destination_account_id
        return bool(
            payments.currency_id - company.currency_id
            or accounts.tax_ids
            or any(company.mapped("tax_exigibility")),
        )

    @api.model
    def _debts(self, move_ids):
        """Open instalments by invoice: dict {move id: account.move.line}."""
        lines = self.env["account.move.line"].search(
            [
                ("move_id", "in", move_ids),
                ("account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
                ("reconciled", "=", False),
            ],
            order="date_maturity, id",
        )
        return lines.grouped(lambda one: one.move_id.id)

    @api.model
    def _payment_vals(self, env, vals, debts, moves):
        journal = env["account.journal"].browse(vals["journal_id"])
        method = self._method_line(journal)
        account = next((debts[move][:1].account_id for move in moves if move in debts), None)
        result = {
            "payment_type": "inbound",
            "partner_type": "customer",
            "partner_id": vals["partner_id"],
            "journal_id": journal.id,
            "company_id": journal.company_id.id,
            "currency_id": vals["currency_id"],
            "amount": vals["amount"],
            "date": vals.get("credited_on") or vals["date"],
            "payment_method_line_id": method.id,
            "payment_reference": vals["number"],
            "memo": self._memo(vals),
        }
        if account:
            result["destination_account_id"] = account.id
        return result

    @api.model
    def _memo(self, vals):
        return self.env._(
            "%(kind)s No. %(number)s of %(date)s: %(purpose)s",
            kind=vals["kind"] or self.env._("Payment"),
            number=vals["number"] or "-",
            date=self._date_text(vals["date"]),
            purpose=vals["purpose"] or "-",
        )


class BankImportLine(models.Model):
    """Specialists learn of the money of their clients: once an import (2.14)."""

    _inherit = "ais.bank.import.line"

    def _notify_specialists(self):
        """One task for each specialist, with the list of posted payments."""
        posted = self.filtered(lambda one: one.state == "posted" and one.user_id)
        notices = []
        for user, lines in posted.grouped("user_id").items():
            env = self.with_context(lang=user.lang).env
            total = formatLang(env, sum(lines.mapped("amount")), currency_obj=lines[0].currency_id)
            items = Markup().join(
                Markup("<li>%s</li>") % self._notice_item(env, line) for line in lines[:50]
            )
            more = len(lines) - 50
            note = Markup("<ul>%s</ul>%s") % (
                items,
                env._("and %s more", more) if more > 0 else "",
            )
            summary = env._("Paid: %(count)s payments, %(sum)s", count=len(lines), sum=total)
            notices.append((lines[0], user, summary, note, False))
        self._notify_staff(notices)

    @api.model
    def _notice_item(self, env, line):
        return env._(
            "%(client)s: %(sum)s of %(date)s, %(invoices)s",
            client=line.partner_id.name,
            sum=formatLang(env, line.amount, currency_obj=line.currency_id),
            date=format_date(env, line.date),
            invoices=", ".join(line.allocation_ids.move_id.mapped("name")) or "-",
        )

import hashlib

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ...tools import payment_match
from .bank_import_post import QUIET


class BankImport(models.Model):
    """A file from the first byte to posted payments, in one transaction (2.14)."""

    _inherit = "ais.bank.import"

    @api.model
    def _check_accountant(self):
        """Only the accountant imports, posts and decides.

        :raise AccessError: for everybody else
        """
        if not self.env.su and not self.env.user.has_group("ais_sales.group_accountant"):
            raise AccessError(self.env._("Payments are for the accountant to decide."))

    @api.model
    def _load(self, content, file_name, journal=None, progress=None):
        """Import a file: match its payments, post the sure ones, keep the others in the queue.

        :param bytes content: of the file
        :param journal: account.journal of a registry, which names no account of its own
        :param progress: called with (done, total) now and then
        :return: ais.bank.import; of a file that is known already the earlier one
        :raise UserError: when the file is broken, or the books are not ready for it
        """
        self._check_accountant()
        company = self.env.company
        self._lock(company)
        sha256 = hashlib.sha256(content).hexdigest()
        known = self.search([("company_id", "=", company.id), ("sha256", "=", sha256)])
        if known:
            return known
        kind, statement = self._read_file(content, file_name)
        journals = self._journals(statement, company, journal)
        # sudo: the system alone writes what a file said; who may import is checked above
        statement_record = self.sudo().create(
            self._import_vals(kind, statement, journals, file_name, sha256),
        )
        lines = self._line_vals(statement, journals, statement_record)
        statement_record._enter(lines, progress or (lambda done, total: None))
        return statement_record.sudo(False)

    @api.model
    def _lock(self, company):
        """One import of a company at a time: two would divide the same debts."""
        key = SQL("hashtext(%s)", f"ais.bank.import,{company.id}")
        if not self.env.execute_query(SQL("SELECT pg_try_advisory_xact_lock(%s)", key))[0][0]:
            raise UserError(
                self.env._(
                    "Another statement of “%s” is being imported at this moment. Nothing was"
                    " imported from yours: wait a minute and import it again.",
                    company.name,
                ),
            )

    def _enter(self, pairs, progress):
        """Match, post and write all lines of this statement."""
        self.ensure_one()
        known = self._known([vals["dedup_key"] for vals, _document in pairs])
        new = [pair for pair in pairs if pair[0]["dedup_key"] not in known]
        twins = self._copies(new, known.values())
        twins |= self._twins([pair for pair in new if pair[0]["dedup_key"] not in twins])
        matched = []
        books = {}
        inns = {document.payer.inn for _vals, document in pairs} - {""}
        for vals, document in pairs:
            earlier = known.get(vals["dedup_key"])
            if earlier:
                vals.update(state="duplicate", duplicate_of_id=earlier)
            elif document.direction != "in":
                vals.update(state="ignored", reason=self._ignored_text(document.direction))
            elif twin := twins.get(vals["dedup_key"]):
                vals.update(self._twin_vals(twin))
            else:
                currency = self.env["res.currency"].browse(vals["currency_id"])
                if currency not in books:
                    books[currency] = self._open_book(self.company_id, currency, inns)
                book, owners = books[currency]
                payment = self._as_payment(document)
                match = book.match(payment)
                vals.update(self._outcome_vals(match, payment, currency, owners))
                if match.is_sure:
                    matched.append((vals, [one.id for one, _sum in match.shares]))
        self._fill_specialists([vals for vals, _document in pairs])
        self._post_in_batches(matched, progress)
        lines = (
            self.env["ais.bank.import.line"]
            .with_context(**QUIET)
            .create([vals for vals, _document in pairs])
        )
        self.env.flush_all()
        lines._notify_specialists()

    @api.model
    def _known(self, keys):
        self.env["ais.bank.import.line"].flush_model(["dedup_key", "state"])
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT dedup_key, id FROM ais_bank_import_line
                     WHERE dedup_key = ANY(%s) AND state <> 'duplicate'
                    """,
                    keys,
                ),
            ),
        )

    @api.model
    def _ignored_text(self, direction):
        return {
            "out": self.env._("Outgoing."),
            "own": self.env._("Between own accounts."),
            "other": self.env._("Neither account is ours."),
        }[direction]

    @api.model
    def _outcome_vals(self, match, payment, currency, owners):
        state = "posted" if match.is_sure else "unmatched"
        if not match.is_sure and match.confidence:
            state = "proposed"
        if match.reason == payment_match.ZERO:
            state = "ignored"
        specialist = match.shares and owners.get(match.shares[0][0].id)
        return {
            "state": state,
            "reason": self._match_text(match, payment, currency),
            "confidence": match.confidence or False,
            "partner_id": match.partner_id or False,
            "user_id": specialist or False,
            "rest": match.rest / 100 if match.confidence else 0,
            "allocation_ids": [
                (
                    0,
                    0,
                    {
                        "move_id": invoice.id,
                        "amount": part / 100,
                        "company_id": self.company_id.id,
                        "currency_id": currency.id,
                    },
                )
                for invoice, part in match.shares
            ],
        }

    @api.model
    def _fill_specialists(self, vals_list):
        """Who keeps the client, where no invoice tells the specialist."""
        lost = [vals for vals in vals_list if vals.get("partner_id") and not vals["user_id"]]
        partners = self.env["res.partner"].browse({vals["partner_id"] for vals in lost})
        keepers = {partner.id: partner.user_id.id for partner in partners}
        for vals in lost:
            vals["user_id"] = keepers[vals["partner_id"]]

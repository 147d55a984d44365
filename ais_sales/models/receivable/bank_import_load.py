import hashlib
import re
from collections import Counter

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_date
from odoo.tools.misc import formatLang

from ...tools import client_bank, payment_match
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

    # -- journals

    @api.model
    def _journals(self, statement, company, journal):
        """Bank journals by own account.

        :raise UserError: with what to set, when one is missing or not ready
        """
        if not statement.accounts:
            if not journal:
                raise UserError(self.env._("Choose the bank journal of this registry."))
            journals = {"": journal}
        else:
            journals = self._find_journals(statement, company)
        for account, one in journals.items():
            self._check_journal(account, one)
        return journals

    @api.model
    def _find_journals(self, statement, company):
        wanted = {one.own_account for one in statement.documents if one.direction == "in"}
        wanted = wanted or set(statement.accounts[:1])
        found = self.env["account.journal"].search(
            [
                ("type", "=", "bank"),
                ("bank_account_id.sanitized_acc_number", "in", list(wanted)),
            ],
        )
        result = {}
        for account in sorted(wanted):
            fitting = found.filtered(
                lambda one, account=account: one.bank_account_id.sanitized_acc_number == account,
            )
            own = fitting.filtered(lambda one: one.company_id == company)
            if not own:
                raise UserError(self._no_journal_text(account, fitting[:1], company))
            result[account] = own[0]
        return result

    @api.model
    def _no_journal_text(self, account, other, company):
        if other:
            return self.env._(
                "The account %(account)s belongs to “%(other)s”. Switch to that company and import"
                " the statement there.",
                account=account,
                other=other.company_id.name,
            )
        return self.env._(
            "No bank journal of “%(company)s” has the account %(account)s. Enter it in Invoicing,"
            " Configuration, Journals, in the field Account Number of the bank's journal, then"
            " import the statement again.",
            company=company.name,
            account=account,
        )

    @api.model
    def _check_journal(self, account, journal):
        currency = journal.currency_id or journal.company_id.currency_id
        expected = client_bank.account_currency(account)
        if expected and expected != currency.name:
            raise UserError(
                self.env._(
                    "The account %(account)s is kept in %(expected)s, but its journal “%(journal)s”"
                    " in %(currency)s. Set the currency of the journal right.",
                    account=account,
                    expected=expected,
                    journal=journal.name,
                    currency=currency.name,
                ),
            )
        if not self._method_line(journal) or not journal.default_account_id:
            raise UserError(
                self.env._(
                    "The journal “%s” cannot take payments: give it a bank account of the chart of"
                    " accounts and an incoming payment method.",
                    journal.name,
                ),
            )

    @api.model
    def _method_line(self, journal):
        lines = journal.inbound_payment_method_line_ids
        return lines.filtered(lambda one: one.code == "manual")[:1] or lines[:1]

    # -- values

    @api.model
    def _import_vals(self, kind, statement, journals, file_name, sha256):
        journal = next(iter(journals.values()))
        sections = statement.sections
        first = [one for one in sections if one.opening is not None][:1]
        last = [one for one in sections if one.closing is not None][-1:]
        is_single = len(statement.accounts) == 1
        return {
            "name": file_name or self.env._("Statement"),
            "sha256": sha256,
            "kind": kind,
            "company_id": journal.company_id.id,
            "journal_ids": [(6, 0, [one.id for one in journals.values()])],
            "user_id": self.env.uid,
            "own_account": ", ".join(statement.accounts) or journal.bank_acc_number,
            "date_from": statement.date_from,
            "date_to": statement.date_to,
            "currency_id": (journal.currency_id or journal.company_id.currency_id).id,
            # balances of several accounts are no one sum
            "balance_start": first[0].opening if first and is_single else 0,
            "balance_end": last[0].closing if last and is_single else 0,
            "total_in": sum(one.incoming or 0 for one in sections),
            "total_out": sum(one.outgoing or 0 for one in sections),
            "line_count": len(statement.documents),
            "amount_found": sum(one.amount for one in statement.documents),
            "warning": "\n".join(self._warnings(statement)) or False,
        }

    @api.model
    def _warnings(self, statement):
        """What the file tells of itself and what it holds, where they differ."""
        warnings = []
        for account in statement.accounts:
            told = [one.incoming for one in statement.sections if one.account == account]
            if not told or None in told:
                continue
            found = client_bank.incoming_total(statement.documents, account)
            if found != sum(told):
                warnings.append(
                    self.env._(
                        "Account %(account)s: the file says that %(told)s came in"
                        " (ВсегоПоступило), but its documents make %(found)s.",
                        account=account,
                        told=formatLang(self.env, float(sum(told)), digits=2),
                        found=formatLang(self.env, float(found), digits=2),
                    ),
                )
        return warnings

    @api.model
    def _line_vals(self, statement, journals, record):
        """Values of lines with their documents: list of pairs."""
        seen = Counter()
        pairs = []
        vat = record.company_id.vat
        for document in statement.documents:
            if document.direction == "in" and vat and document.payer.inn == vat:
                document.direction = "own"
            document.own_account = document.own_account or record.own_account or ""
            journal = journals.get(document.own_account) or journals.get("")
            pairs.append((self._document_vals(document, journal, record, seen), document))
        return pairs

    @api.model
    def _document_vals(self, document, journal, record, seen):
        purpose = re.sub(r"[\W_]", "", document.purpose).upper()
        parts = (
            record.company_id.id,
            document.own_account,
            document.number,
            document.date,
            document.amount.normalize(),
            document.payer.account,
            hashlib.sha256(purpose.encode()).hexdigest(),
        )
        place = seen[parts] = seen[parts] + 1
        key = "|".join(str(part) for part in (*parts, place))
        currency = journal and (journal.currency_id or journal.company_id.currency_id)
        return {
            "import_id": record.id,
            "company_id": record.company_id.id,
            "journal_id": journal.id if journal else False,
            "dedup_key": hashlib.sha256(key.encode()).hexdigest(),
            "place": document.line,
            "kind": document.kind,
            "number": document.number,
            "date": document.date,
            "credited_on": document.credited_on,
            "currency_id": (currency or record.currency_id).id,
            "amount": float(document.amount),
            "own_account": document.own_account,
            "direction": document.direction,
            "purpose": document.purpose,
            "payer_name": document.payer.name,
            "payer_inn": document.payer.inn,
            "payer_kpp": document.payer.kpp,
            "payer_account": document.payer.account,
            "payer_bic": document.payer.bic,
        }

    # -- entering

    def _enter(self, pairs, progress):
        """Match, post and write all lines of this statement."""
        self.ensure_one()
        known = self._known([vals["dedup_key"] for vals, _document in pairs])
        matched = []
        books = {}
        inns = {document.payer.inn for _vals, document in pairs} - {""}
        for vals, document in pairs:
            earlier = known.get(vals["dedup_key"])
            if earlier:
                vals.update(state="duplicate", duplicate_of_id=earlier)
            elif document.direction != "in":
                vals.update(state="ignored", reason=self._ignored_text(document.direction))
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

    @api.model
    def _date_text(self, day):
        return format_date(self.env, day, date_format="dd.MM.yyyy")

import hashlib
import re
from collections import Counter

from odoo import api, models
from odoo.tools import format_date
from odoo.tools.misc import formatLang

from ...tools import client_bank


class BankImport(models.Model):
    """What a file says, as values of the import and of its lines (2.14)."""

    _inherit = "ais.bank.import"

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
    def _key_parts(self, document, record):
        """What tells a document from all others; banks write its purpose now so, now so."""
        number = client_bank.plain_number(document.number)
        parts = (
            record.company_id.id,
            document.own_account,
            number,
            document.date,
            document.amount.normalize(),
            document.payer.account,
        )
        if not (number and document.payer.account):
            # too little is told: who and what for tell it as well
            purpose = re.sub(r"[\W_]", "", document.purpose).upper()
            parts += (document.payer.inn, hashlib.sha256(purpose.encode()).hexdigest())
        return parts

    @api.model
    def _dedup_key(self, parts, place):
        """What a document is known by.

        :param tuple parts: of `_key_parts`
        :param int place: among the documents of its file that are told by the same parts, from 1
        :return: str
        """
        key = "|".join(str(part) for part in (*parts, place))
        return hashlib.sha256(key.encode()).hexdigest()

    @api.model
    def _document_vals(self, document, journal, record, seen):
        parts = self._key_parts(document, record)
        place = seen[parts] = seen[parts] + 1
        currency = journal and (journal.currency_id or journal.company_id.currency_id)
        return {
            "import_id": record.id,
            "company_id": record.company_id.id,
            "journal_id": journal.id if journal else False,
            "dedup_key": self._dedup_key(parts, place),
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

    @api.model
    def _date_text(self, day):
        return format_date(self.env, day, date_format="dd.MM.yyyy")

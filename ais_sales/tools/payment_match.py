"""Match payments with open invoices. Plain Python, no Odoo; all sums are whole kopecks.

The order (2.14): the number of an invoice in the purpose; the payer's INN with the number of a
contract, with the exact sum, with the oldest debts; the full name of a person. The sum alone
matches nothing.
"""

from collections import defaultdict
from datetime import date

from .payment_by_payer import ByPayer
from .payment_facts import (
    DOUBTFUL,
    EXACT,
    FOR_OTHER,
    NO_INN,
    NOT_CLIENT,
    OTHER_PAYER,
    OVER,
    PART,
    REFUND,
    SEVERAL_LESS,
    UNKNOWN_TOO,
    ZERO,
    Match,
    share,
)
from .payment_person import person_key
from .payment_purpose import find_invoices, is_for_other, is_not_client, is_refund, is_within


class Book(ByPayer):
    """Open invoices and clients, ready to be looked up; what is matched surely is owed no more.

    :param invoices: of `OpenInvoice`
    :param dict clients: partner ids by INN; 0 where several cards have it
    """

    def __init__(self, invoices, clients=None):
        self.clients = clients or {}
        self.by_tail = defaultdict(list)
        self.by_inn = defaultdict(list)
        self.by_name = defaultdict(list)
        self.by_person = defaultdict(list)
        for invoice in sorted(invoices, key=_age):
            if invoice.groups:
                self.by_tail[invoice.groups[-1]].append(invoice)
            if invoice.inn:
                self.by_inn[invoice.inn].append(invoice)
            elif invoice.name_key:
                self.by_name[invoice.name_key].append(invoice)
            for key in {person_key(name) for name in invoice.people} - {()}:
                self.by_person[key].append(invoice)

    def match(self, payment):
        """Find what a payment is for; a sure match lowers what is owed.

        :param Payment payment: to be matched
        :return: `Match`
        """
        if not payment.amount:
            return Match(ZERO)
        if is_refund(payment.purpose):
            return Match(REFUND, partner_id=self.clients.get(payment.inn, 0))
        if is_not_client(payment.purpose):
            return Match(NOT_CLIENT)
        found, unknown, doubtful = self._named(payment)
        if found:
            result = self._by_number(payment, found, unknown, doubtful)
        else:
            result = self._by_payer(payment)
        result.unknown = [mention.text for mention in unknown]
        if result.is_sure:
            for invoice, amount in result.shares:
                invoice.residual -= amount
        return result

    # -- by number

    def _named(self, payment):
        """Invoices that the purpose names: (found, mentions not found, whether one is doubtful)."""
        found, unknown, doubtful = {}, [], False
        for mention in find_invoices(payment.purpose):
            candidates = self._candidates(mention, payment)
            if not candidates:
                if mention.is_anchored:
                    unknown.append(mention)
                continue
            best = _best(candidates, mention, payment)
            doubtful = doubtful or len(best) > 1 or _other_date(best[0], mention)
            found[best[0].id] = best[0]
        return sorted(found.values(), key=_age), unknown, doubtful

    def _candidates(self, mention, payment):
        """A whole number stands for itself; its tail only with the INN or the date."""
        result = []
        for invoice in self.by_tail.get(mention.groups[-1], ()):
            if invoice.residual <= 0:
                continue
            if invoice.groups == mention.groups:
                result.append(invoice)
            elif mention.is_anchored and is_within(mention.groups, invoice.groups):
                is_own = payment.inn and invoice.inn == payment.inn
                if is_own or (mention.date and invoice.date == mention.date):
                    result.append(invoice)
        return result

    def _by_number(self, payment, found, unknown, doubtful):
        partners = {invoice.partner_id for invoice in found}
        owed = sum(invoice.residual for invoice in found)
        shares, rest = share(payment.amount, found)
        reason, confidence = self._why_not_sure(payment, found, unknown, doubtful, owed)
        if not reason:
            reason = EXACT if payment.amount == owed else PART
            confidence = "sure"
        return Match(
            reason,
            is_sure=confidence == "sure",
            # money of one payment is one client's: another's invoice is for a person to decide
            partner_id=found[0].partner_id,
            shares=[pair for pair in shares if pair[0].partner_id == found[0].partner_id],
            rest=rest + sum(sum_ for one, sum_ in shares if one.partner_id != found[0].partner_id)
            if len(partners) > 1
            else rest,
            confidence=confidence,
        )

    def _why_not_sure(self, payment, found, unknown, doubtful, owed):
        """Reason and confidence of what a person has to look at; none when it is sure."""
        inns = {invoice.inn for invoice in found}
        checks = (
            (is_for_other(payment.purpose), FOR_OTHER, "medium"),
            (not payment.inn, NO_INN, "medium"),
            (inns != {payment.inn}, OTHER_PAYER, "low"),
            (doubtful, DOUBTFUL, "medium"),
            (len({one.partner_id for one in found}) > 1, DOUBTFUL, "medium"),
            (payment.amount > owed, UNKNOWN_TOO if unknown else OVER, "high"),
            (unknown and payment.amount != owed, UNKNOWN_TOO, "medium"),
            (len(found) > 1 and payment.amount < owed, SEVERAL_LESS, "high"),
        )
        return next(((reason, how) for wrong, reason, how in checks if wrong), (None, None))


def _age(invoice):
    return (invoice.due or invoice.date or date.max, invoice.id)


def _best(candidates, mention, payment):
    """Narrow candidates down by INN, date, whole number and КПП, as long as some remain."""
    for is_better in (
        lambda one: payment.inn and one.inn == payment.inn,
        lambda one: mention.date and one.date == mention.date,
        lambda one: one.groups == mention.groups,
        lambda one: payment.kpp and one.kpp == payment.kpp,
    ):
        candidates = [one for one in candidates if is_better(one)] or candidates
    return candidates


def _other_date(invoice, mention):
    return bool(mention.date and invoice.date and mention.date != invoice.date)

"""Match payments with open invoices. Plain Python, no Odoo; all sums are whole kopecks.

The order (2.14): the number of an invoice in the purpose; the payer's INN with the number of a
contract, with the exact sum, with the oldest debts; the full name of a person. The sum alone
matches nothing.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from .payment_person import find_people, person_key
from .payment_purpose import (
    find_contracts,
    find_invoices,
    is_for_other,
    is_not_client,
    is_refund,
    is_within,
    number_groups,
)

# reasons, to be put into words by the caller
EXACT = "exact"
PART = "part"
OVER = "over"
SEVERAL_LESS = "several_less"
OTHER_PAYER = "other_payer"
NO_INN = "no_inn"
FOR_OTHER = "for_other"
DOUBTFUL = "doubtful"
UNKNOWN_TOO = "unknown_too"
CONTRACT = "contract"
SUM_ONE = "sum_one"
SUM_MANY = "sum_many"
SUM_ALL = "sum_all"
OLDEST = "oldest"
PERSON = "person"
NAMED = "named"
ADVANCE = "advance"
REFUND = "refund"
NOT_CLIENT = "not_client"
NO_CLIENT = "no_client"
NOBODY = "nobody"
ZERO = "zero"
# a person's INN has twelve digits
LEGAL_INN = 10


@dataclass
class OpenInvoice:
    """An invoice of which something is still owed.

    :param contracts: numbers of its contracts and orders as typed
    :param people: full names of the client, if it is a person, and of the learners
    """

    id: int
    name: str
    residual: int
    partner_id: int
    inn: str = ""
    kpp: str = ""
    name_key: str = ""
    date: date = None
    due: date = None
    groups: tuple = ()
    contracts: tuple = ()
    people: tuple = ()

    def __post_init__(self):
        self.groups = self.groups or number_groups(self.name)
        self.contracts = tuple(number_groups(number) for number in self.contracts)


@dataclass
class Payment:
    """What is known of a payment."""

    amount: int
    purpose: str = ""
    inn: str = ""
    kpp: str = ""
    name_key: str = ""
    payer: str = ""


@dataclass
class Match:
    """What a payment may be for.

    :param str reason: one of the reasons above
    :param bool is_sure: whether it may be posted without a person
    :param list shares: pairs of an invoice and kopecks
    :param int rest: kopecks that stay as the client's credit
    :param str confidence: "sure", "high", "medium", "low" or ""
    :param list unknown: numbers in the purpose that no open invoice has
    """

    reason: str
    is_sure: bool = False
    partner_id: int = 0
    shares: list = field(default_factory=list)
    rest: int = 0
    confidence: str = ""
    unknown: list = field(default_factory=list)


class Book:
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

    # -- by payer

    def _by_payer(self, payment):
        if is_for_other(payment.purpose):
            return self._without_invoice(payment)
        invoices = [one for one in self.by_inn.get(payment.inn, ()) if one.residual > 0]
        if invoices:
            return self._by_contract(payment, invoices) or self._by_sum(
                payment,
                self._of_one(payment, invoices),
            )
        return self._by_name(payment) or self._by_person(payment) or self._without_invoice(payment)

    def _by_contract(self, payment, invoices):
        """Invoices of the payer under a contract that the purpose names."""
        mentions = find_contracts(payment.purpose)
        found = [
            one
            for one in invoices
            if any(
                _is_of_contract(mention, number) for mention in mentions for number in one.contracts
            )
        ]
        if not found:
            return None
        found = self._of_one(payment, found)
        equal = [one for one in found if one.residual == payment.amount]
        whole = equal[:1] or (found if sum(one.residual for one in found) == payment.amount else [])
        return self._proposal(payment, whole or found, CONTRACT, "high" if whole else "medium")

    def _by_name(self, payment):
        """Debts of a client that has no INN and the payer's name."""
        if payment.inn or not payment.name_key:
            return None
        invoices = [one for one in self.by_name.get(payment.name_key, ()) if one.residual > 0]
        if len({one.partner_id for one in invoices}) != 1:
            return None
        equal = [one for one in invoices if one.residual == payment.amount]
        return self._proposal(payment, equal[:1] or invoices, PERSON, "low")

    def _by_person(self, payment):
        """The one invoice of a person whose name, or whose learner's, the payment tells."""
        keys = find_people(payment.payer, self.by_person)
        if len(payment.inn) != LEGAL_INN:
            # what a firm pays for a person is for a person to decide
            keys = keys + find_people(payment.purpose, self.by_person)
        found = {
            one.id: one
            for key in keys
            for one in self.by_person[key]
            if one.residual > 0
            and (not one.inn or not payment.inn or len(payment.inn) == LEGAL_INN)
        }
        fitting = list(found.values())
        if len(fitting) > 1:
            fitting = [one for one in fitting if one.residual == payment.amount]
        if len(fitting) != 1:
            return None
        is_whole = fitting[0].residual == payment.amount
        return self._proposal(payment, fitting, NAMED, "medium" if is_whole else "low")

    def _of_one(self, payment, invoices):
        """Branches share an INN: those of the payer's КПП, else of whoever has the oldest debt."""
        own = [one for one in invoices if payment.kpp and one.kpp == payment.kpp] or invoices
        equal = [one for one in own if one.residual == payment.amount]
        partner = (equal or own)[0].partner_id
        return [one for one in own if one.partner_id == partner]

    def _by_sum(self, payment, invoices):
        equal = [one for one in invoices if one.residual == payment.amount]
        if len(equal) == 1:
            return self._proposal(payment, equal, SUM_ONE, "high")
        if equal:
            return self._proposal(payment, equal[:1], SUM_MANY, "medium")
        if sum(one.residual for one in invoices) == payment.amount:
            return self._proposal(payment, invoices, SUM_ALL, "high")
        return self._proposal(payment, invoices, OLDEST, "low")

    def _without_invoice(self, payment):
        partner = self.clients.get(payment.inn)
        if is_for_other(payment.purpose):
            return Match(FOR_OTHER, partner_id=partner or 0)
        if not payment.inn:
            return Match(NOBODY)
        if partner:
            return Match(ADVANCE, partner_id=partner, rest=payment.amount, confidence="low")
        return Match(NO_CLIENT)

    def _proposal(self, payment, invoices, reason, confidence):
        shares, rest = share(payment.amount, invoices)
        return Match(
            reason,
            partner_id=invoices[0].partner_id,
            shares=shares,
            rest=rest,
            confidence=confidence,
        )


def share(amount, invoices):
    """Divide a sum among invoices in their order.

    :param int amount: kopecks
    :param invoices: of `OpenInvoice`
    :return: (list of pairs of an invoice and kopecks above zero, kopecks that remain)
    """
    shares = []
    for invoice in invoices:
        part = min(amount, invoice.residual)
        if part > 0:
            shares.append((invoice, part))
            amount -= part
    return shares, amount


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


def _is_of_contract(mention, number):
    """A whole number stands for itself; its tail only at the word «договор»."""
    return mention.groups == number or (mention.is_anchored and is_within(mention.groups, number))


def _other_date(invoice, mention):
    return bool(mention.date and invoice.date and mention.date != invoice.date)

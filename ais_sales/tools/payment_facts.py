"""What is known of invoices and payments, and what matching finds. Plain Python, no Odoo.

All sums are whole kopecks.
"""

from dataclasses import dataclass, field
from datetime import date

from .payment_purpose import number_groups

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

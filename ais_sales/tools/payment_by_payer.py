"""What a payment is for when its purpose names no invoice. Plain Python, no Odoo."""

from .payment_facts import (
    ADVANCE,
    CONTRACT,
    FOR_OTHER,
    NAMED,
    NO_CLIENT,
    NOBODY,
    OLDEST,
    PERSON,
    SUM_ALL,
    SUM_MANY,
    SUM_ONE,
    Match,
    share,
)
from .payment_person import find_people
from .payment_purpose import find_contracts, is_for_other, is_within

# a person's INN has twelve digits
LEGAL_INN = 10


class ByPayer:
    """The part of `payment_match.Book` that goes by the payer: INN, contract, sum, age, name."""

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


def _is_of_contract(mention, number):
    """A whole number stands for itself; its tail only at the word «договор»."""
    return mention.groups == number or (mention.is_anchored and is_within(mention.groups, number))

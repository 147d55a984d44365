from odoo import api, models
from odoo.tools.misc import formatLang

from ...tools import payment_facts


class BankImport(models.Model):
    """Why a payment is posted, proposed or left, in words (2.14)."""

    _inherit = "ais.bank.import"

    @api.model
    def _match_text(self, match, payment, currency):
        """Why a payment is posted, proposed or left, for the person who decides."""

        def money(kopecks):
            return formatLang(self.env, kopecks / 100, currency_obj=currency)

        names = {
            "numbers": ", ".join(invoice.name for invoice, _sum in match.shares),
            "inn": payment.inn,
            "owners": ", ".join(
                sorted({invoice.inn or "-" for invoice, _sum in match.shares}),
            ),
            "rest": money(match.rest),
            "unknown": ", ".join(match.unknown),
        }
        parts = [self._reason_text(match.reason, names)]
        if match.shares and match.rest and match.reason != payment_facts.OVER:
            parts.append(self.env._("%(rest)s stay as the client's credit.", **names))
        if match.unknown:
            parts.append(
                self.env._("The purpose names %(unknown)s: no open invoice has it.", **names),
            )
        return " ".join(parts)

    @api.model
    def _reason_text(self, reason, names):
        texts = {
            payment_facts.EXACT: self.env._(
                "The purpose names %(numbers)s, the INN is the client's, the sum is what is owed.",
            ),
            payment_facts.PART: self.env._(
                "The purpose names %(numbers)s, the INN is the client's, the sum is less than"
                " owed: a part payment.",
            ),
            payment_facts.OVER: self.env._(
                "The purpose names %(numbers)s, the INN is the client's, but more is paid than"
                " owed: %(rest)s stay as the client's credit.",
            ),
            payment_facts.SEVERAL_LESS: self.env._(
                "The purpose names %(numbers)s, but less is paid than is owed for them together:"
                " the oldest first.",
            ),
            payment_facts.OTHER_PAYER: self.env._(
                "The purpose names %(numbers)s, but the payer's INN %(inn)s is not the client's"
                " (%(owners)s).",
            ),
            payment_facts.NO_INN: self.env._(
                "The purpose names %(numbers)s, but the payer has no INN to compare.",
            ),
            payment_facts.FOR_OTHER: self.env._(
                "The purpose says that the payer pays for somebody else: %(numbers)s.",
            ),
            payment_facts.DOUBTFUL: self.env._(
                "The purpose names %(numbers)s, but not for certain: the number fits several"
                " invoices, several clients, or an invoice of another date.",
            ),
            payment_facts.UNKNOWN_TOO: self.env._(
                "The purpose names %(numbers)s, and other numbers too.",
            ),
            payment_facts.CONTRACT: self.env._(
                "The purpose names a contract or an order, and the INN is the client's: invoices"
                " of it that are owed, %(numbers)s.",
            ),
            payment_facts.SUM_ONE: self.env._(
                "No number of an open invoice in the purpose; by the INN, one open invoice of"
                " this client has exactly this sum: %(numbers)s.",
            ),
            payment_facts.SUM_MANY: self.env._(
                "No number of an open invoice in the purpose; by the INN, several open invoices of"
                " this client have this sum, the oldest is %(numbers)s.",
            ),
            payment_facts.SUM_ALL: self.env._(
                "No number of an open invoice in the purpose; by the INN, the sum is all that this"
                " client owes: %(numbers)s.",
            ),
            payment_facts.OLDEST: self.env._(
                "No number of an open invoice in the purpose; by the INN, the oldest debts of this"
                " client: %(numbers)s.",
            ),
            payment_facts.PERSON: self.env._(
                "No number and no INN; a client of the payer's name owes for %(numbers)s.",
            ),
            payment_facts.NAMED: self.env._(
                "The payer or the purpose tells the full name of a client or a learner, and one"
                " open invoice fits: %(numbers)s.",
            ),
            payment_facts.ADVANCE: self.env._(
                "The client is known by the INN %(inn)s and owes nothing: an advance.",
            ),
            payment_facts.REFUND: self.env._(
                "The purpose says that money comes back (возврат): no client's payment.",
            ),
            payment_facts.NOT_CLIENT: self.env._(
                "The purpose tells of salary, a loan, interest, cash or acquiring: decide by hand.",
            ),
            payment_facts.NO_CLIENT: self.env._("No single client has the INN %(inn)s."),
            payment_facts.NOBODY: self.env._(
                "No number of an open invoice in the purpose, and the payer has no INN.",
            ),
            payment_facts.ZERO: self.env._("The sum is zero."),
        }
        return texts[reason] % names

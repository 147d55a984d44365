from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, OrderedSet

from .plan_fact import EVERY_FACT


class PlanFact(models.Model):
    """Of all documents only those are read that a search can find (2.12)."""

    _inherit = "ais.plan.fact"

    @api.model
    def _search(self, domain, *args, **kwargs):
        self._ais_plan_plainly()
        wanted = Domain(domain)
        limited = self.with_context(
            ais_plan_span=self._ais_span_of(wanted),
            ais_plan_facts=self._ais_facts_of(wanted),
        )
        return super(PlanFact, limited)._search(domain, *args, **kwargs)

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """Fetch all at once: a field read later by ids, without days, takes the facts of all
        years.
        """
        return super().search_fetch(domain, None, offset=offset, limit=limit, order=order)

    @api.model
    def _ais_span_of(self, domain):
        """The days that a domain surely keeps to: documents outside of them need not be read.

        :return: (first day, last day), None where it sets no limit
        """
        limits = {"<": [], ">": []}
        for name, operator, value in _all_of(domain):
            if name != "date" or operator[0] not in limits:
                continue
            try:
                day = fields.Date.to_date(value)
            except (TypeError, ValueError):
                # a day such as “today” is worked out later
                continue
            if day:
                limits[operator[0]].append(day)
        return max(limits[">"], default=None), min(limits["<"], default=None)

    @api.model
    def _ais_facts_of(self, domain):
        """The indicators whose facts a domain may find: documents of others need not be read."""
        found = EVERY_FACT
        for name, operator, value in _all_of(domain):
            if operator not in ("=", "in"):
                continue
            values = {value} if isinstance(value, str) else value
            if not isinstance(values, (set, list, tuple, OrderedSet)):
                continue
            if name == "indicator":
                found &= frozenset(values)
            elif name == "kind" and "fact" not in values:
                # rows of these branches are facts, whatever they are of
                found = frozenset()
        return found

    @api.model
    def _ais_plan_plainly(self):
        """PostgreSQL takes a query of so many parts for a huge one and compiles it, which takes
        longer than the query itself.
        """
        self.env.cr.execute(SQL("SET LOCAL jit = off"))


def _all_of(domain):
    """The conditions of a domain that every row found must meet; what is under an “or” or a “not”
    is passed over.
    """
    found, passed = [], 0
    for token in domain:
        if passed:
            # how many parts of what is passed over are still to come
            passed += {"&": 1, "|": 1, "!": 0}.get(token, -1) if isinstance(token, str) else -1
        elif token == "|":
            passed = 2
        elif token == "!":
            passed = 1
        elif token != "&":
            found.append(token)
    return found

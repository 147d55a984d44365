from odoo import api, fields, models
from odoo.fields import Domain
from odoo.orm.domains import DomainAnd, DomainCondition
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
        parts = domain.children if isinstance(domain, DomainAnd) else (domain,)
        limits = {"<": [], ">": []}
        for part in parts:
            if isinstance(part, DomainCondition) and part.field_expr == "date":
                try:
                    day = fields.Date.to_date(part.value)
                except (TypeError, ValueError):
                    # a day such as “today” is worked out later
                    continue
                if day and part.operator[0] in limits:
                    limits[part.operator[0]].append(day)
        return max(limits[">"], default=None), min(limits["<"], default=None)

    @api.model
    def _ais_facts_of(self, domain):
        """The indicators whose facts a domain may find: documents of others need not be read."""
        parts = domain.children if isinstance(domain, DomainAnd) else (domain,)
        found = EVERY_FACT
        for part in parts:
            if not isinstance(part, DomainCondition) or part.operator not in ("=", "in"):
                continue
            values = {part.value} if isinstance(part.value, str) else part.value
            if not isinstance(values, (set, list, tuple, OrderedSet)):
                continue
            if part.field_expr == "indicator":
                found &= frozenset(values)
            elif part.field_expr == "kind" and "fact" not in values:
                # rows of these branches are facts, whatever they are of
                found = frozenset()
        return found

    @api.model
    def _ais_plan_plainly(self):
        """PostgreSQL takes a query of so many parts for a huge one and compiles it, which takes
        longer than the query itself.
        """
        self.env.cr.execute(SQL("SET LOCAL jit = off"))

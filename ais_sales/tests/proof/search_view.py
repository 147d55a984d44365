"""What a person can choose in the search bar of a view, as the web client reads it.

Plain Python over an architecture: used by the tests and by dev/walk, without Odoo's test tools.
"""

from datetime import timedelta

from lxml import etree

from odoo import fields
from odoo.fields import Domain
from odoo.tools.safe_eval import datetime as safe_datetime
from odoo.tools.safe_eval import dateutil, safe_eval
from odoo.tools.safe_eval import time as safe_time

HIDDEN = ("1", "True", "true")
TYPED = "Клиент 12"
TEXTS = ("char", "text", "html", "many2one", "many2many", "one2many", "reference")


def evaluate(env, expression, **names):
    """Value of a domain or a context of a view or an action."""
    if not isinstance(expression, str):
        return expression
    return safe_eval(
        expression.strip() or "[]",
        {
            "uid": env.uid,
            "context": dict(env.context),
            "allowed_company_ids": env.companies.ids,
            "current_company_id": env.company.id,
            "context_today": lambda: fields.Date.context_today(env.user),
            "current_date": str(fields.Date.context_today(env.user)),
            "datetime": safe_datetime,
            "relativedelta": dateutil.relativedelta.relativedelta,
            "time": safe_time,
            "active_id": False,
            "active_ids": [],
            "active_model": False,
            **names,
        },
    )


class SearchView:
    """Filters, groupings and fields of a search view.

    :param model: the model, in the context of the action
    :param str arch: the architecture that get_views gives
    """

    def __init__(self, model, arch):
        self.model = model
        self.arch = etree.fromstring(arch)
        self.context = model.env.context

    def filters(self):
        """(name, domain) of each filter; a filter by dates is tried on this month and this year."""
        for node in self._shown("filter"):
            name = node.get("string") or node.get("name")
            if date := node.get("date"):
                for period, domain in self._periods(date):
                    yield f"{name}, {period}", domain
            elif node.get("domain"):
                yield name, evaluate(self.model.env, node.get("domain"))

    def groupings(self):
        """(name, specification of group by) of each grouping; days are grouped by months."""
        for node in self._shown("filter"):
            if spec := self._grouping(node):
                yield node.get("string") or node.get("name"), spec

    def searches(self):
        """(name, domain) of a text typed for each field that takes text."""
        for node in self._shown("field"):
            field = self.model._fields[node.get("name")]
            if given := node.get("filter_domain"):
                values = {"self": TYPED, "raw_value": TYPED}
                yield field.name, evaluate(self.model.env, given, **values)
            elif field.type in TEXTS:
                yield field.name, [(field.name, node.get("operator") or "ilike", TYPED)]

    def choices(self):
        """(name, model) of the fields in which a record is looked up while one types."""
        for node in self._shown("field"):
            field = self.model._fields[node.get("name")]
            if field.relational and self.model.env[field.comodel_name].has_access("read"):
                yield field.name, self.model.env[field.comodel_name]

    def defaults(self):
        """Domain and grouping with which the action opens: filters of one block are alternatives,
        blocks are joined by and.
        """
        domain, groupings, block = [], [], []
        for node in self.arch.iter("filter", "separator", "field"):
            if node.tag == "separator":
                domain += _alternatives(block)
                block = []
                continue
            value = self.context.get(f"search_default_{node.get('name')}")
            if not value:
                continue
            if node.tag == "field":
                domain += self._chosen(node, value)
            elif spec := self._grouping(node):
                groupings.append(spec)
            elif node.get("date"):
                block.append(next(self._periods(node.get("date")))[1])
            else:
                block.append(evaluate(self.model.env, node.get("domain")))
        return domain + _alternatives(block), groupings

    # -- nodes

    def _shown(self, tag):
        for node in self.arch.iter(tag):
            if node.get("invisible") not in HIDDEN and node.getparent().tag != "searchpanel":
                yield node

    def _grouping(self, node):
        spec = evaluate(self.model.env, node.get("context") or "{}").get("group_by")
        if not spec:
            return None
        kind = self.model._fields[spec.partition(":")[0].partition(".")[0]].type
        if kind == "properties":
            # the client groups by each property that the records have
            return None
        is_day = kind in ("date", "datetime")
        return f"{spec}:month" if is_day and ":" not in spec else spec

    def _chosen(self, node, value):
        field = self.model._fields[node.get("name")]
        if given := node.get("filter_domain"):
            return evaluate(self.model.env, given, self=value, raw_value=value)
        operator = node.get("operator") or ("=" if field.type not in TEXTS[:3] else "ilike")
        values = value if isinstance(value, list) else [value]
        return [(field.name, "in" if operator == "=" else operator, values)]

    def _periods(self, name):
        today = fields.Date.context_today(self.model)
        first = today.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        for period, since, until in (
            ("month", first, last),
            ("year", today.replace(month=1, day=1), today.replace(month=12, day=31)),
        ):
            yield period, [(name, ">=", str(since)), (name, "<=", str(until))]


def _alternatives(domains):
    """Domains joined by or, as a list to be joined by and with others."""
    given = [Domain(one) for one in domains if one]
    return list(Domain.OR(given)) if given else []

"""The calls that the web client makes to show a view, made on the server.

Plain Python over architectures: used by the tests and by dev/walk, without Odoo's test tools.
"""

import json
from datetime import timedelta

from lxml import etree

from odoo import fields

PAGE = 80
OPEN_GROUPS = 10
AGGREGATED = ("integer", "float", "monetary")


def nodes(arch):
    """Field nodes of a view, without those of the views within it."""
    for node in arch.iter("field"):
        if all(parent.tag != "field" for parent in node.iterancestors("field")):
            yield node


def specification(model, arch):
    """What a view reads of each record, with the lists within a form."""
    spec = {}
    for node in nodes(arch):
        field = model._fields[node.get("name")]
        inner = next((child for child in node if child.tag in ("list", "kanban")), None)
        if field.type in ("one2many", "many2many") and inner is not None:
            lines = specification(model.env[field.comodel_name], inner)
            spec[field.name] = {"fields": lines, "limit": PAGE // 2}
        elif field.type == "many2one" or node.get("widget") == "many2many_tags":
            spec[field.name] = {"fields": {"display_name": {}}}
        else:
            spec.setdefault(field.name, {})
    return spec


class ViewCalls:
    """One view of an action.

    :param model: the model, in the context of the action
    :param str arch: the architecture that get_views gives
    """

    def __init__(self, model, arch):
        self.model = model
        self.arch = etree.fromstring(arch)
        self.spec = specification(model, self.arch)

    def open(self, kind, domain, groupings=()):
        """Load a view of a kind (list, kanban, pivot…) with what is chosen in the search bar."""
        return getattr(self, f"_{kind}")(list(domain), list(groupings))

    def _aggregates(self):
        """Sums and so on of the numbers that the view shows."""
        for name in self.spec:
            field = self.model._fields[name]
            if field.type in AGGREGATED and field.aggregator and field.store:
                yield f"{name}:{field.aggregator}"

    def _measures(self):
        for node in self.arch.iter("field"):
            field = self.model._fields[node.get("name")]
            if node.get("type") == "measure" and not evaluated(node.get("invisible")):
                yield f"{field.name}:{field.aggregator or 'sum'}"

    def _axis(self, kind):
        for node in self.arch.iter("field"):
            if node.get("type") == kind:
                field = self.model._fields[node.get("name")]
                interval = node.get("interval") or "month"
                is_day = field.type in ("date", "datetime")
                yield f"{field.name}:{interval}" if is_day else field.name

    # -- kinds of views

    def _list(self, domain, groupings):
        groupings = groupings or (self.arch.get("default_group_by") or "").split(",")
        if not groupings[0]:
            return self._page(domain)
        return self._groups(domain, groupings, limit=PAGE)

    def _kanban(self, domain, groupings):
        groupings = groupings or (self.arch.get("default_group_by") or "").split(",")
        if not groupings[0]:
            return self._page(domain)
        found = self._groups(domain, groupings[:1], auto_unfold=True, limit=OPEN_GROUPS)
        if (bar := self.arch.find("progressbar")) is not None:
            colors = json.loads(bar.get("colors"))
            progress = {"field": bar.get("field"), "colors": colors}
            self.model.read_progress_bar(domain, groupings[0], progress)
        return found

    def _page(self, domain):
        return self.model.web_search_read(
            domain,
            self.spec,
            limit=PAGE,
            order=self.arch.get("default_order") or None,
            count_limit=10001,
        )

    def _groups(self, domain, groupings, **more):
        names = {spec.partition(":")[0] for spec in groupings}
        aggregates = [one for one in self._aggregates() if one.partition(":")[0] not in names]
        return self.model.web_read_group(
            domain,
            groupings,
            ["__count", *aggregates],
            unfold_read_specification=self.spec,
            unfold_read_default_limit=PAGE,
            **more,
        )

    def _pivot(self, domain, groupings):
        rows = groupings or list(self._axis("row"))
        columns = list(self._axis("col"))
        # the client asks once for what is both a row and a column
        sets = [
            list(dict.fromkeys([*rows[:row], *columns[:column]]))
            for row in range(min(len(rows), 1) + 1)
            for column in range(min(len(columns), 1) + 1)
        ]
        measures = list(self._measures()) or ["__count"]
        return self.model.formatted_read_grouping_sets(domain, sets, measures)

    def _graph(self, domain, groupings):
        groupings = groupings or [
            spec for kind in (None, "row", "col") for spec in self._axis(kind)
        ]
        filled = self.model.with_context(fill_temporal=True)
        measures = list(self._measures())[:1]
        return filled.formatted_read_group(domain, groupings, [*measures, "__count"])

    def _calendar(self, domain, _groupings):
        start = self.arch.get("date_start")
        today = fields.Date.context_today(self.model)
        first = today.replace(day=1) - timedelta(days=7)
        return self.model.search_read(
            [
                *domain,
                (start, "<=", str(first + timedelta(days=45))),
                (self.arch.get("date_stop") or start, ">=", str(first)),
            ],
            list({start, *self.spec}),
        )

    def _activity(self, domain, _groupings):
        return self.model.env["mail.activity"].get_activity_data(
            self.model._name, domain, limit=100, offset=0, fetch_done=False
        )

    def _form(self, domain, _groupings):
        return self.model.search(domain, limit=1).web_read(self.spec)

    def new(self):
        """What a form asks before a new record is entered."""
        return self.model.onchange({}, [], self.spec)


def evaluated(flag):
    return flag in ("1", "True", "true")

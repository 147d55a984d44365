"""Everything that a person can open from the menus of the add-on.

Used by the tests and by dev/walk; makes no claim about what is shown, only that it can be.
"""

from collections import namedtuple
from functools import partial

from .search_view import SearchView, evaluate
from .view_calls import ViewCalls, nodes

ROOT = "ais_sales.ais_menu_root"
TYPED = "12"
# what the client actions of the add-on ask the server
DESKS = {
    "ais_specialist_desk": ("ais.desk", "specialist_desk"),
    "ais_head_desk": ("ais.desk", "head_desk"),
    "ais_director_desk": ("ais.desk", "director_desk"),
}

# menu: path of the menu; part: what is opened of it; key: tells the same call twice; work: the call
Screen = namedtuple("Screen", "menu part key work")


class Screens:
    """The screens of one person.

    :param env: environment of the person, without superuser rights
    """

    def __init__(self, env):
        self.env = env

    def __iter__(self):
        """Each screen once, though several menus lead to it."""
        seen = set()
        for menu, kind, action_id in self._menus():
            for screen in self._of_action(menu, kind, action_id):
                if screen.key not in seen:
                    seen.add(screen.key)
                    yield screen

    def _menus(self):
        """(path, kind of action, id) of the menus that the person sees."""
        menus = self.env["ir.ui.menu"].load_menus(False)
        root = next(menu for menu in menus.values() if menu.get("xmlid") == ROOT)
        waiting = [(root, "")]
        while waiting:
            menu, above = waiting.pop(0)
            path = f"{above} / {menu['name']}".removeprefix(" / АИС Продажи").lstrip(" /")
            waiting += [(menus[child], path) for child in menu["children"]]
            if menu["action_id"]:
                yield path, menu["action_model"], menu["action_id"]

    def _of_action(self, menu, kind, action_id):
        # sudo: as /web/action/load does
        action = self.env[kind].sudo().browse(action_id)
        if kind == "ir.actions.server":
            values = action.with_user(self.env.user).sudo(False).run() or {}
        else:
            values = action._get_action_dict()
        if values.get("tag") in DESKS:
            model, method = DESKS[values["tag"]]
            yield Screen(
                menu or "Начало дня", "стол", (model, method), getattr(self.env[model], method)
            )
        elif values.get("res_model"):
            yield from self._of_window(menu, values)

    def _of_window(self, menu, values):
        context = evaluate(self.env, values.get("context") or "{}")
        domain = evaluate(self.env, values.get("domain") or "[]")
        model = self.env[values["res_model"]].with_context(**context)
        search_id = values.get("search_view_id")
        search_id = search_id[0] if isinstance(search_id, (list, tuple)) else search_id
        views = [*map(tuple, values["views"]), (search_id or False, "search")]
        load = partial(model.get_views, views, {"toolbar": True, "load_filters": True})
        key = (model._name, str(domain), str(views))
        yield Screen(menu, "виды", (*key, "views"), load)
        arches = {kind: view["arch"] for kind, view in load()["views"].items()}
        search = SearchView(model, arches.pop("search"))
        calls = {kind: ViewCalls(model, arch) for kind, arch in arches.items()}
        yield from self._of_views(menu, key, domain, search, calls)
        first = next((kind for kind in calls if kind != "form"), None)
        if first:
            yield from self._of_search(menu, key, domain, search, first, calls[first])

    def _of_views(self, menu, key, domain, search, calls):
        """Each view as the menu opens it, and an empty form."""
        wanted, groupings = search.defaults()
        for kind, view in calls.items():
            if kind == "form" and len(calls) == 1:
                yield Screen(menu, "новая форма", (*key, "new"), view.new)
                continue
            work = partial(view.open, kind, [*domain, *wanted], groupings)
            yield Screen(menu, kind, (*key, kind, str(wanted), str(groupings)), work)
        if "form" in calls:
            yield from self._of_form(menu, calls["form"])

    def _of_form(self, menu, form):
        """The records that are looked up in the fields of a form that may be written."""
        if not form.model.has_access("write"):
            return
        for node in nodes(form.arch):
            field = form.model._fields[node.get("name")]
            model = self.env[field.comodel_name] if field.type == "many2one" else None
            if model is not None and model.has_access("read"):
                yield self._lookup(menu, field.name, model)

    def _lookup(self, menu, name, model):
        key = (model._name, "name_search")
        return Screen(menu, f"подбор: {name}", key, partial(model.name_search, TYPED, limit=8))

    def _of_search(self, menu, key, domain, search, kind, view):
        """Each filter, grouping and typed text on the first view."""
        chosen = [
            *((f"фильтр: {name}", found, ()) for name, found in search.filters()),
            *((f"поиск: {name}", found, ()) for name, found in search.searches()),
            *((f"группы: {name}", [], [spec]) for name, spec in search.groupings()),
        ]
        plain = kind if kind in ("list", "kanban") else "list"
        for part, found, groupings in chosen:
            opened = kind if kind != "calendar" else plain
            work = partial(view.open, opened, [*domain, *found], groupings)
            yield Screen(menu, part, (*key, opened, str(found), str(groupings)), work)
        for name, model in search.choices():
            yield self._lookup(menu, name, model)

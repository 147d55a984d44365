"""SECURITY.md: the rights as a table, and who is kept from what (issue of proof).

The rights are those that the tests compare with the running system (`tests/rights.py`); rules of
records, hidden fields and fields of the system are read from the registry. The words about
threats stand in `security_notes.md` beside this file.
"""

from pathlib import Path

from ..common import ROLES
from ..rights import RIGHTS, STOCK_RIGHTS, allowed

WORDS = {
    "specialist": "специалист",
    "head": "начальник",
    "deputy": "заместитель",
    "director": "директор",
    "training_office": "учебный отдел",
    "accountant": "бухгалтер",
}
LETTERS = {"r": "Ч", "w": "И", "c": "С", "u": "У"}
OPERATIONS = (("perm_read", "Ч"), ("perm_write", "И"), ("perm_create", "С"), ("perm_unlink", "У"))
NOTES = Path(__file__).with_name("security_notes.md")
# a rule for everybody begins its line with this word
EVERYBODY = "все"


def page(env):
    """The whole text of SECURITY.md.

    :param env: environment of a database with the Russian language
    """
    env = env(context={**env.context, "lang": "ru_RU"})
    parts = [
        NOTES.read_text(encoding="utf-8").strip(),
        "## Права ролей",
        "Ч – читать, И – изменять, С – создавать, У – удалять; «·» – ничего. Это права на свои "
        "записи: чьи записи свои, сказано ниже, в правилах записей.",
        _rights(env, RIGHTS),
        "Таблицы Odoo, которые дополнение открывает своим ролям или сужает для них:",
        _rights(env, STOCK_RIGHTS),
        "Окна (временные записи; каждый видит только свои):",
        _windows(env),
        "## Правила записей",
        "Право из таблицы действует на записи, которые подходят под правила. Правила «все» "
        "действуют вместе с правилом роли; правила ролей одного человека складываются.",
        _rules(env),
        "## Скрытые поля",
        "Не читаются, не ищутся, не группируются и не выгружаются теми, кто не назван.",
        _hidden(env),
        "## Поля, которые пишет только система",
        "Запись отклоняется у всех, в том числе через RPC, импорт и значения по умолчанию.",
        _system(env),
    ]
    return "\n\n".join(parts) + "\n"


def _table(head, rows):
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _name(env, model):
    return env["ir.model"]._get(model).name


def _rights(env, table):
    rows = [
        [
            f"`{model}`",
            _name(env, model),
            *(
                "".join(LETTERS[letter] for letter in allowed(rights, role)) or "·"
                for role in ROLES
            ),
        ]
        for model, rights in sorted(table.items())
    ]
    return _table(["модель", "что это", *(WORDS[role] for role in ROLES)], rows)


def _ours(env):
    for name in sorted(env.registry):
        if name.startswith("ais.") or name in STOCK_RIGHTS:
            yield env[name]


def _roles_of(env, groups):
    """Words for those of our roles that have one of the groups."""
    found = [
        word
        for role, word in WORDS.items()
        if env.ref(f"ais_sales.group_{role}").all_implied_ids & groups
    ]
    return ", ".join(found) or "никто"


def _windows(env):
    lines = env["ir.model.access"].search([("perm_create", "=", True)])
    rows = []
    for model in _ours(env):
        if model._transient:
            groups = lines.filtered(lambda one, name=model._name: one.model_id.model == name)
            rows.append(
                [f"`{model._name}`", _name(env, model._name), _roles_of(env, groups.group_id)],
            )
    return _table(["окно", "что это", "кто открывает"], rows)


def _rules(env):
    known = env["ir.model.data"].search(
        [("module", "=", "ais_sales"), ("model", "=", "ir.rule")],
    )
    rules = env["ir.rule"].browse(known.mapped("res_id"))
    rows = []
    for rule in rules.sorted(lambda one: (one.model_id.model, bool(one.groups), one.id)):
        letters = "".join(letter for name, letter in OPERATIONS if rule[name])
        domain = " ".join((rule.domain_force or "").split()).replace("|", "\\|")
        who = _roles_named(env, rule.groups) if rule.groups else EVERYBODY
        rows.append([f"`{rule.model_id.model}`", who, letters, f"`{domain}`"])
    return _table(["модель", "для кого", "действия", "какие записи"], sorted(rows))


def _roles_named(env, groups):
    """Words for the roles that stand in a rule itself, others by their name."""
    words = {env.ref(f"ais_sales.group_{role}").id: word for role, word in WORDS.items()}
    return ", ".join(words.get(group.id, group.full_name) for group in groups.sorted("id"))


def _hidden(env):
    rows = []
    for model in _ours(env):
        names = {}
        for name, field in sorted(model._fields.items()):
            if field.groups and field._modules and "ais_sales" in field._modules:
                groups = env["res.groups"].browse(
                    env.ref(group.strip("! ")).id for group in field.groups.split(",")
                )
                names.setdefault(_roles_of(env, groups), []).append(f"`{name}`")
        rows += [[f"`{model._name}`", ", ".join(found), who] for who, found in names.items()]
    return _table(["модель", "поля", "кто читает"], rows)


def _system(env):
    rows = []
    for model in _ours(env):
        guard = getattr(model, "_ais_system_fields", None)
        if guard and not model._transient and not model._abstract:
            names = [f"`{name}`" for name in sorted(guard()) if name in model._fields]
            if model._ais_guards_computed:
                names.append("все вычисленные")
            if names:
                rows.append([f"`{model._name}`", ", ".join(names)])
    return _table(["модель", "поля"], rows)

"""Make clients out of the rows of a table. Plain Python, no Odoo."""

import re
from dataclasses import dataclass, field

from . import russian_ids

# headings as people write them, in lower case and without marks
HEADINGS = {
    "name": ("организация", "название", "наименование", "клиент", "компания", "заказчик", "name"),
    "vat": ("инн", "inn", "tax id"),
    "ais_kpp": ("кпп", "kpp"),
    "company_registry": ("огрн", "огрнип", "огрн/огрнип", "ogrn"),
    "phone": ("телефон", "тел", "phone", "телефон организации"),
    "email": ("e-mail", "email", "почта", "эл почта", "электронная почта", "e-mail организации"),
    "website": ("сайт", "website"),
    "city": ("город", "city"),
    "street": ("адрес", "улица", "address"),
    "segment": ("сегмент", "отрасль", "segment"),
    "contact_name": ("контактное лицо", "контакт", "фио", "ф и о", "contact"),
    "contact_function": ("должность", "position"),
    "contact_phone": ("телефон контакта", "мобильный", "сотовый", "contact phone"),
    "contact_email": ("e-mail контакта", "email контакта", "почта контакта", "contact email"),
    "comment": ("примечание", "комментарий", "заметка", "note"),
}
BY_HEADING = {heading: name for name, headings in HEADINGS.items() for heading in headings}
IDENTIFIERS = {
    "vat": russian_ids.read_inn,
    "ais_kpp": russian_ids.read_kpp,
    "company_registry": russian_ids.read_ogrn,
}
NO_NAME = "no_name"


@dataclass
class ClientRow:
    """One row: what was read, and what is wrong with it."""

    number: int
    cells: list
    values: dict = field(default_factory=dict)
    # (field, reason): a reason of russian_ids or NO_NAME
    errors: list = field(default_factory=list)


def find_columns(row):
    """Which field stands in which column.

    :param list row: cells of the heading
    :return: dict {column: field}; empty when the row is no heading
    """
    columns = {}
    for place, cell in enumerate(row):
        key = " ".join(re.sub(r"[^0-9a-zа-я/\- ]", " ", cell.lower().replace("ё", "е")).split())
        name = BY_HEADING.get(key)
        if name and name not in columns.values():
            columns[place] = name
    return columns


def read_clients(rows):
    """Read clients from a table whose heading is among its first ten rows.

    :param list rows: as from `table_read.read_table`
    :return: (columns as from `find_columns`, list of `ClientRow`); no columns, no rows when there
        is no heading with a name or an ИНН
    """
    start, columns = _find_heading(rows)
    if not columns:
        return {}, []
    clients = []
    for number, cells in enumerate(rows[start + 1 :], start + 2):
        if any(cells):
            clients.append(_read_client(number, cells, columns))
    return columns, clients


def _find_heading(rows):
    for place, row in enumerate(rows[:10]):
        columns = find_columns(row)
        if {"name", "vat", "contact_name"} & set(columns.values()):
            return place, columns
    return 0, {}


def _read_client(number, cells, columns):
    client = ClientRow(number, cells)
    for place, name in columns.items():
        value = cells[place] if place < len(cells) else ""
        if not value:
            continue
        read = IDENTIFIERS.get(name)
        if read:
            value, reason = _restored(name, *read(value))
            if reason:
                client.errors.append((name, reason))
        client.values[name] = value
    if not client.values.get("name") and not client.values.get("contact_name"):
        client.errors.append(("name", NO_NAME))
    return client


def _restored(name, value, reason):
    """A spreadsheet takes zeros from the front of numbers: put them back where that is sure."""
    if reason != russian_ids.BAD_LENGTH or not value.isdigit():
        return value, reason
    read = IDENTIFIERS[name]
    for length in {"vat": (10, 12), "ais_kpp": (9,)}.get(name, ()):
        if len(value) == length - 1:
            longer, wrong = read("0" + value)
            if not wrong:
                return longer, None
    return value, reason

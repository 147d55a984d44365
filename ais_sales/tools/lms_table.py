"""Read progress out of a learning system's report. Plain Python, no Odoo."""

import re
from dataclasses import dataclass, field

from . import russian_ids
from .lms_words import BY_HEADING, BY_WORD, WHO

HEAD_LINES = 10
# reasons, to be put into words by the caller
NOBODY = "nobody"
BAD_NUMBER = "bad_number"
NOT_PERCENT = "not_percent"
BAD_SNILS = "bad_snils"
UNKNOWN_RESULT = "unknown_result"


@dataclass
class ProgressRow:
    """One person of the report: who, how far, and what cannot be read."""

    number: int
    name: str = ""
    email: str = ""
    snils: str = ""
    # None where the report says nothing
    hours: float | None = None
    percent: float | None = None
    test: float | None = None
    result: str | None = None
    # (column, what was read, a reason)
    errors: list = field(default_factory=list)


def plain(text):
    """The text in lower case, ё as е, one space between words."""
    return " ".join((text or "").lower().replace("ё", "е").split())


def find_columns(row):
    """Which value stands in which column.

    :param list row: cells of the heading
    :return: dict {column: value}; empty when the row is no heading
    """
    columns = {}
    for place, cell in enumerate(row):
        key = " ".join(re.sub(r"[^0-9a-zа-я%\- ]", " ", plain(cell)).split())
        name = BY_HEADING.get(key)
        if name and name not in columns.values():
            columns[place] = name
    return columns


def read_progress(rows):
    """Read people from a report whose heading is among its first ten rows.

    :param list rows: as from `table_read.read_table`
    :return: (columns as from `find_columns`, list of `ProgressRow`); no columns when there is no
        heading that tells who and at least one of hours, percent, test and result
    """
    start, columns = _find_heading(rows)
    if not columns:
        return {}, []
    body = [
        (number, _values(cells, columns))
        for number, cells in enumerate(rows[start + 1 :], start + 2)
        if any(cells)
    ]
    scales = {
        name: _scale([values.get(name) for _n, values in body]) for name in ("percent", "test")
    }
    return columns, [_read_row(number, values, scales) for number, values in body]


def _find_heading(rows):
    for place, row in enumerate(rows[:HEAD_LINES]):
        columns = find_columns(row)
        names = set(columns.values())
        if names & WHO and names & {"hours", "percent", "test", "result"}:
            return place, columns
    return 0, {}


def _values(cells, columns):
    return {name: cells[place] if place < len(cells) else "" for place, name in columns.items()}


def _read_row(number, values, scales):
    names = [values.get(part, "") for part in ("last_name", "first_name", "middle_name")]
    row = ProgressRow(
        number,
        name=values.get("name") or " ".join(part for part in names if part),
        email=plain(values.get("email")),
    )
    if values.get("snils"):
        row.snils, reason = russian_ids.read_snils(values["snils"])
        if reason:
            # the number itself is told to nobody
            row.errors.append(("snils", "", BAD_SNILS))
            row.snils = ""
    if not (row.name or row.email or row.snils) and not row.errors:
        row.errors.append(("name", "", NOBODY))
    row.hours = _number(row, "hours", values.get("hours"), 1, None)
    for name in ("percent", "test"):
        setattr(row, name, _number(row, name, values.get(name), scales[name], 100))
    word = plain(values.get("result")).rstrip(".")
    if "result" in values:
        if word in BY_WORD:
            row.result = BY_WORD[word] or None
        else:
            row.errors.append(("result", values["result"], UNKNOWN_RESULT))
    return row


def read_number(text):
    """A number as people and systems write it: `12,5`, `85 %`, `17 из 20`, `17/20`.

    :return: (number or None, whether it was a share written out, in percent)
    """
    text = plain(text).replace(",", ".").replace("−", "-")
    share = re.fullmatch(r"(\d+(?:\.\d+)?) ?(?:/|из|of) ?(\d+(?:\.\d+)?)", text)
    if share and float(share[2]):
        return 100 * float(share[1]) / float(share[2]), True
    match = re.fullmatch(r"(-?\d+(?:\.\d+)?) ?(%|ч\.?|час\.?|часа|часов|h)?", text)
    return (float(match[1]), match[2] == "%") if match else (None, False)


def _scale(cells):
    """100 for a column of fractions: a spreadsheet keeps 85 % as 0.85."""
    read = [read_number(cell) for cell in cells if cell]
    numbers = [number for number, is_share in read if number is not None and not is_share]
    fractions = numbers and max(numbers) <= 1 and any(0 < one < 1 for one in numbers)
    return 100 if fractions else 1


def _number(row, name, text, scale, most):
    if plain(text) in ("", "-", "–", "—"):
        return None
    number, is_share = read_number(text)
    if number is None or number < 0 or (name == "hours" and is_share):
        row.errors.append((name, text, BAD_NUMBER))
        return None
    number = number if is_share else number * scale
    if most and number > most:
        row.errors.append((name, text, NOT_PERCENT))
        return None
    return round(number, 1)

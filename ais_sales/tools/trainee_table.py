"""Read a client's list of people to be trained. Plain Python, no Odoo."""

import re
from dataclasses import dataclass, field

from . import person_read
from .trainee_headings import find_columns

# a heading is looked for in that many rows
HEAD_ROWS = 15
# problems of a row beside those of person_read and russian_ids
REPEATED = "repeated"
SAME_SNILS = "same_snils"
NAMESAKE = "namesake"
# remarks that do not refuse a row
INITIALS = "initials"
ONE_WORD = "one_word"
NO_GENDER = "no_gender"
OTHER_SURNAME = "other_surname"

READERS = {
    "gender": person_read.read_gender,
    "education_level": person_read.read_education,
    "phone": person_read.read_phone,
    "email": person_read.read_email,
}
TEXTS = ("position", "diploma_number", "name_change_note", "group", "course")


@dataclass
class PersonRow:
    """One row: who it is, what refuses it and what is to be looked at."""

    number: int
    cells: list
    values: dict = field(default_factory=dict)
    # (field, reason, number of another row or 0): never the value itself, it is personal
    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)


def read_people(rows, today):
    """Read people from a table whose heading is among its first rows.

    :param list rows: as from `table_read.read_table`
    :param date today: the day on which ages are counted
    :return: (columns as from `find_columns`, list of `PersonRow`); no columns, no rows when there
        is no heading with a name
    """
    start, columns = _find_heading(rows)
    if not columns:
        return {}, []
    people = []
    for number, cells in enumerate(rows[start + 1 :], start + 2):
        told = [cells[place] for place in columns if place < len(cells)]
        # a row that only has its number is an empty line of the blank
        if any(told) and not _is_only_number(cells, columns):
            people.append(_read_person(number, cells, columns, today))
    _find_repeated(people)
    return columns, people


def _find_heading(rows):
    for place, row in enumerate(rows[:HEAD_ROWS]):
        columns = find_columns(row)
        if {"name", "last_name"} & set(columns.values()):
            return place, columns
    return 0, {}


def _is_only_number(cells, columns):
    """An empty line of the blank, or the line with the numbers of the columns."""
    told = [
        cells[place]
        for place, name in columns.items()
        if name not in ("number", "group", "course") and place < len(cells) and cells[place]
    ]
    return all(re.fullmatch(r"\d{1,2}", cell) for cell in told)


def _read_person(number, cells, columns, today):
    person = PersonRow(number, cells)
    raw = {
        name: cells[place] for place, name in columns.items() if place < len(cells) and cells[place]
    }
    _read_names(person, raw)
    _read_person_data(person, raw, today)
    _read_diploma(person, raw)
    _read_gender(person, raw)
    for name in ("education_level", "phone", "email"):
        if not person_read.is_nothing(raw.get(name, "")):
            _keep(person, name, *READERS[name](raw[name]))
    for name in TEXTS:
        if not person_read.is_nothing(raw.get(name, "")):
            person.values[name] = raw[name]
    # «нет» is what ФИС ФРДО wants for a diploma without a series
    if raw.get("diploma_series", "-") not in ("-", "–", "—"):
        person.values["diploma_series"] = raw["diploma_series"]
    return person


def _keep(person, name, value, reason):
    if reason:
        person.errors.append((name, reason, 0))
    else:
        person.values[name] = value


def _read_names(person, raw):
    parts = ("last_name", "first_name", "middle_name")
    if raw.get("last_name"):
        told = [raw.get(part, "") for part in parts]
        told[2] = "" if person_read.is_nothing(told[2]) else told[2]
        # «Фамилия» over a column of full names
        if not told[1] and len(told[0].split()) > 1:
            told = told[0].split(maxsplit=2)
    else:
        told = raw.get("name", "").split(maxsplit=2)
    name, reason = person_read.read_name(" ".join(filter(None, told)))
    if reason:
        person.errors.append(("name", reason, 0))
        return
    person.values["name"] = name
    for part, text in zip(parts, told, strict=False):
        if text:
            person.values[part] = person_read.read_name(text)[0]
    if person_read.has_initials(name):
        person.warnings.append(("name", INITIALS, 0))
    elif " " not in name:
        person.warnings.append(("name", ONE_WORD, 0))


def _read_person_data(person, raw, today):
    if not person_read.is_nothing(raw.get("birth_date", "")):
        _keep(person, "birth_date", *person_read.read_birth_date(raw["birth_date"], today))
    if not person_read.is_nothing(raw.get("citizenship", "")):
        person.values["citizenship"] = raw["citizenship"]
    snils = raw.get("snils", "")
    if not person_read.is_nothing(snils):
        _keep(person, "snils", *person_read.read_snils(snils))
    elif person_read.read_country(raw.get("citizenship", "RU")) != "RU":
        # a foreigner may have none; a citizen's is only not known yet
        person.values["has_no_snils"] = True


def _read_diploma(person, raw):
    if raw.get("diploma") and "diploma_number" not in raw and "diploma_series" not in raw:
        words = re.sub(r"[№,;]|\bNo\b", " ", raw["diploma"]).split()
        raw["diploma_number"] = words[-1] if words else ""
        raw["diploma_series"] = " ".join(words[:-1])
    surname = raw.get("diploma_last_name", "")
    if person_read.is_nothing(surname):
        return
    surname, reason = person_read.read_name(surname)
    _keep(person, "diploma_last_name", surname, reason)
    last_name = person.values.get("last_name")
    is_other = not reason and last_name and fold(surname) != fold(last_name)
    if is_other and person_read.is_nothing(raw.get("name_change_note", "")):
        person.warnings.append(("diploma_last_name", OTHER_SURNAME, 0))


def _read_gender(person, raw):
    if not person_read.is_nothing(raw.get("gender", "")):
        _keep(person, "gender", *person_read.read_gender(raw["gender"]))
        return
    gender = person_read.gender_of(person.values.get("middle_name"))
    if gender:
        person.values["gender"] = gender
    else:
        person.warnings.append(("gender", NO_GENDER, 0))


def _find_repeated(people):
    """The same person once for a group: a repeated row is refused, and so is another's СНИЛС."""
    rows, by_snils = {}, {}
    for person in people:
        values = person.values
        if not values.get("name"):
            continue
        snils = values.get("snils")
        owner = snils and by_snils.setdefault(snils, person)
        if owner and fold(owner.values["name"]) != fold(values["name"]):
            person.errors.append(("snils", SAME_SNILS, owner.number))
            continue
        where = fold(values.get("group") or values.get("course") or "")
        same = rows.setdefault((where, fold(values["name"])), [])
        first = next((other for other in same if is_same_person(other.values, values)), None)
        namesake = next((other for other in same if not _is_told_apart(other, person)), None)
        if first:
            person.errors.append(("name", REPEATED, first.number))
        elif namesake:
            person.errors.append(("name", NAMESAKE, namesake.number))
        else:
            same.append(person)


def _is_told_apart(one, other):
    """Whether two namesakes can stand on one list: both have an e-mail, or else a phone."""
    contacts = [person.values.get("email") or person.values.get("phone") for person in (one, other)]
    return all(contacts) and contacts[0] != contacts[1]


def is_same_person(one, other):
    """Whether two persons of one name are one person: nothing that both have tells them apart.

    :param dict one: values with `snils`, `birth_date`, `email`
    :param dict other: likewise
    """
    for name in ("snils", "birth_date", "email"):
        if one.get(name) and other.get(name):
            return one[name] == other[name]
    return True


def fold(text):
    """One key for the ways of writing a name: letters in lower case, ё as е."""
    return " ".join(text.lower().replace("ё", "е").split())

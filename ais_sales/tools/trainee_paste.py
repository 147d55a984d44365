"""Read a list of people pasted from a spreadsheet. Plain Python, no Odoo."""

import re
from dataclasses import dataclass

EMAIL = re.compile(r"^[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]{2,}$")
# digits are 0 to 9: those of other scripts are dialled by nobody
NOT_PHONE = re.compile(r"[^0-9+()\-.\s]")
HEADINGS = {"фио", "ф.и.о.", "ф. и. о.", "name", "full name", "слушатель", "сотрудник"}
# reasons, to be put into words by the caller
NO_NAME = "no_name"
BAD_EMAIL = "bad_email"
BAD_PHONE = "bad_phone"
REPEATED = "repeated"


@dataclass(frozen=True)
class PastedTrainee:
    """One readable line: what was found in its cells."""

    line: int
    name: str
    email: str = ""
    phone: str = ""
    position: str = ""


@dataclass(frozen=True)
class UnreadableLine:
    """One line that could not be read, and why (one of the reasons above)."""

    line: int
    text: str
    reason: str


def parse_trainees(text):
    """Read people from text, one a line: name, e-mail, phone, position in any order after the name.

    Cells are parted by tabs, semicolons or commas; numbers of rows and a heading are left out;
    an empty line is nothing.

    :param str text: what was pasted
    :return: (list of `PastedTrainee`, list of `UnreadableLine`), both in the order of the lines
    """
    people, unreadable, seen = [], [], set()
    for number, line in enumerate((text or "").splitlines(), 1):
        cells = _cells(line)
        if not cells or _is_heading(cells):
            continue
        person, reason = _read(number, cells)
        key = person and (_fold(person.name), (person.email or person.phone).lower())
        if key in seen:
            person, reason = None, REPEATED
        if person:
            seen.add(key)
            people.append(person)
        else:
            unreadable.append(UnreadableLine(number, line.strip(), reason))
    return people, unreadable


def _cells(line):
    line = line.replace("\u00a0", " ").strip().strip("\ufeff")
    separator = next((mark for mark in "\t;," if mark in line), None)
    cells = [cell.strip(" \t\"'") for cell in (line.split(separator) if separator else [line])]
    cells = [cell for cell in cells if cell]
    if cells and re.fullmatch(r"\d{1,3}[.)]?", cells[0]):
        cells = cells[1:]
    return cells


def _is_heading(cells):
    return cells[0].lower() in HEADINGS


def _read(number, cells):
    name, email, phone, position = "", "", "", ""
    for cell in cells:
        if "@" in cell:
            if not EMAIL.match(cell):
                return None, BAD_EMAIL
            email = email or cell.lower()
        elif any(char.isdigit() for char in cell) and not NOT_PHONE.search(cell):
            digits = re.sub(r"[^0-9]", "", cell)
            if not 10 <= len(digits) <= 15:
                return None, BAD_PHONE
            phone = phone or _phone(digits, cell)
        elif not name:
            name = " ".join(cell.split())
        else:
            position = position or cell
    if not re.search(r"[^\W\d_]{2,}", name):
        return None, NO_NAME
    return PastedTrainee(number, name, email, phone, position), None


def _phone(digits, cell):
    # a Russian number is written with 8, 7 or without either
    if len(digits) == 11 and digits[0] in "78":
        return "+7" + digits[1:]
    if len(digits) == 10:
        return "+7" + digits
    return "+" + digits if cell.startswith("+") else digits


def _fold(name):
    return " ".join(name.lower().replace("ё", "е").split())

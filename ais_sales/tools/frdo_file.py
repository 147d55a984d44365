"""Files for ФИС ФРДО: our own table, and the official template filled in. Plain Python, no Odoo."""

import io
import re
import zipfile
from dataclasses import dataclass

import openpyxl
import xlsxwriter
from openpyxl.utils import get_column_letter

MAX_BYTES = 20 * 1024 * 1024
# a template has headings and lists of choices; it is read into memory as a whole
MAX_UNPACKED = 8 * 1024 * 1024
# where the headings of a template are looked for
HEAD_ROWS = 20
MAX_COLUMNS = 100
# fewer known headings than this are no heading row
MIN_MATCHES = 5
# reasons, to be put into words by the caller
TOO_BIG = "too_big"
NOT_XLSX = "not_xlsx"
NO_HEADINGS = "no_headings"

NOT_WORD = re.compile(r"[^0-9a-zа-я]+")


class TemplateError(Exception):
    """The template cannot be used.

    :param str reason: one of the reasons above
    """

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


@dataclass
class Layout:
    """What stands where in a template.

    :param int head: row of the headings, from 1
    :param int first: first row to be filled
    :param dict places: key of the value by number of the column, from 1
    :param list unknown: (letters of a column, its heading) that no key has
    """

    sheet: str
    head: int
    first: int
    places: dict
    unknown: list

    def absent(self, columns):
        """Columns that the template does not have."""
        found = set(self.places.values())
        return [column for column in columns if column.key not in found]


def heading_key(text):
    """A heading without case, marks and line breaks; ё as е."""
    return " ".join(NOT_WORD.sub(" ", str(text or "").lower().replace("ё", "е")).split())


def read_layout(content, columns):
    """Find the heading row of a template and match its headings, by name only.

    :param bytes content: the XLSX file
    :param list columns: `frdo.Column`
    :return: `Layout`
    :raise TemplateError: when this is no template
    """
    known = {}
    for column in columns:
        for heading in (column.heading, *column.aliases):
            known.setdefault(heading_key(heading), column.key)
    best = None
    for sheet in _load(content).worksheets:
        rows = sheet.iter_rows(max_row=HEAD_ROWS, max_col=MAX_COLUMNS, values_only=True)
        for number, cells in enumerate(rows, 1):
            places, unknown = _match(cells, known)
            if len(places) >= MIN_MATCHES and (best is None or len(places) > len(best.places)):
                first = _first_free(sheet, number, places)
                best = Layout(sheet.title, number, first, places, unknown)
    if best is None:
        raise TemplateError(NO_HEADINGS)
    return best


def fill(content, layout, rows):
    """The template with rows written into it.

    :param bytes content: the XLSX file
    :param list rows: dicts of str by key
    :return: bytes
    """
    book = _load(content)
    sheet = book[layout.sheet]
    for number, row in enumerate(rows, layout.first):
        for place, key in layout.places.items():
            cell = sheet.cell(number, place, row.get(key, ""))
            # as text, whatever it begins with
            cell.data_type = "s"
    result = io.BytesIO()
    book.save(result)
    return result.getvalue()


def make(columns, rows):
    """A file of our own with the headings of the template.

    :param list columns: `frdo.Column`
    :param list rows: dicts of str by key
    :return: bytes of an XLSX file
    """
    result = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(result, options)
    head = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#E6E9EE"}
    )
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("Шаблон")
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 90)
    sheet.set_column(0, len(columns) - 1, 18, text)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.heading, head)
        for number, row in enumerate(rows, 1):
            sheet.write_string(number, place, row.get(column.key, ""), text)
    book.close()
    return result.getvalue()


def _load(content):
    if len(content) > MAX_BYTES:
        raise TemplateError(TOO_BIG)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
                raise TemplateError(TOO_BIG)
        return openpyxl.load_workbook(io.BytesIO(content))
    except TemplateError:
        raise
    except Exception:
        # a broken file breaks the library in many ways
        raise TemplateError(NOT_XLSX) from None


def _match(cells, known):
    places, unknown = {}, []
    for place, cell in enumerate(cells, 1):
        heading = heading_key(cell)
        if not heading:
            continue
        key = known.get(heading)
        # a heading that stands twice is not guessed at: the first one is ours
        if key and key not in places.values():
            places[place] = key
        else:
            unknown.append((get_column_letter(place), " ".join(str(cell).split())))
    return places, unknown


def _first_free(sheet, head, places):
    """The row below the headings, and below what already stands under them (numbers of columns)."""
    number = head + 1
    while number <= sheet.max_row and any(
        sheet.cell(number, place).value not in (None, "") for place in places
    ):
        number += 1
    return number

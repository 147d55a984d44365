"""Read a table out of a file or out of pasted text. Plain Python, no Odoo."""

import csv
import io
import zipfile
from datetime import date, datetime

import openpyxl

MAX_BYTES = 20 * 1024 * 1024
# unpacked, and some five times that in memory: 20 000 rows of 30 cells are half of it
MAX_UNPACKED = 64 * 1024 * 1024
MAX_ROWS = 20000
# lines in which titles and headings are looked for
HEAD_LINES = 10
MAX_COLUMNS = 100
MAX_CELL = 2000
# reasons, to be put into words by the caller
TOO_BIG = "too_big"
TOO_MANY_ROWS = "too_many_rows"
TOO_LONG_CELL = "too_long_cell"
NOT_A_TABLE = "not_a_table"
EMPTY = "empty"


class TableError(Exception):
    """The whole table cannot be read.

    :param str reason: one of the reasons above
    :param int row: number of the row, from 1, or 0
    """

    def __init__(self, reason, row=0):
        super().__init__(reason)
        self.reason = reason
        self.row = row


def read_table(content, file_name=""):
    """Read rows of text out of an XLSX or CSV file or out of pasted text.

    CSV and text: UTF-8 (with or without BOM), UTF-16 with BOM or Windows-1251; parted by tabs,
    semicolons or commas. XLSX: the first sheet, values only, formulas are never computed.

    :param content: bytes of a file, or str of what was pasted
    :param str file_name: tells XLSX by its ending; the content decides when it is missing
    :return: list of rows, each a list of str without spaces around; empty rows are kept, so that
        a row's place is its number in the file
    :raise TableError: when the table cannot be read or is beyond the limits
    """
    if len(content) > MAX_BYTES:
        raise TableError(TOO_BIG)
    if isinstance(content, bytes) and content[:4] == b"PK\x03\x04":
        rows = _read_xlsx(content)
    elif file_name.lower().endswith((".xlsx", ".xls", ".ods")):
        raise TableError(NOT_A_TABLE)
    else:
        rows = _read_text(_decode(content) if isinstance(content, bytes) else content)
    result = []
    for number, row in enumerate(rows, 1):
        if number > MAX_ROWS:
            raise TableError(TOO_MANY_ROWS, number)
        cells = [_cell(value) for value in row[:MAX_COLUMNS]]
        if any(len(cell) > MAX_CELL for cell in cells):
            raise TableError(TOO_LONG_CELL, number)
        result.append(cells)
    if not any(any(row) for row in result):
        raise TableError(EMPTY)
    return result


def _decode(content):
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise TableError(NOT_A_TABLE) from None
    if b"\x00" in content:
        raise TableError(NOT_A_TABLE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(_russian_encoding(content), errors="replace")


def _russian_encoding(content):
    """Windows or DOS: most letters of a Russian text lie where only one of them has letters."""
    windows = sum(content.count(byte) for byte in range(0xC0, 0xE0))
    windows += sum(content.count(byte) for byte in range(0xF0, 0x100))
    dos = sum(content.count(byte) for byte in range(0x80, 0xB0))
    return "cp866" if dos > windows else "cp1251"


def _read_text(text):
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # a cell that is longer than the whole limit is cut by no reader: refuse it before
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_COLUMNS * MAX_CELL:
            raise TableError(TOO_LONG_CELL, number)
    # a title may stand above the headings
    head = [line for line in text.split("\n") if line.strip()][:HEAD_LINES] or [""]
    separator = max("\t;,", key=lambda mark: max(line.count(mark) for line in head))
    # a quote that is never closed would swallow the rows after it
    quoting = csv.QUOTE_NONE if text.count('"') % 2 else csv.QUOTE_MINIMAL
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator, quoting=quoting))
    except csv.Error:
        raise TableError(NOT_A_TABLE) from None


def _read_xlsx(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
                raise TableError(TOO_BIG)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        # the first sheet with anything in it
        sheet = next((one for one in book.worksheets if _has_cells(one)), book.worksheets[0])
        rows = []
        for row in sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS):
            rows.append(row)
            if len(rows) > MAX_ROWS:
                raise TableError(TOO_MANY_ROWS, len(rows))
        return rows
    except TableError:
        raise
    except Exception:
        # a broken file breaks the library in many ways
        raise TableError(NOT_A_TABLE) from None


def _has_cells(sheet):
    rows = sheet.iter_rows(values_only=True, max_row=HEAD_LINES, max_col=MAX_COLUMNS)
    return any(value not in (None, "") for row in rows for value in row)


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, float):
        # as many digits as a spreadsheet shows: a computed 45000.1 is kept as 45000.100000000006
        value = int(value) if value.is_integer() else format(value, ".15g")
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return " ".join(str(value).replace("\u00a0", " ").replace("\x00", "").split())

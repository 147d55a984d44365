"""Make payments out of the rows of a table. Plain Python, no Odoo."""

import re
from dataclasses import dataclass
from datetime import timedelta

from .bank_values import read_amount, read_date
from .client_bank import FUTURE_DAYS, Document, Party

# headings as banks and shops write them, in lower case and without marks
HEADINGS = {
    "date": ("дата", "дата документа", "дата платежа", "дата операции", "дата оплаты"),
    "credited_on": ("дата поступления", "дата зачисления"),
    "number": ("номер", "номер документа", "номер платежа", "n", "n документа", "документ", "пп"),
    "amount": ("сумма", "сумма платежа", "сумма оплаты", "поступило", "приход", "кредит"),
    "name": ("плательщик", "наименование плательщика", "контрагент", "отправитель", "клиент"),
    "inn": ("инн", "инн плательщика", "инн контрагента"),
    "kpp": ("кпп", "кпп плательщика"),
    "account": ("счет плательщика", "расчетный счет", "счет", "р/с"),
    "bic": ("бик", "бик плательщика"),
    "purpose": ("назначение", "назначение платежа", "основание", "комментарий"),
}
BY_HEADING = {heading: name for name, headings in HEADINGS.items() for heading in headings}
HEAD_LINES = 10
TOTALS = ("итого", "всего")
# reasons, to be put into words by the caller
NO_HEADING = "no_heading"
NO_ROWS = "no_rows"
BAD_DATE = "bad_date"
FUTURE_DATE = "future_date"
BAD_AMOUNT = "bad_amount"
BAD_INN = "bad_inn"


class PaymentTableError(Exception):
    """The whole registry cannot be taken.

    :param str reason: one of the reasons above
    :param int row: number of the row, from 1, or 0
    :param str text: what stands there
    """

    def __init__(self, reason, row=0, text=""):
        super().__init__(reason, row, text)
        self.reason = reason
        self.row = row
        self.text = text[:60]


@dataclass
class _Heading:
    place: int
    columns: dict


def read_payments(rows, today=None):
    """Read incoming payments from a table whose heading is among its first ten rows.

    :param list rows: as from `table_read.read_table`
    :param date today: what is dated more than a week after it is refused; not looked at when None
    :return: list of `client_bank.Document`
    :raise PaymentTableError: when there is no heading, or a row has a mistake
    """
    heading = _find_heading(rows)
    documents = []
    for number, cells in enumerate(rows[heading.place + 1 :], heading.place + 2):
        if any(cells) and not _is_total(cells):
            document = _read_row(number, cells, heading.columns)
            _refuse_future(document, today)
            documents.append(document)
    if not documents:
        raise PaymentTableError(NO_ROWS)
    return documents


def _find_heading(rows):
    for place, row in enumerate(rows[:HEAD_LINES]):
        columns = {}
        for column, cell in enumerate(row):
            key = cell.lower().replace("ё", "е").replace("№", "n")
            key = " ".join(re.sub(r"[^0-9a-zа-я/ ]", " ", key).split())
            name = BY_HEADING.get(key)
            if name and name not in columns:
                columns[name] = column
        if "date" in columns and "amount" in columns:
            return _Heading(place, columns)
    raise PaymentTableError(NO_HEADING)


def _refuse_future(document, today):
    for day in (document.date, document.credited_on):
        if today and day and day > today + timedelta(days=FUTURE_DAYS):
            raise PaymentTableError(FUTURE_DATE, document.line, day.strftime("%d.%m.%Y"))


def _is_total(cells):
    first = next(cell for cell in cells if cell)
    return first.lower().strip(" :.").startswith(TOTALS)


def _read_row(number, cells, columns):
    def cell(name):
        place = columns.get(name)
        return cells[place] if place is not None and place < len(cells) else ""

    day = read_date(cell("date"))
    if not day:
        raise PaymentTableError(BAD_DATE, number, cell("date"))
    credited = cell("credited_on") and read_date(cell("credited_on"))
    if cell("credited_on") and not credited:
        raise PaymentTableError(BAD_DATE, number, cell("credited_on"))
    amount = read_amount(re.sub(r"(?i)\s*(?:руб\.?|р\.|₽)$", "", cell("amount")))
    if amount is None or amount < 0:
        raise PaymentTableError(BAD_AMOUNT, number, cell("amount"))
    return Document(
        line=number,
        kind="",
        number=cell("number")[:64],
        date=day,
        credited_on=credited or None,
        amount=amount,
        payer=Party(
            name=cell("name")[:200],
            inn=_read_inn(number, cell("inn")),
            kpp=cell("kpp") if len(cell("kpp")) == 9 else "",
            account=re.sub(r"\s", "", cell("account"))[:34],
            bic=cell("bic")[:9],
        ),
        purpose=cell("purpose"),
        direction="in",
    )


def _read_inn(number, text):
    digits = re.sub(r"\s", "", text)
    if not digits.strip("0-"):
        return ""
    if not re.fullmatch("[0-9]+", digits) or len(digits) not in (9, 10, 11, 12):
        raise PaymentTableError(BAD_INN, number, text)
    # a spreadsheet takes a zero from the front
    return digits.zfill(10 if len(digits) < 11 else 12)

"""Read a bank statement of the format 1CClientBankExchange. Plain Python, no Odoo.

Format: v8.1c.ru/edi/edi_stnd/100/101.htm, versions 1.02 and 1.03, and what banks make of it.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from .bank_values import read_amount, read_date

MAX_BYTES = 50 * 1024 * 1024
VERSIONS = ("1.00", "1.01", "1.02", "1.03")
START = "1cclientbankexchange"
ENDS = ("конецфайла", "конецвыписки")
# reasons, to be put into words by the caller
TOO_BIG = "too_big"
NOT_A_STATEMENT = "not_a_statement"
NO_VERSION = "no_version"
BAD_VERSION = "bad_version"
NO_ACCOUNT = "no_account"
TRUNCATED = "truncated"
AFTER_END = "after_end"
NOT_CLOSED = "not_closed"
NOT_OPENED = "not_opened"
BAD_AMOUNT = "bad_amount"
NO_AMOUNT = "no_amount"
BAD_DATE = "bad_date"
NO_DATE = "no_date"
FUTURE_DATE = "future_date"
# a bank may date a document of tonight tomorrow, over holidays too; a period may be asked for ahead
FUTURE_DAYS = 7
PERIOD_DAYS = 366

KEY = re.compile(r"^[A-Za-zА-Яа-яЁё_]+\d{0,2}$")
INN_IN_NAME = re.compile(
    r"^\s*ИНН\s*[:№]?\s*([0-9]{10}(?:[0-9]{2})?)\b[\s,/\\]*(?:КПП\s*[0-9]{9}[\s,/\\]*)?", re.I
)
# control characters have no place in a text, and the database takes no zeros
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufeff]")


class StatementError(Exception):
    """The whole statement cannot be read.

    :param str reason: one of the reasons above
    :param int line: number of the line, from 1, or 0
    :param str text: what stands there
    """

    def __init__(self, reason, line=0, text=""):
        super().__init__(reason, line, text)
        self.reason = reason
        self.line = line
        self.text = text[:60]


@dataclass
class Party:
    """Payer or payee of a document."""

    name: str = ""
    inn: str = ""
    kpp: str = ""
    account: str = ""
    accounts: tuple = ()
    bic: str = ""


@dataclass
class Document:
    """One document of a statement; sums in the currency of the account."""

    line: int
    kind: str
    number: str = ""
    date: date = None
    amount: Decimal = Decimal(0)
    debited_on: date = None
    credited_on: date = None
    payer: Party = field(default_factory=Party)
    payee: Party = field(default_factory=Party)
    purpose: str = ""
    # "in", "out", "own" between own accounts, "other" of somebody else; and of which own account
    direction: str = "other"
    own_account: str = ""


@dataclass
class Section:
    """What the bank tells of an account for a period; None where it tells nothing."""

    account: str = ""
    date_from: date = None
    date_to: date = None
    opening: Decimal = None
    incoming: Decimal = None
    outgoing: Decimal = None
    closing: Decimal = None


@dataclass
class Statement:
    """A statement as read."""

    encoding: str
    version: str = ""
    sender: str = ""
    date_from: date = None
    date_to: date = None
    accounts: list = field(default_factory=list)
    sections: list = field(default_factory=list)
    documents: list = field(default_factory=list)


def read_statement(content, today=None):
    """Read a statement.

    :param bytes content: of the file; UTF-8 with or without BOM, Windows-1251 or DOS 866,
        whatever its header says
    :param date today: what is dated more than a week after it is refused; not looked at when None
    :return: `Statement`
    :raise StatementError: when the file is broken; a strange payment does not break it
    """
    if len(content) > MAX_BYTES:
        raise StatementError(TOO_BIG)
    encoding, text = _decode(content)
    lines = re.split(r"\r\n|\n|\r", text)
    return _Reader(lines, encoding, today).run()


def looks_like_statement(content):
    """Whether a file is of this format, broken or not.

    :param bytes content: of the file
    :return: bool
    """
    _encoding, text = _decode(content[:2000])
    return START in _fold(text)


def _decode(content):
    """Trust the bytes more than the header."""
    if content[:3] == b"\xef\xbb\xbf":
        return "utf-8", content[3:].decode("utf-8", "replace")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16", content.decode("utf-16", "replace")
    words = ("ВерсияФормата", "Кодировка", "КонецФайла", "СекцияДокумент", "РасчСчет")
    counts = {
        encoding: sum(word.encode(encoding) in content for word in words)
        for encoding in ("utf-8", "cp1251", "cp866")
    }
    encoding = max(counts, key=counts.get)
    # a bank may cut a purpose in the middle of a letter: one lost letter breaks no statement
    return encoding, content.decode(encoding, "replace")


def _fold(text):
    return text.strip().lower().replace("ё", "е")


class _Reader:
    """State of reading: where we are, and what has been read."""

    def __init__(self, lines, encoding, today=None):
        self.lines = lines
        self.today = today
        self.number = 0
        self.statement = Statement(encoding)
        # keys and values of the part being read, with the numbers of their lines
        self.values = {}
        self.last = None
        # "header", "section" or "document"; and where it began
        self.part = "header"
        self.part_line = 1
        self.kind = ""

    def run(self):
        found = False
        for number, line in enumerate(self.lines, 1):
            line = CONTROL.sub("", line).strip()
            self.number = number
            if not line:
                continue
            if not found:
                if _fold(line).replace("с", "c") != START:
                    raise StatementError(NOT_A_STATEMENT, number, line)
                found = True
            elif self._take(line):
                break
        if not found:
            raise StatementError(NOT_A_STATEMENT, 1)
        if self.part != "end":
            raise StatementError(TRUNCATED, self.number)
        self._refuse_rest()
        return self._finish()

    def _refuse_rest(self):
        """A second statement behind the first would be lost in silence."""
        for number, line in enumerate(self.lines[self.number :], self.number + 1):
            line = CONTROL.sub("", line).strip()
            if line and _fold(line) not in ENDS:
                raise StatementError(AFTER_END, number, line)

    def _take(self, line):
        """Take one line; tell whether it was the last."""
        key, equals, value = line.partition("=")
        key = _fold(key)
        if key in ENDS:
            # some banks end with the one, some with the other, some with both
            self._close("header")
            self.part = "end"
            return True
        if key == "секциярасчсчет":
            self._close("header")
            self._open("section")
        elif key == "секциядокумент":
            self._close("header")
            self._open("document", value.strip())
        elif key == "конецрасчсчет":
            self._close("section")
        elif key == "конецдокумента":
            self._close("document")
        elif equals and KEY.match(key):
            self._keep(key, value.strip())
        else:
            self._continue(line)
        return False

    def _keep(self, key, value):
        if key.startswith("назначениеплатежа") and self.values.get(key, ("",))[0]:
            self._continue(value)
        elif value or key not in self.values:
            if key == "расчсчет" and self.part == "header":
                self._own(value)
            self.values.setdefault(key, (value, self.number))
            if not self.values[key][0]:
                self.values[key] = (value, self.number)
            self.last = key

    def _continue(self, line):
        """A line without a key goes on with the value before it."""
        if self.last:
            value, number = self.values[self.last]
            self.values[self.last] = (f"{value} {line}".strip(), number)

    def _open(self, part, kind=""):
        self.part, self.part_line, self.kind = part, self.number, kind
        self.values, self.last = {}, None

    def _close(self, part):
        """End a part; `header` when another part begins."""
        if part != self.part:
            if part == "header":
                raise StatementError(NOT_CLOSED, self.part_line)
            raise StatementError(NOT_OPENED, self.number)
        if part == "section":
            self.statement.sections.append(self._section())
        elif part == "document":
            self.statement.documents.append(self._document())
        elif not self.statement.version:
            self._header()
        self._open("header")

    # -- values

    def _text(self, *keys):
        for key in keys:
            value = self.values.get(key, ("",))[0]
            if value:
                return value
        return ""

    def _date(self, key, ahead=FUTURE_DAYS):
        value, line = self.values.get(key, ("", 0))
        if not value:
            return None
        result = read_date(value)
        if not result:
            raise StatementError(BAD_DATE, line, value)
        if self.today and result > self.today + timedelta(days=ahead):
            raise StatementError(FUTURE_DATE, line, value)
        return result

    def _amount(self, key):
        value, line = self.values.get(key, ("", 0))
        if not value:
            return None
        result = read_amount(value)
        if result is None:
            raise StatementError(BAD_AMOUNT, line, value)
        return result

    def _account(self, *keys):
        return re.sub(r"[\s.\u00a0-]", "", self._text(*keys))[:34]

    # -- parts

    def _header(self):
        statement = self.statement
        version = self._text("версияформата")
        if not version:
            raise StatementError(NO_VERSION, self.number)
        if version not in VERSIONS:
            raise StatementError(BAD_VERSION, self.values["версияформата"][1], version)
        statement.version = version
        statement.sender = self._text("отправитель")
        statement.date_from = self._date("датаначала")
        statement.date_to = self._date("датаконца", PERIOD_DAYS)

    def _own(self, account):
        account = re.sub(r"[\s.\u00a0-]", "", account)[:34]
        if account and account not in self.statement.accounts:
            self.statement.accounts.append(account)

    def _section(self):
        section = Section(
            account=self._account("расчсчет"),
            date_from=self._date("датаначала"),
            date_to=self._date("датаконца", PERIOD_DAYS),
            opening=self._amount("начальныйостаток"),
            incoming=self._amount("всегопоступило"),
            outgoing=self._amount("всегосписано"),
            closing=self._amount("конечныйостаток"),
        )
        self._own(section.account)
        return section

    def _document(self):
        amount = self._amount("сумма")
        if amount is None:
            raise StatementError(NO_AMOUNT, self.part_line)
        if amount < 0:
            raise StatementError(BAD_AMOUNT, self.values["сумма"][1], str(amount))
        document = Document(
            line=self.part_line,
            kind=self.kind,
            number=self._text("номер")[:64],
            date=self._date("дата"),
            amount=amount,
            debited_on=self._date("датасписано"),
            credited_on=self._date("датапоступило"),
            payer=self._party("плательщик"),
            payee=self._party("получатель"),
            purpose=self._purpose(),
        )
        document.date = document.date or document.credited_on or document.debited_on
        if not document.date:
            raise StatementError(NO_DATE, self.part_line)
        return document

    def _party(self, side):
        full, short = self._text(side), self._text(f"{side}1")
        inn = re.sub(r"[^0-9]", "", self._text(f"{side}инн"))
        name = short or full
        for text in (short, full):
            found = INN_IN_NAME.match(text)
            if found and len(inn) not in (10, 12):
                inn = found.group(1)
        name = INN_IN_NAME.sub("", name, count=1).split("//")[0].strip()
        kpp = re.sub(r"[^0-9A-Za-z]", "", self._text(f"{side}кпп"))
        accounts = (self._account(f"{side}счет"), self._account(f"{side}расчсчет"))
        return Party(
            name=name[:200],
            inn=inn if len(inn) in (10, 12) and inn.strip("0") else "",
            kpp=kpp if len(kpp) == 9 else "",
            # the client's own account, not its bank's
            account=accounts[1] or accounts[0],
            accounts=tuple(account for account in accounts if account),
            bic=self._account(f"{side}бик")[:9],
        )

    def _purpose(self):
        whole = self._text("назначениеплатежа")
        parts = [self._text(f"назначениеплатежа{place}") for place in range(1, 7)]
        joined = " ".join(part for part in parts if part)
        # the whole may be cut short where its lines are not
        text = joined if len(joined) > len(whole) else whole
        return " ".join(text.split())[:2000]

    # -- which way the money went

    def _finish(self):
        if not self.statement.accounts:
            raise StatementError(NO_ACCOUNT, 1)
        own = set(self.statement.accounts)
        for document in self.statement.documents:
            self._direct(document, own)
        return self.statement

    def _direct(self, document, own):
        ours_in = next((one for one in document.payee.accounts if one in own), "")
        ours_out = next((one for one in document.payer.accounts if one in own), "")
        if ours_in and ours_out:
            document.direction, document.own_account = "own", ours_in
        elif ours_in:
            same = document.payer.inn and document.payer.inn == document.payee.inn
            document.direction, document.own_account = ("own" if same else "in"), ours_in
        elif ours_out:
            document.direction, document.own_account = "out", ours_out
        elif self._came_in(document, own):
            document.direction, document.own_account = "in", self.statement.accounts[0]
        else:
            document.own_account = self.statement.accounts[0]

    def _came_in(self, document, own):
        """A dialect that names no account of the payee: the date tells that it came in."""
        return (
            len(own) == 1
            and not document.payee.accounts
            and document.credited_on
            and not document.debited_on
        )


def plain_number(number):
    """A number of a document without what banks put before it or leave out.

    :param str number: as in the file
    :return: str without spaces and leading zeros
    """
    return re.sub(r"\s", "", number or "").lstrip("0")


def incoming_total(documents, account):
    """Sum of what came in to an account.

    :param list documents: of a statement
    :param str account: own account
    :return: Decimal
    """
    return sum(
        (
            document.amount
            for document in documents
            if document.own_account == account and document.direction in ("in", "own")
        ),
        Decimal(0),
    )

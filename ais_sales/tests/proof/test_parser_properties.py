import re
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...tools import (
    bank_values,
    client_bank,
    client_table,
    lms_table,
    person_read,
    russian_ids,
    russian_words,
    shares,
    table_read,
    trainee_paste,
    trainee_table,
)
from ..receivable import statement_maker

# the same examples in each run: a test that fails today failed yesterday
quick = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
TODAY = statement_maker.TODAY
# what parts words, lines and columns, and what a spreadsheet takes for a formula
MARKS = "\t\n\r;,\"'=@+-«»№ .:/\x00\u00a0\ufeff"
WORDS = (
    *("ФИО", "СНИЛС", "Иванов Иван", "E-mail", "a@b.ru", "Часы", "Тест", "ИНН", "Наименование"),
    *("+7 495 123-45-67", "112-233-445 95", "12,5", "01.02.2026", "2026", "100%", "=1+1"),
    *("СекцияДокумент=Платежное поручение", "Номер=1", "Сумма=1.00", "КонецДокумента"),
    *("1CClientBankExchange", "ВерсияФормата=1.03", "РасчСчет=40703810200000000123"),
    *("КонецФайла", "Дата=16.11.2026", "٣٤", "²", "Ё"),
)
LETTERS = "АБВЁабвёяABZabz0123456789"
# digits that are no digits to a bank, letters that change their length, halves of letters
ODD = "٣４²Ⅷİŉßﬁ\u200b\u2028\u202e\ud800\U0001f600"


def text_of(letters, size):
    """Not `st.text`, which first makes a table of all of Unicode."""
    return st.lists(st.sampled_from(letters), max_size=size).map("".join)


odd_text = text_of(LETTERS + MARKS + ODD, 12)
texts = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(MARKS), odd_text), max_size=30
).map("".join)
cells = st.one_of(st.sampled_from(WORDS), odd_text)
files = texts.map(lambda text: text.encode("cp1251", "replace"))
tables = st.lists(st.lists(cells, max_size=6), max_size=8)
money = st.integers(0, 10**11).map(lambda kopecks: Decimal(kopecks) / 100)
purposes = text_of(LETTERS + " №.,;:-=\"'«»()/", 60)


@tagged("post_install", "-at_install")
class TestParserProperties(BaseCase):
    """Whatever is typed, pasted or uploaded is read or refused, and never breaks the reader."""

    @quick
    @given(
        st.one_of(st.binary(max_size=300), texts.map(lambda text: text.encode("cp1251", "replace")))
    )
    def test_statement_is_read_or_refused(self, content):
        client_bank.looks_like_statement(content)
        try:
            client_bank.read_statement(content, TODAY)
        except client_bank.StatementError as error:
            self.assertTrue(error.reason)

    @quick
    @given(st.lists(st.tuples(st.integers(1, 999999), money.filter(bool), purposes), max_size=6))
    def test_statement_says_what_the_bank_wrote(self, payments):
        written = statement_maker.statement(
            *(statement_maker.document(str(no), total, text) for no, total, text in payments)
        )
        for encoding in ("cp1251", "utf-8"):
            read = client_bank.read_statement(written.encode(encoding), TODAY)
            self.assertEqual(
                [(one.number, one.amount, one.direction) for one in read.documents],
                [(str(no), total.quantize(Decimal("0.01")), "in") for no, total, _text in payments],
            )
            told = [" ".join(one.purpose.split()) for one in read.documents]
            self.assertEqual(told, [" ".join(text.split()) for _no, _total, text in payments])

    @quick
    @given(st.integers(0, 400), st.integers(0, 255))
    def test_damaged_statement_breaks_nothing(self, place, byte):
        content = bytearray(
            statement_maker.statement(statement_maker.document("7", 100)).encode("cp1251")
        )
        content[place % len(content)] = byte
        try:
            read = client_bank.read_statement(bytes(content), TODAY)
        except client_bank.StatementError:
            return
        self.assertLessEqual(len(read.documents), 1)

    @quick
    @given(money, st.sampled_from((",", ".", "-")), st.sampled_from(("", " ", "\u00a0", "'")))
    def test_sum_is_read_as_it_was_written(self, amount, point, blank):
        whole, part = f"{amount:.2f}".split(".")
        grouped = f"{int(whole):,}".replace(",", blank)
        self.assertEqual(bank_values.read_amount(f"{grouped}{point}{part}"), amount)

    @quick
    @given(st.one_of(texts, odd_text))
    @example("٣٤٥")
    def test_sum_and_day_are_read_or_left(self, text):
        amount, day = bank_values.read_amount(text), bank_values.read_date(text)
        self.assertTrue(amount is None or amount.is_finite())
        self.assertTrue(day is None or 2000 <= day.year < 2100)

    @quick
    @given(st.one_of(texts, st.binary(max_size=200)))
    def test_pasted_table_is_read_or_refused(self, content):
        try:
            rows = table_read.read_table(content)
        except table_read.TableError as error:
            self.assertTrue(error.reason)
            return
        self.assertNotIn("\x00", "".join(map("".join, rows)))
        self._read_rows(rows)

    @quick
    @given(tables)
    def test_any_table_is_read(self, rows):
        self._read_rows(rows)

    def _read_rows(self, rows):
        client_table.read_clients(rows)
        lms_table.read_progress(rows)
        _columns, people = trainee_table.read_people(rows, TODAY)
        self.assertLessEqual(len(people), len(rows))

    @quick
    @given(texts)
    def test_pasted_people_are_lines_of_the_paste(self, text):
        people, unreadable = trainee_paste.parse_trainees(text)
        lines = [one.line for one in (*people, *unreadable)]
        self.assertEqual(len(lines), len(set(lines)))
        self.assertLessEqual(max(lines, default=0), len(text.splitlines()))
        for one in people:
            self.assertRegex(one.phone, r"\A(\+?[0-9]{10,15})?\Z")
            self.assertTrue(one.name.strip())

    @quick
    @given(st.integers(0, 10**9 - 1), st.booleans())
    def test_company_inn_holds_by_its_checksum_alone(self, number, is_right):
        digits = f"{number:09d}"
        weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
        check = (
            sum(int(one) * weight for one, weight in zip(digits, weights, strict=True)) % 11 % 10
        )
        inn = digits + str(check if is_right else (check + 1) % 10)
        read, reason = russian_ids.read_inn(f" {inn[:4]} {inn[4:]} ")
        self.assertEqual((read, not reason), (inn, is_right and bool(number)))

    @quick
    @given(st.integers(1001999, 10**9 - 1), st.sampled_from(("-", " ", "")), st.integers(1, 9))
    def test_snils_holds_by_its_checksum_alone(self, number, mark, slip):
        digits = f"{number:09d}"
        total = sum(int(one) * (9 - place) for place, one in enumerate(digits)) % 101 % 100
        parts = (digits[:3], digits[3:6], digits[6:], f"{total:02d}")
        read, reason = russian_ids.read_snils(mark.join(parts))
        self.assertEqual((read, reason), (f"{'-'.join(parts[:3])} {parts[3]}", None))
        self.assertEqual(russian_ids.read_snils(read), (read, None), "read again, it is the same")
        _read, reason = russian_ids.read_snils(f"{digits}{(total + slip) % 101 % 100:02d}")
        wrong = (total + slip) % 101 % 100 != total
        self.assertEqual(reason == russian_ids.BAD_CHECKSUM, wrong)

    @quick
    @given(st.one_of(odd_text, texts))
    @example("٣٤٥٦٧٨٩٠١٢")
    @example("１２３４５６７８９０")
    def test_numbers_of_people_and_companies_are_read_or_refused(self, text):
        readers = (
            (russian_ids.read_inn, r"[0-9]{10}([0-9]{2})?"),
            (russian_ids.read_ogrn, r"[0-9]{13}([0-9]{2})?"),
            (russian_ids.read_kpp, r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}"),
            (russian_ids.read_snils, r"[0-9]{3}-[0-9]{3}-[0-9]{3} [0-9]{2}"),
            (person_read.read_snils, r"[0-9]{3}-[0-9]{3}-[0-9]{3} [0-9]{2}"),
            (person_read.read_phone, r"\+?[0-9]{10,15}"),
        )
        for reader, form in readers:
            value, reason = reader(text)
            if not reason:
                self.assertTrue(re.fullmatch(form, value), (reader, value))
        person_read.read_name(text)
        person_read.read_birth_date(text, TODAY)
        person_read.read_email(text)
        russian_ids.name_key(text)

    @quick
    @given(st.integers(9 * 10**9, 10**10 - 1), st.sampled_from(("8", "7", "+7", "")))
    def test_russian_phone_is_one_number_however_written(self, number, prefix):
        local = str(number)
        for text in (prefix + local, f"{prefix} ({local[:3]}) {local[3:6]}-{local[6:]}"):
            self.assertEqual(person_read.read_phone(text), ("+7" + local, None))

    @quick
    @given(money)
    def test_sum_in_words_keeps_its_kopecks(self, amount):
        kopecks = f"{amount:.2f}"[-2:]
        for words in (russian_words.amount_in_words, russian_words.amount_with_words):
            self.assertRegex(
                words(amount), rf"^[А-Я0-9].* рубл(ь|я|ей) {kopecks} копе(йка|йки|ек)$"
            )
        self.assertTrue(russian_words.amount_in_words(-amount - 1).startswith("Минус "))

    @quick
    @given(st.integers(0, 10**9), st.lists(st.integers(0, 1000), min_size=1, max_size=12))
    def test_shares_add_up(self, total, weights):
        parts = shares.split(total / 100, weights, 2)
        self.assertAlmostEqual(sum(parts), total / 100, 2)
        self.assertTrue(all(part >= 0 for part in parts))

    @quick
    @given(st.integers(0, 40000))
    def test_day_is_read_back(self, days):
        day = date(2000, 1, 1) + timedelta(days % 36000)
        self.assertEqual(bank_values.read_date(day.strftime("%d.%m.%Y")), day)

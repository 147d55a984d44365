import random
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from odoo.tests import BaseCase, tagged

from ...tools import client_bank
from ...tools.bank_values import account_currency
from ...tools.client_bank import StatementError, read_statement
from .statement_maker import OWN, document, outgoing, statement

DATA = Path(__file__).parent / "data"
SAMPLES = ("sample_1c_utf8.txt", "sample_1c_cp1251.txt")


@tagged("post_install", "-at_install")
class TestStatement(BaseCase):
    """A statement is read whatever the bank made of the format (2.14)."""

    def _one(self, text):
        [found] = read_statement(text.encode()).documents
        return found

    def _refused(self, content, reason, line=None):
        content = content if isinstance(content, bytes) else content.encode()
        with self.assertRaises(StatementError) as caught:
            read_statement(content)
        self.assertEqual(caught.exception.reason, reason)
        if line:
            self.assertEqual(caught.exception.line, line)

    def test_samples_are_read_in_every_encoding(self):
        text = (DATA / SAMPLES[0]).read_bytes().decode("utf-8-sig")
        contents = [(DATA / name).read_bytes() for name in SAMPLES]
        contents += [
            text.encode(encoding, "replace") for encoding in ("utf-8-sig", "cp866", "utf-16")
        ]
        for content in contents:
            found = read_statement(content)
            self.assertEqual(found.version, "1.03")
            self.assertEqual(found.accounts, [OWN])
            self.assertEqual(
                [(one.number, one.amount, one.direction) for one in found.documents],
                [
                    ("871", Decimal(45000), "in"),
                    ("54023", Decimal(18000), "in"),
                    ("990012", Decimal(1500), "out"),
                ],
                found.encoding,
            )
            first = found.documents[0]
            self.assertEqual(first.payer.name, 'ООО "Пример-Клиент"')
            self.assertEqual((first.payer.inn, first.payer.kpp), ("9902000020", "990201001"))
            self.assertIn("по счету № АИС-2026/0145 от 12.11.2026", first.purpose)
            [section] = found.sections
            self.assertEqual(
                (section.opening, section.incoming, section.outgoing, section.closing),
                tuple(Decimal(value) for value in (100000, 63000, 1500, 161500)),
            )

    def test_line_ends_spaces_and_control_signs_do_no_harm(self):
        plain = statement(document("1", 10, "Опла\x00та"))
        for text in (plain, plain.replace("\n", "\r\n"), plain.replace("\n", "\r"), plain + "\n\n"):
            self.assertEqual(self._one(text).purpose, "Оплата")

    def test_inn_is_taken_from_the_name(self):
        found = self._one(
            statement(
                document(
                    "1",
                    10,
                    ПлательщикИНН=None,
                    Плательщик='ИНН 9902000020 КПП 990201001 ООО "Клиент"',
                    Плательщик1=None,
                ),
            ),
        )
        self.assertEqual((found.payer.inn, found.payer.name), ("9902000020", 'ООО "Клиент"'))

    def test_missing_inn_and_odd_values_break_nothing(self):
        arabic = "".join(chr(0x660 + int(digit)) for digit in "9902000020")
        for inn in (None, "", "0", "0000000000", "12345", "не указан", arabic):
            found = self._one(
                statement(document("1", 10, ПлательщикИНН=inn, НеизвестныйКлюч="что-то")),
            )
            self.assertEqual(found.payer.inn, "", inn)
        self.assertEqual(self._one(statement(document("", "0.00"))).amount, 0)

    def test_address_behind_the_name_of_an_entrepreneur_is_left_out(self):
        name = "ИП Иванов Иван Иванович//г Москва, ул Лесная//"
        found = self._one(statement(document("1", 10, name=name)))
        self.assertEqual(found.payer.name, "ИП Иванов Иван Иванович")

    def test_purpose_in_parts_or_going_on_without_a_key_is_whole(self):
        parts = document("1", 10, НазначениеПлатежа=None, НазначениеПлатежа1="Оплата по")
        parts = parts.replace("КонецДокумента", "НазначениеПлатежа2=счету 5\nКонецДокумента")
        self.assertEqual(self._one(statement(parts)).purpose, "Оплата по счету 5")
        cut = document("1", 10, "Оплата", НазначениеПлатежа1="Оплата", НазначениеПлатежа2="счета")
        self.assertEqual(self._one(statement(cut)).purpose, "Оплата счета")
        going = document("1", 10, "Оплата по\nсчету 5 = за обучение\nв ноябре")
        self.assertEqual(
            self._one(statement(going)).purpose,
            "Оплата по счету 5 = за обучение в ноябре",
        )
        twice = document("1", 10, "Оплата\nНазначениеПлатежа=по счету 5")
        self.assertEqual(self._one(statement(twice)).purpose, "Оплата по счету 5")

    def test_end_of_a_statement_instead_of_a_file(self):
        for end in ("КонецВыписки", "КонецФайла\nКонецВыписки", "КонецВыписки\nКонецФайла"):
            self.assertEqual(self._one(statement(document("1", 10), end=end)).number, "1")

    def test_sums_as_banks_write_them(self):
        for text, value in (
            ("45000", "45000"),
            ("45000,5", "45000.5"),
            ("45 000.00", "45000"),
            ("45\u00a0000,00", "45000"),
            ("45,000.50", "45000.5"),
            ("45.000,50", "45000.5"),
            ("45000-50", "45000.5"),
            ("45000.5000", "45000.5"),
        ):
            found = self._one(statement(document("1", text)))
            self.assertEqual(found.amount, Decimal(value), text)

    def test_payment_to_somebody_else_s_account_is_not_ours(self):
        own = {"ПолучательСчет": None, "ПолучательРасчСчет": None}
        found = self._one(statement(document("1", 10, **own)))
        self.assertEqual((found.direction, found.own_account), ("in", OWN))
        for key in own:
            other = {**own, key: "40702810000000009999"}
            found = self._one(statement(document("1", 10, **other)))
            self.assertEqual(found.direction, "other", key)

    def test_day_still_to_come_is_refused_with_its_line(self):
        today = date(2026, 11, 16)
        for days, is_taken in ((7, True), (8, False)):
            text = statement(document("1", 10, day=today + timedelta(days=days))).encode()
            self.assertTrue(read_statement(text).documents, "no day to compare with")
            if is_taken:
                self.assertTrue(read_statement(text, today).documents)
                continue
            with self.assertRaises(StatementError) as caught:
                read_statement(text, today)
            self.assertEqual(caught.exception.reason, client_bank.FUTURE_DATE)
            line = text.decode().splitlines()[caught.exception.line - 1]
            self.assertEqual(line, "Дата=24.11.2026")
        for day, is_taken in (("31.12.2026", True), ("01.01.2099", False)):
            text = statement().replace("ДатаКонца=16.11.2026", f"ДатаКонца={day}").encode()
            if is_taken:
                self.assertTrue(read_statement(text, today).sections)
                continue
            with self.assertRaises(StatementError):
                read_statement(text, today)

    def test_day_without_money_is_read(self):
        self.assertEqual(read_statement(statement().encode()).documents, [])

    def test_date_of_the_document_may_be_the_day_of_the_money(self):
        found = self._one(statement(document("1", 10, Дата="", ДатаПоступило="17.11.26")))
        self.assertEqual(found.date, date(2026, 11, 17))

    def test_direction_by_the_accounts(self):
        other = "40703810500000000456"
        between = document("3", 30, ПлательщикСчет=other, ПлательщикРасчСчет=other)
        text = statement(
            document("1", 10),
            outgoing("2", 20),
            between,
            document("4", 40, ПолучательСчет="1", ПолучательРасчСчет="2", ДатаПоступило=""),
        )
        text = text.replace(f"РасчСчет={OWN}\nСекция", f"РасчСчет={OWN}\nРасчСчет={other}\nСекция")
        found = read_statement(text.encode())
        self.assertEqual(found.accounts, [OWN, other])
        self.assertEqual([one.direction for one in found.documents], ["in", "out", "own", "other"])
        self.assertEqual(client_bank.incoming_total(found.documents, OWN), Decimal(40))

    def test_own_transfer_from_another_bank_is_told_by_the_inn(self):
        found = self._one(statement(document("1", 10, inn="9901000010")))
        self.assertEqual(found.direction, "own")

    def test_payee_named_by_one_of_two_keys_or_by_none(self):
        for more in (
            {"ПолучательСчет": None},
            {"ПолучательРасчСчет": "30101810400000000225"},
            {"ПолучательСчет": None, "ПолучательРасчСчет": None},
        ):
            found = self._one(statement(document("1", 10, **more)))
            self.assertEqual((found.direction, found.own_account), ("in", OWN))

    def test_other_kinds_of_documents_are_read(self):
        text = statement(document("1", 10)).replace("Платежное поручение", "Мемориальный ордер")
        self.assertEqual(self._one(text).kind, "Мемориальный ордер")

    def test_version_1_02_is_read(self):
        found = read_statement(statement(document("1", 10), version="1.02").encode())
        self.assertEqual(found.version, "1.02")

    def test_currency_is_told_by_the_account(self):
        self.assertEqual(account_currency(OWN), "RUB")
        self.assertEqual(account_currency("40702840300000000001"), "USD")
        self.assertEqual(account_currency("KZ1234"), "")

    def test_broken_files_are_refused_with_the_line(self):
        good = statement(document("1", 10, "Оплата"), document("2", 20))
        lines = good.split("\n")
        opened = [n for n, line in enumerate(lines, 1) if line.startswith("СекцияДокумент")]
        self._refused("", client_bank.NOT_A_STATEMENT)
        self._refused("PK\x03\x04", client_bank.NOT_A_STATEMENT)
        self._refused("Дата;Сумма\n1;2", client_bank.NOT_A_STATEMENT, 1)
        self._refused(good.replace("КонецФайла", ""), client_bank.TRUNCATED)
        self._refused(good[: len(good) // 2], client_bank.TRUNCATED)
        self._refused(
            good.replace("КонецДокумента", "", 1),
            client_bank.NOT_CLOSED,
            opened[0],
        )
        self._refused(good.replace("КонецРасчСчет", "", 1), client_bank.NOT_CLOSED)
        self._refused(good + "КонецДокумента\n", client_bank.AFTER_END)
        self._refused(good + good, client_bank.AFTER_END)
        self._refused(
            good.replace("КонецРасчСчет", "КонецРасчСчет\nКонецДокумента", 1),
            client_bank.NOT_OPENED,
        )
        amount = lines.index("Сумма=10.00") + 1
        for text in (
            "десять",
            "10.00.0",
            "1e5",
            "NaN",
            "Infinity",
            "-10",
            "12345678901234567",
            # ten in Arabic and in full width: letters to a bank
            "\u0661\u0660",
            "\uff11\uff10.00",
        ):
            self._refused(
                good.replace("Сумма=10.00", f"Сумма={text}"),
                client_bank.BAD_AMOUNT,
                amount,
            )
        self._refused(good.replace("Сумма=10.00\n", ""), client_bank.NO_AMOUNT, opened[0])
        day = lines.index("Дата=16.11.2026") + 1
        for text in (
            "32.11.2026",
            "2026-11-16",
            "вчера",
            "01.01.0001",
            "16.11.1926",
            "31.12.9999",
            "\u0661\u0666.11.2026",
        ):
            self._refused(
                good.replace("Дата=16.11.2026", f"Дата={text}", 1),
                client_bank.BAD_DATE,
                day,
            )
        no_date = document("1", 10, Дата="", ДатаПоступило="")
        self._refused(statement(no_date), client_bank.NO_DATE)
        self._refused(good.replace("1.03", "2.00"), client_bank.BAD_VERSION, 2)
        self._refused(good.replace("ВерсияФормата=1.03\n", ""), client_bank.NO_VERSION)
        self._refused(
            "1CClientBankExchange\nВерсияФормата=1.03\nКонецФайла",
            client_bank.NO_ACCOUNT,
        )

    def test_damage_never_breaks_the_reader_itself(self):
        chance = random.Random(20261116)
        sources = [(DATA / name).read_bytes() for name in SAMPLES]
        sources.append(statement(document("1", 10, "Сч. 5"), outgoing("2", 20)).encode("cp866"))
        read = refused = 0
        for _round in range(600):
            content = bytearray(chance.choice(sources))
            for _damage in range(chance.randint(1, 12)):
                place = chance.randrange(len(content))
                what = chance.randrange(4)
                if what == 0:
                    content[place] = chance.randrange(256)
                elif what == 1:
                    del content[place : place + chance.randint(1, 60)]
                elif what == 2:
                    content[place:place] = bytes(chance.randrange(256) for _byte in range(5))
                else:
                    content[place:place] = b"\n"
            try:
                read_statement(bytes(content))
                read += 1
            except StatementError:
                refused += 1
        self.assertGreater(read, 50)
        self.assertGreater(refused, 50)

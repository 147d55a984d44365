from datetime import date

from odoo.tests import BaseCase, tagged

from ...tools import payment_facts as rules
from ...tools.payment_facts import OpenInvoice, Payment
from ...tools.payment_match import Book
from ...tools.payment_person import find_people, person_key
from ...tools.payment_purpose import (
    find_contracts,
    find_invoices,
    is_for_other,
    is_not_client,
    is_refund,
)

INN, OTHER, PERSON = "9902000020", "7707083893", "990300000331"
DAY = date(2026, 11, 12)


def invoice(number, residual=45000, inn=INN, partner=1, **more):
    values = {"name": f"АИС-2026/{number:04d}", "date": DAY, "due": date(2026, 11, 22), **more}
    return OpenInvoice(number, residual=residual * 100, partner_id=partner, inn=inn, **values)


@tagged("post_install", "-at_install")
class TestPurpose(BaseCase):
    """Numbers of invoices are found in what people type."""

    def _found(self, text):
        return [".".join(one.groups) for one in find_invoices(text)]

    def test_usual_spellings(self):
        for text in (
            "Оплата по счету № АИС-2026/0145 от 12.11.2026 за обучение",
            "оплата счёта АИС-2026/0145",
            "Сч.№АИС-2026/145 от 12.11.26",
            "по сч АИС - 2026 / 0145",
            "ОПЛАТА ПО СЧЕТУ НА ОПЛАТУ N АИС-2026/0145",
            "по счету от 12 ноября 2026 г. № АИС-2026/0145",
            "Счет-договор АИС-2026/0145",
            "счет: АИС_2026_145",
            # the letters are Latin
            "по \u0063ч\u0065ту № \u0041И\u0043-2026/0145",
            "АИС-2026/0145, без НДС",
        ):
            self.assertEqual(self._found(text), ["АИС.2026.145"], text)

    def test_bare_numbers_stand_only_at_the_word(self):
        self.assertEqual(self._found("сч.№ 0145 от 12.11.26"), ["145"])
        self.assertEqual(self._found("за 5 слушателей, 45000 руб., НДС 20%"), [])
        self.assertEqual(self._found("р/счет 40703810200000000123"), [])
        self.assertEqual(self._found("счет-фактура № 12"), [])
        self.assertEqual(self._found("расчет за обучение 12"), [])
        self.assertEqual(self._found("по счету от 12.11.2026"), [])

    def test_several_numbers(self):
        self.assertEqual(self._found("по счетам №145, 146 и 147 от 12.11.2026"), list_(145, 147))
        self.assertEqual(self._found("сч.145 от 12.11.26, сч.146 от 13.11.26"), list_(145, 146))
        self.assertEqual(self._found("счета №№ 145; 146, НДС 20%"), list_(145, 146))
        self.assertEqual(self._found("счет 145, 2 слушателя"), ["145"])
        self.assertEqual(self._found("счет 145, 45000.00 руб"), ["145"])

    def test_dates_of_the_invoices(self):
        [one] = find_invoices("Счет на оплату от 12 мая 2026 г. № 15")
        self.assertEqual(one.date, date(2026, 5, 12))
        [one] = find_invoices("сч 15 от 3 марта 2026")
        self.assertEqual(one.date, date(2026, 3, 3))

    def test_who_pays_for_another_and_what_comes_back(self):
        self.assertTrue(is_for_other("Оплата за ООО «Ромашка» по сч. 5"))
        self.assertTrue(is_for_other("за ИП Иванова"))
        self.assertFalse(is_for_other("за обучение, за АОН"))
        self.assertTrue(is_refund("Возврат излишне уплаченного"))
        self.assertFalse(is_refund("Оплата по счету 5"))

    def test_contracts_in_their_usual_spellings(self):
        for text in (
            "Оплата по договору № Д-2026-0012 от 12.11.2026 за обучение",
            "по дог. Д-2026-0012",
            "по договору об оказании платных образовательных услуг №Д-2026/12",
            "Д-2026-0012, без НДС",
            "договор Д - 2026 / 0012",
        ):
            found = [".".join(one.groups) for one in find_contracts(text)]
            self.assertEqual(found, ["Д.2026.12"], text)
        self.assertEqual([one.groups for one in find_contracts("заказ 15")], [("15",)])
        self.assertEqual(find_contracts("по договору от 12.11.2026"), [])

    def test_salary_loans_and_acquiring_are_no_client_s(self):
        for text in (
            "Заработная плата за октябрь",
            "Перечисление з/п по реестру",
            "Возврат займа по договору",
            "Зачисление по договору эквайринга №5",
            "Проценты на остаток",
        ):
            self.assertTrue(is_not_client(text), text)
        for text in ("Оплата 50 процентов по счету 5", "за курс «Заёмщик»", "обучение"):
            self.assertFalse(is_not_client(text), text)

    def test_full_names_in_any_order_case_and_declension(self):
        key = person_key("Семёнова Анна Сергеевна")
        for text in (
            "за обучение СЕМЕНОВОЙ АННЫ СЕРГЕЕВНЫ",
            "Анна Сергеевна Семёнова",
            "за семёнову анну сергеевну, без НДС",
            "ИП Семенова Анна Сергеевна//Москва//",
        ):
            self.assertEqual(find_people(text, {key}), [key], text)
        for text in ("Семенов Анатолий Сергеевич", "Семенова А.С.", "за Анну Сергеевну", ""):
            self.assertEqual(find_people(text, {key}), [], text)
        self.assertEqual(person_key("Семёнова"), ())


def list_(first, last):
    return [str(number) for number in range(first, last + 1)]


@tagged("post_install", "-at_install")
class TestMatch(BaseCase):
    """The number first, then INN and sum, then the oldest debts; never the sum alone."""

    def _match(self, invoices, amount, purpose="", inn=INN, clients=None, **more):
        payment = Payment(amount * 100, purpose, inn, **more)
        return Book(invoices, clients).match(payment)

    def _is(self, match, reason, sure, *shares, rest=0):
        self.assertEqual(
            (match.reason, match.is_sure, [(one.id, sum_ // 100) for one, sum_ in match.shares]),
            (reason, sure, list(shares)),
        )
        self.assertEqual(match.rest, rest * 100)

    def test_number_inn_and_sum_are_sure(self):
        found = self._match([invoice(145), invoice(146)], 45000, "счет АИС-2026/0145")
        self._is(found, rules.EXACT, True, (145, 45000))
        found = self._match([invoice(145), invoice(146)], 45000, "сч 145")
        self._is(found, rules.EXACT, True, (145, 45000))

    def test_less_than_owed_is_a_part_payment(self):
        found = self._match([invoice(145)], 20000, "счет 145")
        self._is(found, rules.PART, True, (145, 20000))

    def test_more_than_owed_waits(self):
        found = self._match([invoice(145)], 50000, "счет 145")
        self._is(found, rules.OVER, False, (145, 45000), rest=5000)

    def test_several_numbers_that_sum_up_are_sure_others_wait(self):
        invoices = [invoice(145, 10), invoice(146, 20)]
        self._is(
            self._match(invoices, 30, "счета 145, 146"), rules.EXACT, True, (145, 10), (146, 20)
        )
        invoices = [invoice(145, 10), invoice(146, 20)]
        found = self._match(invoices, 25, "счета 145, 146")
        self._is(found, rules.SEVERAL_LESS, False, (145, 10), (146, 15))
        found = self._match([invoice(145, 10)], 5, "счета 145, 999")
        self._is(found, rules.UNKNOWN_TOO, False, (145, 5))
        self.assertEqual(found.unknown, ["999"])

    def test_another_payer_is_never_sure(self):
        invoices = [invoice(145)]
        found = self._match(invoices, 45000, "счет АИС-2026/0145", inn=OTHER)
        self._is(found, rules.OTHER_PAYER, False, (145, 45000))
        found = self._match(invoices, 45000, "счет АИС-2026/0145", inn="")
        self._is(found, rules.NO_INN, False, (145, 45000))
        found = self._match(invoices, 45000, "за ООО Ромашка счет 145")
        self._is(found, rules.FOR_OTHER, False, (145, 45000))

    def test_tail_of_a_number_needs_inn_or_date(self):
        found = self._match([invoice(145)], 45000, "счет 145", inn=OTHER)
        self._is(found, rules.NO_CLIENT, False)
        found = self._match([invoice(145)], 45000, "счет 145 от 12.11.2026", inn=OTHER)
        self._is(found, rules.OTHER_PAYER, False, (145, 45000))

    def test_number_of_another_date_or_of_two_years_waits(self):
        found = self._match([invoice(145)], 45000, "счет 145 от 12.11.2025")
        self._is(found, rules.DOUBTFUL, False, (145, 45000))
        old = invoice(7, name="АИС-2025/0145", date=date(2025, 11, 1), due=date(2025, 11, 9))
        found = self._match([old, invoice(145)], 45000, "счет 145")
        self._is(found, rules.DOUBTFUL, False, (7, 45000))
        found = self._match([old, invoice(145)], 45000, "счет 145 от 12.11.2026")
        self._is(found, rules.EXACT, True, (145, 45000))

    def test_branches_share_an_inn(self):
        first = invoice(145, kpp="770101001", partner=1)
        second = OpenInvoice(9, "АИС-2026/0145", 4500000, 2, INN, "780101001", date=DAY)
        found = self._match([first, second], 45000, "счет 145", kpp="780101001")
        self._is(found, rules.EXACT, True, (9, 45000))
        second.residual = 4500000
        found = self._match([first, second], 45000, kpp="780101001")
        self._is(found, rules.SUM_ONE, False, (9, 45000))

    def test_invoices_of_two_clients_wait(self):
        invoices = [invoice(145, 10, partner=1), invoice(146, 20, partner=2)]
        found = self._match(invoices, 30, "счета 145, 146")
        self._is(found, rules.DOUBTFUL, False, (145, 10), rest=20)

    def test_inn_with_the_sum_then_the_oldest(self):
        invoices = [invoice(1, 10, due=date(2026, 1, 1)), invoice(2, 20), invoice(3, 30)]
        self._is(self._match(invoices, 20), rules.SUM_ONE, False, (2, 20))
        self._is(self._match(invoices, 60), rules.SUM_ALL, False, (1, 10), (2, 20), (3, 30))
        self._is(self._match(invoices, 15), rules.OLDEST, False, (1, 10), (2, 5))
        self._is(
            self._match(invoices, 70),
            rules.OLDEST,
            False,
            (1, 10),
            (2, 20),
            (3, 30),
            rest=10,
        )
        twins = [invoice(1, 10), invoice(2, 10)]
        self._is(self._match(twins, 10), rules.SUM_MANY, False, (1, 10))

    def test_the_sum_alone_matches_nothing(self):
        self._is(self._match([invoice(1, 10)], 10, inn=""), rules.NOBODY, False)
        self._is(self._match([invoice(1, 10)], 10, inn=OTHER), rules.NO_CLIENT, False)

    def test_client_without_debts_pays_in_advance(self):
        found = self._match([], 10, clients={INN: 5})
        self._is(found, rules.ADVANCE, False, rest=10)
        self.assertEqual(found.partner_id, 5)
        self._is(self._match([], 10, clients={INN: 0}), rules.NO_CLIENT, False)

    def test_person_is_known_by_the_name(self):
        own = invoice(1, 10, inn="", name_key="петров петр петрович")
        found = self._match([own], 10, inn="", name_key="петров петр петрович")
        self._is(found, rules.PERSON, False, (1, 10))
        found = self._match([invoice(1, 10, inn=PERSON)], 10, "сч 1", inn=PERSON)
        self._is(found, rules.EXACT, True, (1, 10))

    def test_contract_with_the_inn_is_proposed(self):
        first = invoice(1, 10, contracts=("Д-2026-0012", "КП-2026-00007"))
        other = invoice(2, 10, contracts=("Д-2026-0013",))
        for purpose in ("по договору № Д-2026-0013", "по договору 13", "заказ КП-2026-7"):
            found = self._match([first, other], 10, purpose)
            self._is(found, rules.CONTRACT, False, (1 if "7" in purpose else 2, 10))
            self.assertEqual(found.confidence, "high")
        found = self._match([first, other], 4, "по договору 13")
        self._is(found, rules.CONTRACT, False, (2, 4))
        self.assertEqual(found.confidence, "medium")
        self._is(
            self._match([first, other], 20, "по договору 99"),
            rules.SUM_ALL,
            False,
            (1, 10),
            (2, 10),
        )
        self._is(
            self._match([first], 10, "по договору Д-2026-0012", inn=OTHER), rules.NO_CLIENT, False
        )
        self._is(self._match([first], 10, "по договору Д-2026-0012", inn=""), rules.NOBODY, False)

    def test_full_name_of_client_or_learner_is_proposed_when_one_invoice_fits(self):
        people = ("Петрова Ольга Ивановна", "Петров Пётр Петрович")
        own = invoice(1, 10, inn="", people=people)
        for purpose, payer in (
            ("за обучение Петрова Петра Петровича", ""),
            ("оплата", "ПЕТРОВА ОЛЬГА ИВАНОВНА"),
            ("за Ольгу Ивановну Петрову", "Кузнецов Иван Ильич"),
        ):
            found = self._match([own], 10, purpose, inn="", payer=payer)
            self._is(found, rules.NAMED, False, (1, 10))
        found = self._match([own], 4, "за Петрова Петра Петровича", inn=PERSON)
        self._is(found, rules.NAMED, False, (1, 4))
        self.assertEqual(found.confidence, "low")
        # a bank that hands on a person's transfer, and a firm that pays for a person
        found = self._match([own], 10, "перевод", inn=OTHER, payer="Петров Петр Петрович (СБП)")
        self._is(found, rules.NAMED, False, (1, 10))
        found = self._match([own], 10, "за Петрова Петра Петровича", inn=OTHER, payer="ООО Пример")
        self._is(found, rules.NO_CLIENT, False)

    def test_full_name_with_several_open_invoices_or_another_inn_waits(self):
        name = "Петров Пётр Петрович"
        invoices = [invoice(n, 10 * n, inn="", people=(name,)) for n in (1, 2)]
        self._is(self._match(invoices, 7, f"за {name}", inn=""), rules.NOBODY, False)
        self._is(self._match(invoices, 20, f"за {name}", inn=""), rules.NAMED, False, (2, 20))
        found = self._match(
            [invoice(3, 10, inn="990300000412", people=(name,))], 10, name, inn=PERSON
        )
        self._is(found, rules.NO_CLIENT, False)
        found = self._match(invoices, 20, f"за ООО Ромашка, {name}", inn="")
        self._is(found, rules.FOR_OTHER, False)
        found = self._match(invoices, 20, f"Заработная плата, {name}", inn="")
        self._is(found, rules.NOT_CLIENT, False)

    def test_refund_and_nothing_match_nothing(self):
        self._is(self._match([invoice(1, 10)], 10, "Возврат по счету 1"), rules.REFUND, False)
        self._is(self._match([invoice(1, 10)], 0, "счет 1"), rules.ZERO, False)

    def test_what_is_matched_surely_is_owed_no_more(self):
        book = Book([invoice(145, 30)])
        first = book.match(Payment(2000, "счет 145", INN))
        second = book.match(Payment(1000, "счет 145", INN))
        third = book.match(Payment(1000, "счет 145", INN))
        self.assertEqual([first.reason, second.reason], [rules.PART, rules.EXACT])
        self.assertFalse(third.is_sure)

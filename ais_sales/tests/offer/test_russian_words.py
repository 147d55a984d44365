from odoo.tests import BaseCase, tagged

from ...tools.russian_words import amount_in_words, amount_with_words, plural

SUMS = {
    "0": "Ноль рублей 00 копеек",
    "0.01": "Ноль рублей 01 копейка",
    "1": "Один рубль 00 копеек",
    "2": "Два рубля 00 копеек",
    "11": "Одиннадцать рублей 00 копеек",
    "21": "Двадцать один рубль 00 копеек",
    "1000": "Одна тысяча рублей 00 копеек",
    "2002.02": "Две тысячи два рубля 02 копейки",
    "45000": "Сорок пять тысяч рублей 00 копеек",
    "111111.11": "Сто одиннадцать тысяч сто одиннадцать рублей 11 копеек",
    "1234567.89": (
        "Один миллион двести тридцать четыре тысячи пятьсот шестьдесят семь рублей 89 копеек"
    ),
    "1000000": "Один миллион рублей 00 копеек",
    "21000": "Двадцать одна тысяча рублей 00 копеек",
    "5000001.5": "Пять миллионов один рубль 50 копеек",
    "-2.5": "Минус два рубля 50 копеек",
}


@tagged("post_install", "-at_install")
class TestRussianWords(BaseCase):
    """Amounts on documents are read aloud as an accountant writes them."""

    def test_amounts_in_words(self):
        for amount, words in SUMS.items():
            with self.subTest(amount=amount):
                self.assertEqual(amount_in_words(amount), words)

    def test_half_a_kopeck_is_rounded_up(self):
        self.assertEqual(amount_in_words("1.005"), "Один рубль 01 копейка")
        self.assertEqual(amount_in_words(0.995), "Один рубль 00 копеек")

    def test_amount_as_contracts_name_it(self):
        self.assertEqual(
            amount_with_words(45000),
            "45\u00a0000 (Сорок пять тысяч) рублей 00 копеек",
        )

    def test_forms_of_a_noun(self):
        forms = ("слушатель", "слушателя", "слушателей")
        expected = {1: 0, 2: 1, 5: 2, 11: 2, 12: 2, 21: 0, 22: 1, 111: 2, 101: 0}
        for count, form in expected.items():
            self.assertEqual(plural(count, forms), forms[form], count)

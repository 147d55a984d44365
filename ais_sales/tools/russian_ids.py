"""Russian identifiers and names, read and checked. Plain Python, no Odoo."""

import re

from stdnum.exceptions import ValidationError
from stdnum.ru import inn as stdnum_inn
from stdnum.ru import ogrn as stdnum_ogrn

# reasons, to be put into words by the caller
NOT_DIGITS = "not_digits"
BAD_LENGTH = "bad_length"
BAD_CHECKSUM = "bad_checksum"
BAD_FORM = "bad_form"

# КПП: four digits of the tax office, two characters of the reason, three digits of the number
KPP = re.compile(r"^[0-9]{4}[0-9A-Z]{2}[0-9]{3}$")
# numbers up to this one were given before the checksum of СНИЛС was introduced
SNILS_UNCHECKED = 1001998
SEPARATORS = re.compile(r"[\s\u00a0.\-–—/]")
NOT_WORD = re.compile(r"[^0-9a-zа-я]+")
LEGAL_FORMS = (
    "общество с ограниченной ответственностью",
    "публичное акционерное общество",
    "закрытое акционерное общество",
    "открытое акционерное общество",
    "непубличное акционерное общество",
    "акционерное общество",
    "индивидуальный предприниматель",
    "автономная некоммерческая организация",
    "государственное бюджетное учреждение здравоохранения",
    "федеральное государственное унитарное предприятие",
    "муниципальное унитарное предприятие",
)
LEGAL_WORDS = {
    "ооо",
    "оао",
    "зао",
    "пао",
    "нао",
    "ао",
    "ип",
    "ано",
    "нко",
    "фгуп",
    "гуп",
    "муп",
    "фгбу",
    "гбу",
    "мбу",
    "фгау",
    "гау",
    "мау",
    "фгку",
    "гку",
    "мку",
    "фгбоу",
    "гбоу",
    "мбоу",
    "фгаоу",
    "гаоу",
    "маоу",
    "гбуз",
    "фгбуз",
    "мбуз",
    "одо",
    "тоо",
    "чоу",
    "дпо",
    "спо",
    "во",
    "нп",
    "тсж",
    "llc",
    "ltd",
    "inc",
    "jsc",
}

# digits
INN_COMPANY = 10
INN_PERSON = 12


def _digits(text):
    return SEPARATORS.sub("", text or "")


def read_inn(text):
    """Read an ИНН: 10 digits of a legal entity, 12 of a person, with checksums.

    :param str text: as typed
    :return: (the digits, a reason or None)
    """
    return _read(text, stdnum_inn, (INN_COMPANY, INN_PERSON))


def read_ogrn(text):
    """Read an ОГРН (13 digits) or ОГРНИП (15 digits).

    :param str text: as typed
    :return: (the digits, a reason or None)
    """
    return _read(text, stdnum_ogrn, (13, 15))


def _read(text, checker, lengths):
    number = _digits(text)
    if not re.fullmatch(r"[0-9]+", number):
        return number, NOT_DIGITS
    if len(number) not in lengths:
        return number, BAD_LENGTH
    if not int(number):
        return number, BAD_CHECKSUM
    try:
        checker.validate(number)
    except ValidationError:
        return number, BAD_CHECKSUM
    return number, None


def read_kpp(text):
    """Read a КПП: nine characters, the fifth and sixth may be letters.

    :param str text: as typed
    :return: (the characters, a reason or None)
    """
    number = _digits(text).upper()
    if len(number) != 9:
        return number, BAD_LENGTH
    return number, None if KPP.match(number) else BAD_FORM


def read_snils(text):
    """Read a СНИЛС: nine digits and two of a checksum.

    :param str text: as typed
    :return: (`XXX-XXX-XXX YY`, a reason or None); the digits as they are when there is a reason
    """
    number = _digits(text)
    if not re.fullmatch(r"[0-9]+", number):
        return number, NOT_DIGITS
    if len(number) != 11:
        return number, BAD_LENGTH
    if int(number[:9]) > SNILS_UNCHECKED:
        total = sum(int(digit) * (9 - place) for place, digit in enumerate(number[:9]))
        if int(number[9:]) != total % 101 % 100:
            return number, BAD_CHECKSUM
    return f"{number[:3]}-{number[3:6]}-{number[6:9]} {number[9:]}", None


def name_key(name):
    """One key for the ways of writing a name: «ООО "Ромашка"», Ромашка ООО, РОМАШКА.

    Without the legal form, quotes and other marks, ё as е, in lower case.

    :param str name: as typed
    :return: the key, "" for nothing
    """
    plain = " ".join(NOT_WORD.sub(" ", (name or "").lower().replace("ё", "е")).split())
    short = plain
    for form in LEGAL_FORMS:
        short = short.replace(form, " ")
    words = [word for word in short.split() if word not in LEGAL_WORDS]
    return " ".join(words) or plain

"""Find numbers of invoices and contracts in the purpose of a payment. Plain Python, no Odoo."""

import re
from dataclasses import dataclass
from datetime import date

from .bank_values import read_date

# Latin letters that look like Cyrillic ones: people type what they see
LOOK_ALIKE = str.maketrans("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")
MONTHS = ("ЯНВ", "ФЕВ", "МАР", "АПР", "МА", "ИЮН", "ИЮЛ", "АВГ", "СЕН", "ОКТ", "НОЯ", "ДЕК")
DATE = (
    r"(?:\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})(?!\d)"
    r"|\d{1,2}\s+(?:ЯНВ|ФЕВ|МАР|АПР|МА|ИЮН|ИЮЛ|АВГ|СЕН|ОКТ|НОЯ|ДЕК)[А-Я]*\s+\d{4})"
)
YEAR = r"(?:\s*Г(?:ОДА|\.)?(?![А-Я]))?"
DATED = re.compile(rf"\s*ОТ\s*({DATE}){YEAR}")
# an invoice (счёт), and neither a счёт-фактура nor the number of an account (р/счёт)
ANCHOR = re.compile(
    r"(?<![А-ЯA-Z/])(?:СЧЕТ(?:АМИ|АМ|АХ|ОВ|ОМ|А|У|Е|Ы)?|СЧ|ИНВОЙС[А-Я]{0,3}|INVОIСЕ)"
    r"(?![А-ЯA-Z])(?!\s*-?\s*ФАКТ)\.?"
    r"(?:[\s-]*(?:ДОГОВОР|ОФЕРТ)[А-Я]{0,3})?(?:\s*(?:НА|ДЛЯ)\s+ОПЛАТ[УЫ])?",
)
# a contract or an order of ours; what it is about may stand before its number
CONTRACT = re.compile(
    r"(?<![А-ЯA-Z])(?:ДОГОВОР[А-Я]{0,3}|ДОГ|Д-Р[А-Я]?|КОНТРАКТ[А-Я]{0,3}|ЗАКАЗ[А-Я]{0,2})"
    r"(?![А-ЯA-Z])\.?(?:[^№#0-9]{1,80}(?=№))?",
)
SIGN = re.compile(r"[\s:–—-]*(№\s*№?|N(?:\s*О)?[.\s]|N(?=\d)|#|НОМЕР[А-Я]{0,2}\s)?\s*")
TOKEN = re.compile(r"[A-ZА-Я0-9]+(?:[/_-][A-ZА-Я0-9]+)*")
NEXT = re.compile(r"\s*(?:,\s*И(?![А-Я])|[,;+&]|И(?![А-Я]))\s*")
# what may stand behind a bare number that goes on a list: no sum and no count of something
AFTER_BARE = re.compile(r"\s*(?:$|[,;](?!\d)|\.(?!\d)|И\s|ОТ\s|ЗА\s|НА\s|ПО\s|В\s)")
COMPOUND = re.compile(r"[A-ZА-Я0-9]+(?:[/_-][A-ZА-Я0-9]+)+")
GROUP = re.compile(r"[A-ZА-Я]+|\d+")
SPACED = re.compile(r"(?<=[A-ZА-Я0-9])\s*([/_])\s*(?=\d)|(?<=[A-ZА-Я])\s*(-)\s*(?=\d)")
# digits of an account are no number of an invoice
MAX_DIGITS = 10
FOR_OTHER = re.compile(
    r"(?<![А-Я])ЗА\s+(?:ООО|ОАО|ЗАО|ПАО|НАО|АО|ИП|АНО|НКО|[ФМ]?Г?[УБ]?УП|Г?БУЗ|МУП|ФГУП|ФГБУ|ГБУ)"
    r"(?![А-Я])|(?<![А-Я])ЗА\s+ТРЕТЬ[ЕИ]",
)
REFUND = re.compile(r"(?<![А-Я])ВОЗВРАТ(?!НОЙ|НЫЙ|НАЯ)")
# salary, loans, interest, cash, and sums of many clients less a commission
NOT_CLIENT = re.compile(
    r"(?<![А-Я])(?:ЗАРАБОТН[А-Я]+\s+ПЛАТ|ЗАРПЛАТ|З/П(?![А-Я])|ДИВИДЕНД|ДЕПОЗИТ|ЗАЙМ|ЗАЕМ(?!Щ)"
    r"|ПОДОТЧЕТ|ПОД\s+ОТЧЕТ|ЭКВАЙРИНГ|ИНКАССАЦИ|ПРОЦЕНТ[А-Я]*\s+(?:ПО\s+(?:ВКЛАД|КРЕДИТ)|НА\s+ОСТАТ))",
)


@dataclass(frozen=True)
class Mention:
    """An invoice number in a purpose.

    :param tuple groups: letters and numbers of it, as from `number_groups`
    :param str text: as written
    :param date: of the invoice where it is told
    :param bool is_anchored: whether it stands at the word “счёт”; one that does not must be whole
    """

    groups: tuple
    text: str
    date: date = None
    is_anchored: bool = True


def fold(text):
    """Upper case, ё as е, Latin letters as the Cyrillic ones that they look like."""
    return (text or "").upper().replace("Ё", "Е").translate(LOOK_ALIKE)


def number_groups(text):
    """Letters and numbers of an invoice number, without marks and leading zeros.

    :param str text: INV/2026/00145
    :return: tuple of str, ("INV", "2026", "145")
    """
    return tuple(
        group.lstrip("0") or "0" if group[0].isdigit() else group
        for group in GROUP.findall(fold(text))
    )


def is_within(part, whole):
    """Whether a number is another one cut short: (145,) of (АИС, 2026, 145).

    :param tuple part: groups as from `number_groups`
    :param tuple whole: of the longer number
    :return: bool; all groups in this order, the last one last
    """
    if not part or part[-1] != whole[-1]:
        return False
    rest = iter(whole)
    return all(group in rest for group in part)


def is_for_other(purpose):
    """Whether a purpose says that the payer pays somebody else's debt (за ООО …)."""
    return bool(FOR_OTHER.search(fold(purpose)))


def is_refund(purpose):
    """Whether a purpose says that money comes back (возврат)."""
    return bool(REFUND.search(fold(purpose)))


def is_not_client(purpose):
    """Whether a purpose tells of salary, a loan, interest or acquiring: no one client's payment."""
    return bool(NOT_CLIENT.search(fold(purpose)))


def find_invoices(purpose):
    """Find the invoice numbers that a purpose names, each once, in their order.

    :param str purpose: of a payment
    :return: list of `Mention`
    """
    return _find(purpose, ANCHOR)


def find_contracts(purpose):
    """Find the numbers of contracts and orders that a purpose names, each once, in their order.

    :param str purpose: of a payment
    :return: list of `Mention`, anchored where the number stands at the word «договор» or «заказ»
    """
    return _find(purpose, CONTRACT)


def _find(purpose, word):
    text = SPACED.sub(lambda found: found.group(1) or found.group(2), fold(purpose))
    found, taken = {}, []
    for anchor in word.finditer(text):
        for mention, start, end in _read_list(text, anchor.end()):
            found.setdefault(mention.groups, mention)
            taken.append((start, end))
    for token in COMPOUND.finditer(text):
        if any(start <= token.start() < end for start, end in taken):
            continue
        groups = number_groups(token.group())
        if _is_number(token.group()) and len(groups) > 1:
            dated = DATED.match(text, token.end())
            mention = Mention(groups, token.group(), dated and _date(dated.group(1)), False)
            found.setdefault(groups, mention)
    return list(found.values())


def _read_list(text, place):
    """Numbers that stand behind the word, parted by commas."""
    dated = DATED.match(text, place)
    common = None
    if dated:
        # “по счёту от 12.11.2026 № 145”
        common, place = _date(dated.group(1)), dated.end()
    is_first = True
    while True:
        sign = SIGN.match(text, place)
        token = TOKEN.match(text, sign.end())
        if not token or not _is_number(token.group()) or re.match(DATE, text[token.start() :]):
            return
        is_bare = not sign.group(1) and token.group().isdigit()
        if is_bare and not is_first and not AFTER_BARE.match(text, token.end()):
            return
        place = token.end()
        dated = DATED.match(text, place)
        if dated:
            place = dated.end()
        day = _date(dated.group(1)) if dated else common
        yield Mention(number_groups(token.group()), token.group(), day), token.start(), place
        following = NEXT.match(text, place)
        if not following:
            return
        place, is_first = following.end(), False


def _is_number(token):
    return any(sign.isdigit() for sign in token) and all(
        len(group) <= MAX_DIGITS for group in GROUP.findall(token)
    )


def _date(text):
    day = read_date(text.replace("/", "."))
    if day or not any(sign.isalpha() for sign in text):
        return day
    number, month, year = text.split()
    # “мая” begins as “март” does not
    place = next(place for place, name in enumerate(MONTHS, 1) if month.startswith(name))
    return read_date(f"{number}.{place}.{year}")

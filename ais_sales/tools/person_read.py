"""Read what a list of people tells of a person: names, dates, words for sex, education, country.

Plain Python, no Odoo.
"""

import re
from datetime import date, datetime, timedelta

from . import russian_ids

# reasons, to be put into words by the caller
NO_NAME = "no_name"
BAD_NAME = "bad_name"
BAD_DATE = "bad_date"
FUTURE_DATE = "future_date"
TOO_YOUNG = "too_young"
TOO_OLD = "too_old"
BAD_GENDER = "bad_gender"
BAD_EDUCATION = "bad_education"
BAD_EMAIL = "bad_email"
BAD_PHONE = "bad_phone"

YOUNGEST, OLDEST = 14, 100
EMAIL = re.compile(r"^[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,63}$")
DATE_FORMATS = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y")
# a spreadsheet counts days from here
SPREADSHEET_EPOCH = date(1899, 12, 30)
NOTHING = {"", "-", "–", "—", "нет", "не имеет", "отсутствует", "б/н", "no", "none", "n/a"}
GENDERS = {
    "male": {"м", "муж", "мужской", "мужчина", "m", "male", "man"},
    "female": {"ж", "жен", "женский", "женщина", "f", "female", "w", "woman"},
}
MALE_ENDINGS = ("вич", "ьич", "мич", "нич", "оглы", "улы", "уулу")
FEMALE_ENDINGS = ("вна", "чна", "шна", "кызы", "гызы")
PATRONYMIC_WORDS = {"оглы", "кызы", "гызы", "улы", "уулу"}
# beginnings of what people write, the longer first
EDUCATIONS = (
    ("student", ("студент", "обуча", "student")),
    (
        "vocational",
        (
            "спо",
            "средн проф",
            "среднее проф",
            "средне проф",
            "средне спец",
            "средн спец",
            "среднее спец",
            "колледж",
            "техникум",
            "vocational",
            "secondary vocational",
        ),
    ),
    (
        "higher",
        ("во", "высш", "бакалавр", "магистр", "специалитет", "аспирант", "кандидат", "higher"),
    ),
)
# how the countries most met are written, with their numbers in ОКСМ; others go by their names
COUNTRIES = {
    "RU": {
        "россия",
        "рф",
        "российская федерация",
        "гражданин рф",
        "гражданка рф",
        "россиянин",
        "россиянка",
        "российское",
        "643",
        "ru",
        "rus",
        "russia",
    },
    "BY": {"беларусь", "белоруссия", "рб", "республика беларусь", "112"},
    "KZ": {"казахстан", "рк", "республика казахстан", "398"},
    "UZ": {"узбекистан", "республика узбекистан", "860"},
    "TJ": {"таджикистан", "республика таджикистан", "762"},
    "KG": {"киргизия", "кыргызстан", "кыргызская республика", "417"},
    "AM": {"армения", "республика армения", "051", "51"},
    "AZ": {"азербайджан", "азербайджанская республика", "031", "31"},
    "MD": {"молдова", "молдавия", "республика молдова", "498"},
    "UA": {"украина", "804"},
    "GE": {"грузия", "268"},
    "TM": {"туркменистан", "туркмения", "795"},
}


def is_nothing(text):
    """Whether a cell says that there is nothing: empty, a dash, «нет»."""
    return text.strip().lower().rstrip(".") in NOTHING


def words(text):
    """A text in lower case, ё as е, without marks."""
    text = text.lower().replace("ё", "е")
    return " ".join(re.sub(r"[^0-9a-zа-я/\- ]", " ", text).split())


def read_name(text):
    """A full name, or a part of it, as it is printed on a document.

    Written in capitals or in small letters it becomes Иванов-Петров Иван; mixed letters stay.

    :param str text: as typed
    :return: (the name, a reason or None)
    """
    name = " ".join(text.replace("\u00a0", " ").split()).strip(" .,;")
    name = re.sub(r"\s*([-–—])\s*", "-", name)
    if not re.search(r"[^\W\d_]", name):
        return name, NO_NAME
    if re.search(r"[\d@]", name):
        return name, BAD_NAME
    return " ".join(_proper(word) for word in name.split()), None


def _proper(word):
    if word.lower() in PATRONYMIC_WORDS:
        return word.lower()
    if len(word) > 1 and (word.isupper() or word.islower()) and not re.search(r"\w\.\w", word):
        return "-".join(part.capitalize() for part in word.split("-"))
    return word


def has_initials(name):
    """Whether a name is written with initials: no document is issued on it."""
    return bool(re.search(r"(^|\s)\w\.|\s\w(\s|$)", name))


def read_birth_date(text, today):
    """A date of birth of somebody who may be taught.

    :param str text: 05.03.1985, 1985-03-05, 05/03/1985, 5.3.85 or a spreadsheet's number of days
    :param date today: the day on which the age is counted
    :return: (the date or None, a reason or None)
    """
    day = _read_date(text.strip().lower().removesuffix("г.").removesuffix("г").strip(), today)
    if not day:
        return None, BAD_DATE
    return day, check_birth_date(day, today)


def check_birth_date(day, today):
    """Why nobody taught here was born on that day.

    :return: a reason or None
    """
    if day > today:
        return FUTURE_DATE
    years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    if years < YOUNGEST:
        return TOO_YOUNG
    return TOO_OLD if years > OLDEST else None


def _read_date(text, today):
    if re.fullmatch(r"\d{5}", text):
        return SPREADSHEET_EPOCH + timedelta(days=int(text))
    text = text.split(" ")[0]
    for form in DATE_FORMATS:
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if form.endswith("%y") and day > today:
            # 85 is 1985
            day = day.replace(year=day.year - 100)
        return day
    return None


def read_gender(text):
    """Sex as people write it.

    :return: (``male``, ``female`` or None, a reason or None)
    """
    word = words(text)
    for gender, known in GENDERS.items():
        if word in known:
            return gender, None
    return None, BAD_GENDER


def gender_of(patronymic):
    """Sex told by a patronymic: Ивановна, Ильич, Гасан оглы.

    :return: ``male``, ``female`` or None when it does not tell
    """
    word = (patronymic or "").lower()
    if word.endswith(MALE_ENDINGS):
        return "male"
    return "female" if word.endswith(FEMALE_ENDINGS) else None


def read_education(text):
    """Level of education as people write it.

    :return: (``higher``, ``vocational``, ``student`` or None, a reason or None)
    """
    word = words(text).replace("-", " ").replace("/", " ")
    for level, beginnings in EDUCATIONS:
        if any(word == one or (word.startswith(one) and len(one) > 3) for one in beginnings):
            return level, None
    return None, BAD_EDUCATION


def read_country(text):
    """Code of the country of citizenship, for the countries most met.

    :return: two letters, or None when the country is to be looked up by its name
    """
    word = words(text)
    for code, known in COUNTRIES.items():
        if word in known or word == code.lower():
            return code
    return None


def read_snils(text):
    """A СНИЛС from a list; zeros that a spreadsheet took from its front are put back.

    :return: (`XXX-XXX-XXX YY`, a reason or None)
    """
    number, reason = russian_ids.read_snils(text)
    if reason == russian_ids.BAD_LENGTH and number.isdigit() and 8 <= len(number) < 11:
        longer, wrong = russian_ids.read_snils(number.zfill(11))
        if not wrong:
            return longer, None
    return number, reason


def read_phone(text):
    """A phone number; a Russian one is written with 8, 7 or without either.

    :return: (the number, a reason or None)
    """
    # digits are 0 to 9: those of other scripts are dialled by nobody
    digits = re.sub(r"[^0-9]", "", text)
    if re.search(r"[^0-9+()\-.\s]", text) or not 10 <= len(digits) <= 15:
        return text, BAD_PHONE
    if len(digits) == 11 and digits[0] in "78":
        return "+7" + digits[1:], None
    if len(digits) == 10:
        return "+7" + digits, None
    return "+" + digits if text.startswith("+") else digits, None


def read_email(text):
    """An e-mail address in lower case.

    :return: (the address, a reason or None)
    """
    text = text.strip().lower()
    return text, None if EMAIL.match(text) else BAD_EMAIL

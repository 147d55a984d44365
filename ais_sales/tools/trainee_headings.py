"""Which column of a client's list of people holds what. Plain Python, no Odoo."""

import re

# headings as people write them, in lower case and without marks; the first is that of the blank
HEADINGS = {
    "number": ("№", "№ п/п", "п/п", "n", "no", "номер п/п", "number"),
    "name": (
        "фио",
        "ф и о",
        "фамилия имя отчество",
        "фио слушателя",
        "фио полностью",
        "фио сотрудника",
        "слушатель",
        "сотрудник",
        "full name",
        "name",
        "trainee",
    ),
    "last_name": ("фамилия", "фамилия слушателя", "фамилия получателя", "surname", "last name"),
    "first_name": ("имя", "имя слушателя", "имя получателя", "first name", "given name"),
    "middle_name": (
        "отчество",
        "отчество при наличии",
        "отчество слушателя",
        "отчество получателя",
        "patronymic",
        "middle name",
    ),
    "birth_date": (
        "дата рождения",
        "д р",
        "др",
        "дата рожд",
        "дата рождения получателя",
        "date of birth",
        "birth date",
        "birthday",
    ),
    "gender": ("пол", "пол получателя", "gender", "sex"),
    "snils": ("снилс", "№ снилс", "номер снилс", "снилс слушателя", "snils"),
    "citizenship": (
        "гражданство",
        "гражданство получателя",
        "гражданство получателя код страны по оксм",
        "citizenship",
    ),
    "position": ("должность", "занимаемая должность", "job position", "position", "job"),
    "phone": (
        "телефон",
        "тел",
        "контактный телефон",
        "мобильный телефон",
        "мобильный",
        "сотовый",
        "номер телефона",
        "phone",
        "mobile",
    ),
    "email": (
        "e-mail",
        "email",
        "e mail",
        "почта",
        "эл почта",
        "электронная почта",
        "адрес электронной почты",
    ),
    "education_level": (
        "уровень образования",
        "образование",
        "образование во/спо",
        "уровень образования во/спо",
        "education",
        "education level",
        "level of education",
    ),
    "diploma_last_name": (
        "фамилия в дипломе",
        "фамилия указанная в дипломе",
        "фамилия по диплому",
        "фамилия указанная в дипломе о во или спо",
        "surname in the diploma",
        "surname in diploma",
        "diploma surname",
    ),
    "diploma_series": (
        "серия диплома",
        "серия",
        "серия документа о во/спо",
        "серия документа об образовании",
        "series",
        "series of the diploma",
        "diploma series",
    ),
    "diploma_number": (
        "номер диплома",
        "номер",
        "№ диплома",
        "номер документа о во/спо",
        "номер документа об образовании",
        "number of the diploma",
        "diploma number",
    ),
    "diploma": (
        "серия и номер диплома",
        "серия номер диплома",
        "серия № диплома",
        "серия и № диплома",
        "реквизиты диплома",
        "диплом",
        "diploma",
    ),
    "name_change_note": (
        "документ о смене фамилии",
        "смена фамилии",
        "change of surname",
    ),
    "group": ("группа", "учебная группа", "поток", "даты обучения", "group"),
    "course": (
        "программа",
        "наименование программы",
        "курс",
        "программа обучения",
        "course",
        "programme",
        "program",
    ),
}
BY_HEADING = {heading: name for name, headings in HEADINGS.items() for heading in headings}


def find_columns(row):
    """Which field stands in which column.

    :param list row: cells of the heading
    :return: dict {column: field}; without a name in it the row is no heading
    """
    columns = {}
    for place, cell in enumerate(row):
        name = _field_of(cell)
        if name and name not in columns.values():
            columns[place] = name
    return columns


def _field_of(cell):
    # what stands in brackets explains: «Пол (м/ж)», «Дата рождения*»
    plain = re.sub(r"\(.*?\)", " ", cell.lower().replace("ё", "е"))
    key = " ".join(re.sub(r"[^0-9a-zа-я№/\- ]", " ", plain).split())
    return BY_HEADING.get(key) or BY_HEADING.get(key.replace(" ", ""))

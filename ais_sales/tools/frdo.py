"""What ФИС ФРДО wants to know of an issued document. Plain Python, no Odoo.

The template of the register changes, so headings, which of them are needed and the words of choices
come from outside (`Column`); here is only how each value is got.
"""

from dataclasses import dataclass, field

from .oksm import RUSSIA, country_code
from .russian_ids import read_snils

# reasons, to be put into words by the caller
MISSING = "missing"
BAD_SNILS = "bad_snils"
BAD_BIRTH_DATE = "bad_birth_date"
STILL_STUDENT = "still_student"
NO_WORD = "no_word"

# in the order of the template, columns A to AN
KEYS = (
    "document_kind",
    "document_status",
    "loss_confirmed",
    "exchange_confirmed",
    "destruction_confirmed",
    "series",
    "number",
    "issue_date",
    "registration_number",
    "program_type",
    "program_name",
    "professional_area",
    "specialty_group",
    "qualification_name",
    "education_level",
    "diploma_last_name",
    "diploma_series",
    "diploma_number",
    "start_year",
    "end_year",
    "hours",
    "last_name",
    "first_name",
    "middle_name",
    "birth_date",
    "gender",
    "snils",
    "study_form",
    "funding_source",
    "education_form",
    "citizenship_code",
    "orig_document_name",
    "orig_series",
    "orig_number",
    "orig_registration_number",
    "orig_issue_date",
    "orig_last_name",
    "orig_first_name",
    "orig_middle_name",
    "number_to_change",
)
# one column instead of three in a template of 38 columns
CONFIRMATIONS = "confirmations"
# keys whose values are codes until `Column.choices` puts them into words
CHOICES = {
    "document_kind",
    "document_status",
    "loss_confirmed",
    "exchange_confirmed",
    "destruction_confirmed",
    CONFIRMATIONS,
    "program_type",
    "education_level",
    "gender",
    "study_form",
    "funding_source",
    "education_form",
    "orig_document_name",
}
PROGRAM_TYPES = {"certificate": "advanced", "diploma": "retraining"}
PERSON = ("last_name", "first_name", "middle_name")


@dataclass
class Column:
    """A column of the template.

    :param dict choices: words of the template by our codes, for keys of `CHOICES`
    :param list aliases: other headings under which the column is known
    """

    key: str
    heading: str
    required: bool = False
    only_duplicates: bool = False
    choices: dict = field(default_factory=dict)
    aliases: list = field(default_factory=list)


def read_choices(text):
    """Words by code out of lines `code=word`; other lines are left out."""
    pairs = (line.partition("=") for line in (text or "").splitlines())
    return {code.strip(): word.strip() for code, mark, word in pairs if mark and word.strip()}


def values_of(facts):
    """Values by key, codes not yet put into words.

    :param dict facts: of the document: `kind`, `series`, `number`, `date`, `registration_number`,
        `hours`, names; of the course: `course_name`, `professional_area`, `specialty_group`,
        `qualification_name`, `delivery_mode`, `date_start`, `date_end`; of the person:
        `birth_date`, `gender`, `snils`, `country` (two letters), `education_level`,
        `diploma_last_name`, `diploma_series`, `diploma_number`; of a duplicate: `original` (facts
        of the first document), `replace_reason`, `is_destroyed`
    :return: dict of str
    """
    return {
        **_of_document(facts),
        **_of_course(facts),
        **_of_person(facts),
        **_of_original(facts),
    }


def row_of(facts, columns):
    """A row of the template.

    :return: (dict of str by key, list of (key, reason)); the row is complete when the list is empty
    """
    values = values_of(facts)
    is_duplicate = bool(facts.get("original"))
    row, problems = {}, []
    for column in columns:
        if column.only_duplicates and not is_duplicate:
            row[column.key] = ""
            continue
        text = values.get(column.key, "")
        if column.key in CHOICES and text:
            word = column.choices.get(text, "")
            if not word and column.required:
                reason = STILL_STUDENT if text == "student" else NO_WORD
                problems.append((column.key, reason))
            row[column.key] = word
            continue
        row[column.key] = text
        reason = _reason(column, text, facts)
        if reason:
            problems.append((column.key, reason))
    return row, problems


def _reason(column, text, facts):
    if column.key == "snils":
        return _snils_reason(column, text, facts)
    if column.key == "birth_date" and text:
        start = facts.get("date_start") or facts.get("date")
        return BAD_BIRTH_DATE if start and facts["birth_date"] >= start else None
    return MISSING if column.required and not text else None


def _snils_reason(column, text, facts):
    if text:
        return BAD_SNILS if read_snils(text)[1] else None
    code = country_code(facts.get("country"))
    # a foreigner may have none; one whose citizenship is not known is not let off
    is_foreigner = code and code != RUSSIA
    return MISSING if column.required and not is_foreigner else None


def _of_document(facts):
    reason = facts.get("original") and facts.get("replace_reason")
    destroyed = bool(reason and facts.get("is_destroyed"))
    exchanged = reason in ("name", "error")
    return {
        "document_kind": facts.get("kind") or "",
        "document_status": "duplicate" if facts.get("original") else "original",
        "loss_confirmed": _yes(reason == "lost"),
        "exchange_confirmed": _yes(exchanged),
        "destruction_confirmed": _yes(destroyed),
        CONFIRMATIONS: _yes(bool(reason)),
        "series": facts.get("series") or "",
        "number": facts.get("number") or "",
        "issue_date": _date(facts.get("date")),
        "registration_number": facts.get("registration_number") or "",
        "hours": _whole(facts.get("hours")),
        **{name: facts.get(name) or "" for name in PERSON},
    }


def _of_course(facts):
    start, end = facts.get("date_start"), facts.get("date_end")
    return {
        "program_type": PROGRAM_TYPES.get(facts.get("kind"), ""),
        "program_name": facts.get("course_name") or "",
        "professional_area": facts.get("professional_area") or "",
        "specialty_group": facts.get("specialty_group") or "",
        "qualification_name": facts.get("qualification_name") or "",
        "start_year": str(start.year) if start else "",
        "end_year": str(end.year) if end else "",
        "study_form": facts.get("delivery_mode") or "",
        "funding_source": "paid",
        "education_form": "organisation",
    }


def _of_person(facts):
    number = facts.get("snils") or ""
    return {
        "education_level": facts.get("education_level") or "",
        "diploma_last_name": facts.get("diploma_last_name") or "",
        "diploma_series": facts.get("diploma_series") or "",
        "diploma_number": facts.get("diploma_number") or "",
        "birth_date": _date(facts.get("birth_date")),
        "gender": facts.get("gender") or "",
        "snils": read_snils(number)[0] if number else "",
        "citizenship_code": country_code(facts.get("country")),
    }


def _of_original(facts):
    original = facts.get("original") or {}
    return {
        "orig_document_name": original.get("kind") or "",
        "orig_series": original.get("series") or "",
        "orig_number": original.get("number") or "",
        "orig_registration_number": original.get("registration_number") or "",
        "orig_issue_date": _date(original.get("date")),
        **{f"orig_{name}": original.get(name) or "" for name in PERSON},
        "number_to_change": original.get("number") or "",
    }


def _yes(value):
    return "yes" if value else "no"


def _date(value):
    return value.strftime("%d.%m.%Y") if value else ""


def _whole(value):
    return f"{value:g}" if value else ""

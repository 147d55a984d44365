"""What the documents of the room say about parties, amounts and taxes."""

import pytz

from odoo.tools import is_html_empty

from ...tools.russian_words import amount_in_words, amount_with_words, plural
from .. import russian

DASH = "—"
KINDS = {
    "advanced": "повышение квалификации",
    "retraining": "профессиональная переподготовка",
    "seminar": "семинар",
}
PROGRAMMES = {
    "advanced": "дополнительная профессиональная программа повышения квалификации",
    "retraining": "дополнительная профессиональная программа профессиональной переподготовки",
    "seminar": "программа семинара",
}
ISSUED = {
    "certificate": "удостоверение о повышении квалификации",
    "diploma": "диплом о профессиональной переподготовке",
    "attendance": "сертификат участника",
}
PEOPLE = ("слушатель", "слушателя", "слушателей")


def or_dash(text):
    """A text, or a visible dash instead of nothing."""
    return text or DASH


def ais_lang(records):
    """The same records with names in Russian, where Russian is installed."""
    is_installed = records.env["res.lang"]._get_data(code="ru_RU")
    return records.with_context(lang="ru_RU") if is_installed else records


def numbered(what, record, prefix):
    """A document with its number and date: «договор № 5 от 12.01.2026»."""
    number, date = record[f"{prefix}_number"], record[f"{prefix}_date"]
    text = f"{what} №{russian.NBSP}{number or DASH}"
    return f"{text} от {russian.date(date)}" if date else text


def address(partner):
    """Address in one line, from the index to the building."""
    parts = [
        partner.zip,
        partner.state_id.name if partner.state_id.name != partner.city else "",
        partner.city,
        partner.street,
        partner.street2,
    ]
    return ", ".join(part for part in parts if part)


def party(partner):
    """Requisites of a client or of the company's own card.

    :param partner: `res.partner`, a contact stands for the organisation
    :return: dict of texts, a dash instead of what is missing
    """
    partner = partner.commercial_partner_id
    account = partner.bank_ids[:1]
    bank = account.bank_id
    return {
        "name": or_dash(partner.name),
        "inn": or_dash(partner.vat),
        "kpp": or_dash(partner.ais_kpp),
        "numbers": numbers(partner),
        "ogrn": or_dash(partner.company_registry),
        "address": or_dash(address(partner)),
        "phone": or_dash(partner.phone),
        "email": or_dash(partner.email),
        "account": or_dash(account.acc_number),
        "bank": or_dash(bank.name),
        "bik": or_dash(bank.bic),
        "corr": or_dash(bank.ais_corr_account),
        "is_company": partner.is_company,
        "signer": partner.ais_signer_name or "",
        "position": partner.ais_signer_position or "",
        "genitive": partner.ais_signer_genitive or "",
        "acting": acting(partner.ais_signer_genitive),
        "basis": partner.ais_signer_basis or "",
    }


def numbers(partner):
    """INN and KPP; who has no KPP is not asked for one."""
    text = f"ИНН{russian.NBSP}{partner.vat or DASH}"
    return f"{text}, КПП{russian.NBSP}{partner.ais_kpp}" if partner.ais_kpp else text


def acting(genitive):
    """«действующего» or «действующей», by the patronymic of the one who signs."""
    if not genitive:
        return "действующего(-ей)"
    return "действующей" if genitive.rstrip(".").endswith(("вны", "чны")) else "действующего"


def provider(company, account=None):
    """Requisites of the training centre.

    :param account: `res.partner.bank` to print, the company's settlement account if not given
    """
    account = account or company._ais_settlement_account()
    return {
        **party(company.partner_id),
        "name": or_dash(company.name),
        "full_name": company.ais_full_name or company.name,
        "account": or_dash(account.acc_number),
        "bank": or_dash(account.bank_id.name),
        "bank_city": account.bank_id.city or "",
        "bik": or_dash(account.bank_id.bic),
        "corr": or_dash(account.bank_id.ais_corr_account),
        "is_company": True,
        "signer": company.ais_signer_name or "",
        "position": company.ais_signer_position or "Руководитель",
        "genitive": company.ais_signer_genitive or "",
        "acting": acting(company.ais_signer_genitive),
        "basis": company.ais_signer_basis or "",
        "accountant": company.ais_accountant_name or "",
        "license": licence(company),
    }


def licence(company):
    """The licence as «№ Л035-… от 12 марта 2026 г. (лицензирующий орган: …)»."""
    if not company.ais_license_number:
        return DASH
    text = f"№{russian.NBSP}{company.ais_license_number}"
    if company.ais_license_date:
        text += f" от {russian.long_date(company.ais_license_date)}"
    if company.ais_license_authority:
        text += f" (лицензирующий орган: {company.ais_license_authority})"
    return text


def money(amount, currency):
    """An amount in a column: 45 000,00."""
    return russian.money(amount, currency, symbol=False)


def total(amount, currency):
    """An amount with its currency: «45 000,00 руб.», «500,00 USD»."""
    return f"{money(amount, currency)}{russian.NBSP}{russian.currency_word(currency)}"


def in_words(amount, currency):
    """An amount in words, in figures when it is not in roubles."""
    return amount_in_words(amount) if currency.name == "RUB" else total(amount, currency)


def in_contract(amount, currency):
    """An amount as contracts name it: figures and words."""
    return amount_with_words(amount) if currency.name == "RUB" else total(amount, currency)


def product_lines(document):
    """Lines of an order or invoice that cost something."""
    if document._name == "sale.order":
        lines = document._ais_printed_lines()
        return lines.filtered(lambda line: not line.display_type)
    return document.invoice_line_ids.filtered(lambda line: line.display_type == "product")


def is_exempt(line):
    """Whether a line is an educational service exempt from VAT."""
    return bool(line.tax_ids) and all(line.tax_ids.mapped("ais_is_exempt"))


def tax_rows(document):
    """Taxes that are in the total of an order or invoice.

    :return: list of (name, amount)
    """
    return [
        (group["group_name"], group["tax_amount_currency"])
        for subtotal in (document.tax_totals or {}).get("subtotals", [])
        for group in subtotal["tax_groups"]
        if group["tax_amount_currency"]
    ]


def tax_text(document, note=None):
    """What is said about VAT: exemption, tax, both, or that there is none.

    :param str note: the words of exemption, the company's note if not given
    """
    currency = document.currency_id
    note = note or document.company_id.ais_vat_note or "НДС не облагается"
    lines = product_lines(document)
    exempt = lines.filtered(is_exempt)
    taxes = ", ".join(f"{name} {total(amount, currency)}" for name, amount in tax_rows(document))
    if lines and exempt == lines:
        return note
    if not taxes:
        return "Без НДС"
    text = f"В том числе {taxes}"
    return f"{text}; образовательные услуги: {note}" if exempt else text


def salutation(partner):
    """How a letter begins; empty when the patronymic does not tell."""
    words = (partner.name or "").split()
    if partner.is_company or len(words) != 3:
        return ""
    _last, first, patronymic = words
    if patronymic.endswith(("вна", "чна")):
        return f"Уважаемая {first} {patronymic}!"
    return f"Уважаемый {first} {patronymic}!" if patronymic.endswith("ич") else ""


def has_text(html):
    """Whether an Html field says something."""
    return bool(html) and not is_html_empty(html)


def local_day(record, name):
    """The day of a datetime field where the company works."""
    value = record[name]
    zone = record.company_id.ais_timezone()
    return pytz.utc.localize(value).astimezone(zone).date() if value else None


# for templates
HELPERS = {
    **russian.HELPERS,
    "ru_kinds": KINDS,
    "ru_programmes": PROGRAMMES,
    "ru_issued": ISSUED,
    "ru_people": lambda count: f"{count}{russian.NBSP}{plural(count, PEOPLE)}",
    "ru_total": total,
    "ru_column": money,
    "ru_in_words": in_words,
    "ru_in_contract": in_contract,
    "or_dash": or_dash,
    "has_text": has_text,
}

"""Words of printed registers of issued documents."""

from .. import russian

KINDS = {
    "certificate": "удостоверение о повышении квалификации",
    "diploma": "диплом о профессиональной переподготовке",
    "attendance": "сертификат участника",
    "reference": "справка об обучении",
}
HOW = {
    "person": "лично",
    "proxy": "по доверенности",
    "post": "почтой",
    "coordinator": "представителю заказчика",
}
REASONS = {"lost": "утеря", "name": "смена фамилии", "error": "ошибка"}


def kind_of(document):
    """What the document is called, a duplicate told so."""
    name = KINDS[document.kind]
    return f"{name} (дубликат)" if document.is_duplicate else name


def handed_of(document):
    """When, how and to whom the document was given; empty while it was not."""
    if not document.handed_on:
        return ""
    parts = [russian.date(document.handed_on), HOW[document.handed_how]]
    if document.receiver:
        parts.append(document.receiver)
    if document.track_number:
        parts.append(f"отправление {document.track_number}")
    return ", ".join(parts)


def remark_of(document):
    """What an inspector asks about: spoilt, replaced, instead of what."""
    if document.state == "spoilt":
        return f"бланк испорчен: {document.spoil_reason}"
    parts = []
    if document.original_id:
        instead = document.original_id._full_number()
        parts.append(f"взамен № {instead}, {REASONS[document.replace_reason]}")
    if document.state == "replaced":
        parts.append("заменён дубликатом")
    return "; ".join(parts)


HELPERS = {
    **russian.HELPERS,
    "document_kind": kind_of,
    "document_handed": handed_of,
    "document_remark": remark_of,
}

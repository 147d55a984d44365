"""Files that a parser should survive: broken, lying, swollen. Plain Python, no Odoo."""

import io
import zipfile

import xlsxwriter

MB = 1024 * 1024
HEADING = ("ФИО", "Организация", "ИНН", "E-mail", "Часы")
SHEET = "xl/worksheets/sheet1.xml"
SHEET_XML = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "{head}<sheetData>{rows}</sheetData></worksheet>"
)


def workbook(*rows):
    """A good XLSX file."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            write = page.write_string if isinstance(value, str) else page.write_number
            write(number, place, value)
    book.close()
    return buffer.getvalue()


def with_part(name, content):
    """A good XLSX file one part of which is another."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(HEADING))) as good:
        parts = {part: good.read(part) for part in good.namelist()}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, data in {**parts, name: content}.items():
            packed.writestr(part, data)
    return buffer.getvalue()


def sheet(rows, head=""):
    return with_part(SHEET, SHEET_XML.format(rows=rows, head=head).encode())


def laughs():
    """A few bytes of XML that are gigabytes when every name is put in."""
    names = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    text = (
        f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "ха">{names}]>'
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><t>&l9;</t></si></sst>"
    )
    return with_part("xl/sharedStrings.xml", text.encode())


def lying_bomb(size=20 * MB):
    """A packed part that says it is small."""
    content = bytearray(with_part(SHEET, b" " * size))
    real = size.to_bytes(4, "little")
    while (place := content.find(real)) >= 0:
        content[place : place + 4] = (1000).to_bytes(4, "little")
    return bytes(content)


def hostile():
    """Files by what is wrong with them; none is to be read as a table with people."""
    good = workbook(HEADING, ("Иванов Иван", "ООО «Ромашка»", "7707083893", "a@b.ru", 5))
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    wide = '<dimension ref="A1:XFD1048576"/>'
    strings = b"<sst>" + b"<si><t>ab</t></si>" * (4 * MB) + b"</sst>"
    return {
        "zeros": b"\x00" * 1000,
        "noise": bytes(range(256)) * 40,
        "signature of a zip and noise": b"PK\x03\x04" + bytes(range(256)) * 40,
        "half of a workbook": good[: len(good) // 2],
        "workbook without an end": good[:-30],
        "zip without a workbook": _zip({"readme.txt": b"x"}),
        "zip of nothing": _zip({}),
        "workbook with a broken sheet": with_part(SHEET, b"<worksheet><sheetData><row"),
        "bomb": with_part(SHEET, b" " * (70 * MB)),
        "bomb of strings": with_part("xl/sharedStrings.xml", strings),
        "bomb that lies": lying_bomb(),
        "laughs": laughs(),
        "row a million": sheet(far, wide),
        "more than 20 MB": b"x" * (21 * MB),
        "long line": b"x" * (5 * MB),
        "long cell": ("ФИО;Часы\n" + "я" * 5000).encode(),
        "too many rows": "ФИО;Часы\n".encode() + b"x;1\n" * 30000,
        "UTF-16 cut off": "ФИО\tЧасы\nИванов".encode("utf-16")[:-1],
        "UTF-16 without its mark": "ФИО\tЧасы\nИванов".encode("utf-16-le"),
        "old Excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4000,
        "PDF": b"%PDF-1.7\n" + bytes(range(128, 256)) * 10,
        "page of a site": b"<html><script>alert(1)</script></html>",
        "nothing but separators": b";;;;\n" * 100,
        "unclosed quote": 'ФИО;Часы\n"Иванов;1\nПетров;2'.encode()[:12],
    }


def _zip(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()

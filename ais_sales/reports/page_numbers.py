"""Page numbers on finished PDF files.

wkhtmltopdf on unpatched Qt, which is what Debian ships, knows no footers, so the numbers are
written on the pages afterwards, whichever build made them.
"""

import io
import logging
from functools import lru_cache

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from odoo.tools.misc import file_path
from odoo.tools.pdf import PdfFileReader, PdfFileWriter

_logger = logging.getLogger(__name__)

FONT = "ais_page_numbers"
# the first is Odoo's own; the others are looked for in the system's font folders
FONT_FILES = (
    "web/static/fonts/google/Open_Sans/Open_Sans-Regular.ttf",
    "DejaVuSans.ttf",
    "dejavu/DejaVuSans.ttf",
    "liberation/LiberationSans-Regular.ttf",
    "arial.ttf",
)
TEXT = "Стр. %(page)s из %(pages)s"
FONT_SIZE = 8
FROM_EDGE = 7 * mm


def number_pages(*contents):
    """Join PDF files into one and write "page 1 of N" in Russian at the foot of each page.

    :param bytes contents: PDF files, in their order
    :return: bytes of one PDF file
    """
    writer = PdfFileWriter()
    for content in contents:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        for index in range(reader.numPages):
            writer.addPage(reader.getPage(index))
    sizes = [_size(writer.getPage(index)) for index in range(writer.getNumPages())]
    stamps = PdfFileReader(io.BytesIO(_make_stamps(sizes)), strict=False)
    for index in range(len(sizes)):
        writer.getPage(index).mergePage(stamps.getPage(index))
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def _size(page):
    return float(page.mediaBox.getWidth()), float(page.mediaBox.getHeight())


def _make_stamps(sizes):
    stream = io.BytesIO()
    canvas = Canvas(stream)
    font = _page_font()
    text = TEXT if font == FONT else "%(page)s / %(pages)s"
    for number, (width, height) in enumerate(sizes, 1):
        canvas.setPageSize((width, height))
        canvas.setFont(font, FONT_SIZE)
        canvas.setFillGray(0.35)
        canvas.drawRightString(
            width - 10 * mm,
            FROM_EDGE,
            text % {"page": number, "pages": len(sizes)},
        )
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@lru_cache(1)
def _page_font():
    """Name of a font that has Cyrillic letters; Helvetica, which has none, when there is none."""
    for name in FONT_FILES:
        try:
            path = file_path(name) if name.startswith("web/") else name
            font = TTFont(FONT, path)
        except (FileNotFoundError, TTFError):
            continue
        if all(ord(letter) in font.face.charToGlyph for letter in "Стр. из"):
            pdfmetrics.registerFont(font)
            return FONT
    _logger.warning("No font with Cyrillic letters: pages are numbered without words.")
    return "Helvetica"

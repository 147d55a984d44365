"""Cut long tables into pages before they are printed.

wkhtmltopdf on unpatched Qt does not repeat the head of a table on the next page, so each page gets
a table of its own with its own head. Heights are in CSS pixels and rather too big than too small:
a page that holds less than it could is fine, one that overflows is not.
"""

from dataclasses import dataclass, field
from textwrap import wrap

LINE = 16
ROW_PADDING = 8


@dataclass
class Section:
    """Rows under one heading."""

    title: str
    rows: list
    total: object = None


@dataclass
class Part:
    """What of a section stands on one page."""

    section: Section
    is_first: bool
    is_last: bool = False
    rows: list = field(default_factory=list)


def row_height(*texts):
    """Height of a table row.

    :param texts: pairs (text, how many characters of DejaVu Sans, which is wide, fit on a line
        of its column)
    """
    lines = max((len(wrap(text or "", width)) for text, width in texts), default=1)
    return max(lines, 1) * LINE + ROW_PADDING


def paginate(sections, first, following, head, foot=0, tail=0):
    """Spread sections over pages.

    :param list sections: `Section` objects, whose rows have a `height`
    :param int first: room on the first page, under the letterhead
    :param int following: room on the other pages
    :param int head: height of a section's title and table head
    :param int foot: height of what follows a section's last row, on the same page
    :param int tail: height of what follows the very last row, on the same page
    :return: list of pages, each a list of `Part`; one empty page if there are no rows
    """
    pages, room = [[]], first
    for section in sections:
        part = None
        for index, row in enumerate(section.rows):
            is_last = index == len(section.rows) - 1
            need = row.height + (foot if is_last else 0)
            if is_last and section is sections[-1]:
                need += tail
            if need + (0 if part else head) > room and (pages[-1] or len(pages) == 1):
                pages.append([])
                part, room = None, following
            if part is None:
                part = Part(section, is_first=not index)
                pages[-1].append(part)
                room -= head
            part.rows.append(row)
            part.is_last = is_last
            room -= need
    return pages

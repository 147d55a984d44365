"""Bring a translation up to its template: new words are added empty, words gone are dropped."""

import re
import sys
from pathlib import Path

import polib

RUSSIAN = re.compile("[А-Яа-я]")
NAME = re.compile(r"[a-z_]+(\.[a-z_]+)*")
LETTER = re.compile("[A-Za-z]")


def drop_names(template_path):
    """Take names of fields and methods out of a template.

    The extractor takes the first string of a tuple for a message when a message stands before it.
    """
    template = polib.pofile(template_path)
    addon = Path(template_path).resolve().parent.parent
    code = "".join(path.read_text("utf-8") for path in addon.rglob("*.py"))
    for entry in list(template):
        is_code = "odoo-python" in (entry.comment or "")
        if is_code and NAME.fullmatch(entry.msgid):
            said = re.search(rf'\b_\(\s*"{re.escape(entry.msgid)}"', code)
            places = [place for place in entry.occurrences if not place[0].endswith(".py")]
            if not said and not places:
                template.remove(entry)
    template.save(template_path)


def merge(template_path, translation_path):
    """Rewrite the .po at `translation_path`; return the list of messages without a translation."""
    template = polib.pofile(template_path)
    if not Path(translation_path).exists():
        polib.POFile().save(translation_path)
    translation = polib.pofile(translation_path)
    translation.merge(template)
    for entry in translation.obsolete_entries():
        translation.remove(entry)
    for entry in translation:
        # the words of printed documents are Russian already, and stay as they are
        if entry.msgid == entry.msgstr:
            entry.msgstr = ""
    translation.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    translation.save(translation_path)
    return [
        entry.msgid
        for entry in translation
        if not entry.translated()
        and not entry.msgid.isupper()
        and LETTER.search(entry.msgid)
        and not RUSSIAN.search(entry.msgid)
    ]


if __name__ == "__main__":
    drop_names(sys.argv[1])
    missing = merge(*sys.argv[1:])
    for message in missing:
        print(f"no Russian word yet: {message}")
    sys.exit(bool(missing))

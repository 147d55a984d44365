"""Find people's full names in payers and purposes. Plain Python, no Odoo.

A name is found in any order of its words, whatever the letters' case, with ё as е, and declined:
«за Петрову Анну Сергеевну» names Петрова Анна Сергеевна. What is found is only ever proposed.
"""

import re

from .payment_purpose import fold

WORD = re.compile(r"[А-ЯA-Z]+(?:-[А-ЯA-Z]+)*")
# endings that Russian names take, the longest first
ENDING = re.compile(
    r"(?<=[А-Я]{2})(?:ИЕМ|ИЕЙ|ОГО|ЕГО|ОМУ|ЕМУ|ЫМ|ИМ|ОМ|ЕМ|ОЙ|ЕЙ|УЮ|ЮЮ|АЯ|ЯЯ|ИЮ|ИЯ|ИИ|ИЕ|ЫЙ|ИЙ"
    r"|А|Я|У|Ю|Е|И|Ы|О|Ь|Й)$",
)
# name and surname at least; with a patronymic, and a double name at most
SIZES = (4, 3, 2)


def person_key(name):
    """One key for the ways of writing a full name.

    :param str name: Петрова Анна Сергеевна
    :return: tuple of str, empty when it is not the name of a person in full
    """
    words = _stems(name)
    return tuple(sorted(words)) if len(words) in SIZES else ()


def find_people(text, known):
    """Find known full names in a text.

    :param str text: payer or purpose
    :param known: container of keys as from `person_key`
    :return: list of keys; a shorter name within a longer one that is known is left out
    """
    words = _stems(text)
    found, taken = [], set()
    for size in SIZES:
        for start in range(len(words) - size + 1):
            places = set(range(start, start + size))
            key = tuple(sorted(words[start : start + size]))
            if key in known and not places & taken:
                taken |= places
                if key not in found:
                    found.append(key)
    return found


def _stems(text):
    return [ENDING.sub("", word) for word in WORD.findall(fold(text))]

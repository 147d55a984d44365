"""Run by `odoo shell` for dev/lifecycle: stories that are told of a database in a part of its life.

AIS_PART names the part; each story writes a line to the table of AIS_TABLE.
"""

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(os.environ["AIS_ODOO"]).parent))

import lifecycle_stories

PART = os.environ["AIS_PART"]


def note(what, held, detail=""):
    word = "held" if held else "FAILED"
    with open(os.environ["AIS_TABLE"], "a", encoding="utf-8") as table:
        table.write(f"{PART}\t{what}\t{word}\t{detail}\n")
    print(PART, what, word, detail)


for story in lifecycle_stories.STORIES[PART]:
    begin = time.monotonic()
    try:
        held, detail = story(env)  # noqa: F821 odoo shell's
    except Exception as error:
        held, detail = False, f"{type(error).__name__}: {error}".replace("\n", " ")[:200]
        env.cr.rollback()  # noqa: F821
    name = (story.__doc__ or story.__name__).split("\n")[0].rstrip(".")
    note(name, held, f"{detail} ({time.monotonic() - begin:.1f} s)")

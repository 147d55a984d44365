"""What the web client asks for when a board opens, at growing sizes, beside stock event.

Usage: bench_board.py DATABASE. The last size is 5,000 groups with 100,000 bookings. Nothing is
committed. Prints one line of JSON.
"""

import json
import os
import statistics
import sys
from datetime import timedelta

from bench_rows import copies, environment, measured, open_kanban

from odoo.tools import SQL

SIZES = (50, 500, 5000)
PER_GROUP = 20
REPEATS = int(os.environ.get("REPEATS", "7"))


class Board:
    """Both products' boards in one database, with as many rows each."""

    def __init__(self, env):
        self.env = env
        day = env.company.ais_today() + timedelta(days=30)
        partner = env["res.partner"].create({"name": "Клиент"})
        course = env["ais.course"].create({"name": "Доска", "code": "ДОСКА", "seats_min": 1})
        self.group = env["ais.course.group"].create(
            {"course_id": course.id, "date_start": day, "date_end": day, "seats_max": 40},
        )
        self.booking = env["ais.booking"].create(
            {"group_id": self.group.id, "partner_id": partner.id},
        )
        self.event = env["event.event"].create(
            {
                "name": "Доска",
                "date_begin": f"{day} 06:00:00",
                "date_end": f"{day} 15:00:00",
                "seats_limited": True,
                "seats_max": 40,
                "event_mail_ids": [],
            },
        )
        self.registration = env["event.registration"].create(
            {"event_id": self.event.id, "partner_id": partner.id, "state": "open"},
        )
        env.flush_all()

    def grow(self, count):
        groups = copies(
            self.group,
            count,
            {
                "code": SQL("md5(random()::text)"),
                "state": SQL("(ARRAY['draft','open','guaranteed','running'])[1 + n %% 4]"),
                "seats_held": SQL("%s", PER_GROUP),
                "seats_taken": SQL("%s", PER_GROUP),
                "seats_available": SQL("%s", 40 - PER_GROUP),
            },
        )
        copies(
            self.booking,
            count * PER_GROUP,
            {"group_id": self._parent_of(groups), "name": SQL("'B' || n")},
        )
        stages = SQL("(ARRAY(SELECT id FROM event_stage ORDER BY id LIMIT 4))[1 + n %% 4]")
        events = copies(self.event, count, {"stage_id": stages})
        copies(
            self.registration,
            count * PER_GROUP,
            {"event_id": self._parent_of(events), "barcode": SQL("md5(random()::text)")},
        )
        for table in ("ais_course_group", "ais_booking", "event_event", "event_registration"):
            self.env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))

    def _parent_of(self, ids):
        """SQL: each parent in its turn."""
        return SQL("(%s::int[])[1 + (n - 1) / %s]", ids, PER_GROUP)

    def figures(self):
        """Open both boards at each size.

        :return: list of {product, groups, bookings, queries, ms}
        """
        admin = self.env(user=self.env.ref("base.user_admin"))
        found = []
        have = 1
        for size in SIZES:
            self.grow(size - have)
            have = size
            for product, name in (("ais", "ais.course.group"), ("event", "event.event")):
                model = admin[name].with_context(lang="en_US")
                open_kanban(model)
                opened = [
                    measured(self.env, lambda board=model: open_kanban(board))
                    for _n in range(REPEATS)
                ]
                found.append(
                    {
                        "product": product,
                        "groups": size,
                        "bookings": size * PER_GROUP,
                        "queries": max(queries for queries, _took in opened),
                        "ms": statistics.median(took for _queries, took in opened),
                    },
                )
        return found


if __name__ == "__main__":
    board = Board(environment(sys.argv[1]))
    print("BOARD" + json.dumps(board.figures()))
    board.env.cr.rollback()

"""Run by `odoo shell`: the people of the race, and fresh groups and events for each of its runs.

Reads PLAN, a list of ``[[product, groups, seats], …]``, from the environment; prints the scene as
one line of JSON.
"""

import json
import os
from datetime import timedelta
from functools import partial

start = env.company.ais_today() + timedelta(days=30)  # noqa: F821
course = env["ais.course"].create({"name": "Гонка", "code": "ГОНКА", "seats_min": 1})  # noqa: F821


def make_groups(count, seats):
    dates = {"date_start": start, "date_end": start}
    vals = {"course_id": course.id, "seats_max": seats, **dates}
    return env["ais.course.group"].create([dict(vals) for _n in range(count)]).ids  # noqa: F821


def make_events(count, seats, **more):
    vals = {
        "name": "Гонка",
        "date_begin": f"{start} 06:00:00",
        "date_end": f"{start} 15:00:00",
        "seats_limited": True,
        "seats_max": seats,
        **more,
    }
    return env["event.event"].create([dict(vals) for _n in range(count)]).ids  # noqa: F821


groups = [
    env.ref(name).id  # noqa: F821
    for name in ("ais_sales.group_specialist", "event.group_event_registration_desk")
]
users = env["res.users"].create(  # noqa: F821
    [
        {"name": f"Клерк {n}", "login": f"clerk_{n}", "group_ids": [(6, 0, groups)]}
        for n in range(4)
    ],
)
keys = env["res.users.apikeys"]  # noqa: F821
make = {
    "ais": make_groups,
    # at its best: the e-mails that an event is made with are taken away
    "event": partial(make_events, event_mail_ids=[]),
    "event_mail": make_events,
}
scene = {
    "users": [
        (user.id, keys.with_user(user).sudo()._generate(None, "bench", None)) for user in users
    ],
    "partners": env["res.partner"].create([{"name": f"Клиент {n}"} for n in range(40)]).ids,  # noqa: F821
    "runs": [
        make[product](count, seats) for product, count, seats in json.loads(os.environ["PLAN"])
    ],
}
env.cr.commit()  # noqa: F821
print("SCENE" + json.dumps(scene))

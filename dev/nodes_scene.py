"""Run by `odoo shell` on demo data: fifty people, their clients, few hot groups.

Prints the scene as one line of JSON.
"""

# the whole is one script of the shell, which gives `env`
# ruff: noqa: F821
import json
from datetime import timedelta

# role: how many sign in with a password
PEOPLE = {"specialist": 30, "head": 4, "deputy": 1, "director": 1, "training_office": 3}
PEOPLE["accountant"] = 3
ROBOTS = 5
CLIENTS, LEADS = 10, 8
today = env.company.ais_today()
company = env.company
PERSON = {
    "birth_date": "1985-03-12",
    "education_level": "higher",
    "diploma_last_name": "Слушатель",
    "diploma_series": "ВСГ",
    "diploma_number": "1234567",
}
WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


def inn(number):
    """A valid INN of an organisation that is in no register: region 00."""
    digits = f"00{number:07d}"
    check = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return f"{digits}{check % 11 % 10}"


def user(login, role):
    return {
        "name": f"Сотрудник {login}",
        "login": login,
        "password": login,
        "email": f"{login}@ais.example",
        "lang": "ru_RU",
        "tz": "Europe/Moscow",
        "group_ids": [(6, 0, env.ref(f"ais_sales.group_{role}").ids)],
    }


users = {
    role: env["res.users"]
    .with_context(no_reset_password=True)
    .create([user(f"day_{role}_{number}", role) for number in range(count)])
    for role, count in PEOPLE.items()
}
robots = (
    env["res.users"]
    .with_context(no_reset_password=True)
    .create([user(f"day_robot_{number}", "specialist") for number in range(ROBOTS)])
)
team = env.ref("sales_team.team_sales_department")
sellers = users["specialist"] | users["head"] | robots
env["crm.team.member"].create([{"crm_team_id": team.id, "user_id": one.id} for one in sellers])

direction = env["ais.direction"].create({"name": "День", "code": "ДЕНЬ"})
courses = env["ais.course"].create(
    [
        {
            "name": f"Курс дня {number}",
            "code": f"ДЕНЬ{number}",
            "hours": 40,
            "seats_min": 1,
            "direction_id": direction.id,
            "list_price": 12000.0,
        }
        for number in range(2)
    ],
)


def groups(course, seats, *begins):
    return env["ais.course.group"].create(
        [
            {
                "course_id": course.id,
                "date_start": today + timedelta(days=begin),
                "date_end": today + timedelta(days=begin + 4),
                "seats_max": seats,
                "seats_min": 1,
            }
            for begin in begins
        ],
    )


hot = groups(courses[0], 30, 20, 21, 22) | groups(courses[1], 30, 20, 23)
wide = groups(courses[0], 400, 60) | groups(courses[1], 400, 61)

clients = env["res.partner"].create(
    [
        {
            "name": f"ООО «Клиент {number}»",
            "is_company": True,
            "vat": inn(number + 1000),
            "email": f"client{number}@client.example",
            "phone": f"+7 495 {2000000 + number}",
            "country_id": env.ref("base.ru").id,
            "user_id": sellers[number % len(sellers)].id,
        }
        for number in range(CLIENTS * len(sellers))
    ],
)
env["crm.lead"].create(
    [
        {
            "name": f"Обучить {number}",
            "type": "opportunity",
            "partner_id": clients[number % len(clients)].id,
            "user_id": clients[number % len(clients)].user_id.id,
            "team_id": team.id,
            "ais_course_id": courses[number % 2].id,
            "ais_seats": 1 + number % 3,
        }
        for number in range(LEADS * len(sellers))
    ],
)
env["ais.contact.agreement"].create(
    [
        {"partner_id": one.id, "user_id": one.user_id.id, "topic": "Позвонить", "date": today}
        for one in clients
    ],
)


def taught(group, first, seats, state, dates):
    """A group whose people are studying or have passed."""
    booking = env["ais.booking"].create(
        {
            "group_id": group.id,
            "partner_id": clients[first].id,
            "user_id": clients[first].user_id.id,
            "seats": seats,
            "state": "confirmed",
            "trainee_ids": [
                (0, 0, {"name": f"Слушатель {first} {number}", **PERSON}) for number in range(seats)
            ],
        },
    )
    group.write(
        {**dates, "enroll_until": dates["date_start"], "decision_date": dates["date_start"]}
    )
    if state == "done":
        booking.trainee_ids.write({"training_state": "studying", "result": "passed"})
        booking.trainee_ids.action_complete()
    else:
        booking.trainee_ids.write({"training_state": "enrolled"})
        group.action_guarantee()
        group.action_start()
    return booking.trainee_ids


over = {"date_start": today - timedelta(days=9), "date_end": today - timedelta(days=3)}
running = {"date_start": today - timedelta(days=2), "date_end": today + timedelta(days=9)}
finished = taught(groups(courses[0], 150, 40), 0, 150, "done", over)
study = [groups(courses[1], 25, 40 + number) for number in range(2)]
for number, group in enumerate(study, 1):
    taught(group, number, 25, "running", running)

source = env.ref("ais_sales.source_site").copy({"name": "День", "limit_minute": 10**6})
source.limit_day = 10**8
key = env["ais.inquiry.key"].browse(source.action_new_key()["res_id"]).key
# asks a service outside
env.ref("crm_iap_enrich.ir_cron_lead_enrichment").active = False
scene = {
    "people": [[role, one.login] for role, ones in users.items() for one in ones],
    "robots": [
        [one.id, env["res.users.apikeys"].with_user(one).sudo()._generate(None, "day", None)]
        for one in robots
    ],
    "hot": hot.ids,
    "wide": wide.ids,
    "courses": courses.mapped("code"),
    "clients": clients.ids,
    "inns": clients.mapped("vat"),
    "finished": finished.ids,
    "study": [group.id for group in study],
    "team": team.id,
    "source": source.id,
    "key": key,
    "sites": 3,
}
env.cr.commit()
print("SCENE" + json.dumps(scene))

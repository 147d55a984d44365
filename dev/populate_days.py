"""What the staff of the volume has agreed on, noted and put off: contacts, needs, debts, tasks."""

from bench_debt import analyze
from bench_rows import copies
from populate_dice import day, dice, pick, share

from odoo.tools import SQL

AGREEMENTS, NEEDS, TALKS, TASKS = 60_000, 20_000, 20_000, 30_000
RESULTS = ("promised", "not_reached", "disputes", "documents", "other")


class Days:
    """The daily work of populate_scene.py."""

    def __init__(self, scene):
        self.scene = scene
        self.env = scene.env
        self.whose = {"partner_id": scene._clients(), "user_id": scene._worker()}

    def fill(self):
        """Make it all."""
        self._agreements(self.scene.number(AGREEMENTS))
        self._needs(self.scene.number(NEEDS))
        self._talks(self.scene.number(TALKS))
        self._tasks(self.scene.number(TASKS))
        analyze(self.env, "ais_contact_agreement", "ais_need", "ais_debt_contact", "mail_activity")

    def _agreements(self, rows):
        """Two thirds in the past, of which one in twenty was missed."""
        client = self.scene.client
        one = self.env["ais.contact.agreement"].create(
            {"partner_id": client.id, "user_id": client.user_id.id, "topic": "Позвонить"},
        )
        self.env.flush_all()
        when = day(200, 60, ahead=100)
        missed = SQL("%s < CURRENT_DATE AND %s < 5", when, dice(100, 61))
        done = SQL("%s < CURRENT_DATE AND %s >= 5", when, dice(100, 61))
        copies(
            one,
            rows,
            {
                **self.whose,
                "acting_user_id": self.whose["user_id"],
                "topic": SQL("'Разговор ' || n"),
                "date": when,
                "agreed_date": when,
                "series_date": when,
                "is_missed": missed,
                "state": SQL("CASE WHEN %s THEN 'done' ELSE 'planned' END", done),
                "done_at": SQL("CASE WHEN %s THEN %s + interval '12 hours' END", done, when),
                "activity_id": SQL("NULL"),
                "activity_date": SQL("CASE WHEN %s < CURRENT_DATE THEN %s END", when, when),
            },
        )

    def _needs(self, rows):
        scene = self.scene
        one = self.env["ais.need"].create(
            {
                "lead_id": scene.lead.id,
                "name": "Обучение",
                "course_id": scene.courses[0].id,
                "date_from": self.env.company.ais_today(),
            },
        )
        self.env.flush_all()
        since = day(300, 62, ahead=120)
        course = dice(len(scene.courses), 63)
        copies(
            one,
            rows,
            {
                **self.whose,
                "name": SQL("'Потребность ' || n"),
                "lead_id": pick(scene.leads, SQL("(n - 1) %% %s", len(scene.leads))),
                "course_id": pick(scene.courses.ids, course),
                "direction_id": pick([one.direction_id.id for one in scene.courses], course),
                "date_from": since,
                "month": SQL("date_trunc('month', %s::timestamp)::date", since),
                "people": SQL("1 + %s", dice(10, 64)),
                "state": pick(("open", "open", "offered", "met", "dropped"), dice(5, 65)),
                "create_date": SQL("%s - 20", since),
            },
        )

    def _talks(self, rows):
        """Talks about debts; of the promises one in ten is still expected."""
        client = self.scene.client
        today = self.env.company.ais_today()
        one = self.env["ais.debt.contact"].create(
            {
                "client_id": client.id,
                "user_id": client.user_id.id,
                "result": "promised",
                "promise_amount": 1000,
                "promise_date": today,
            },
        )
        self.env.flush_all()
        age = dice(300, 66)
        promise = SQL("%s = 0", dice(5, 67))
        copies(
            one,
            rows,
            {
                "client_id": self.whose["partner_id"],
                "user_id": self.whose["user_id"],
                "date": SQL("CURRENT_DATE - %s + interval '10 hours'", age),
                "result": pick(RESULTS, dice(5, 67)),
                "promise_amount": SQL(
                    "CASE WHEN %s THEN 1000 * (1 + %s) END", promise, dice(60, 68)
                ),
                "promise_date": SQL("CASE WHEN %s THEN CURRENT_DATE - %s + 10 END", promise, age),
                "promise_state": SQL(
                    "CASE WHEN %s THEN CASE WHEN %s < 30 THEN 'open' ELSE %s END END",
                    promise,
                    age,
                    pick(("kept", "kept", "partly", "broken"), dice(4, 69)),
                ),
                "next_date": SQL("CURRENT_DATE - %s + 11", age),
            },
        )

    def _tasks(self, rows):
        """Activities of inquiries and clients, a tenth of them past their day."""
        for record, ids in (
            (self.scene.lead, self.scene.leads),
            (self.scene.client, self.scene.organisations),
        ):
            task = record.activity_schedule("mail.mail_activity_data_todo", summary="Позвонить")
            self.env.flush_all()
            copies(
                task,
                rows // 2,
                {
                    "res_id": pick(ids, dice(len(ids), 20)),
                    "user_id": self.whose["user_id"],
                    "summary": SQL("'Дело ' || n"),
                    "date_deadline": day(4, 70, ahead=40),
                    "automated": share(50, 71, SQL("TRUE"), SQL("FALSE")),
                },
            )

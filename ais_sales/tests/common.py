from datetime import timedelta
from unittest.mock import patch

from odoo import Command, fields
from odoo.tests.common import TransactionCase, new_test_user

ROLES = ("specialist", "head", "deputy", "director", "training_office", "accountant")


class AisCommon(TransactionCase):
    """The scene of all stories: one person per role, a course, a group of ten seats, a client."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the day of the company, also in the hours when it is still yesterday in UTC
        cls.env = cls.env(
            context={**cls.env.context, "tracking_disable": False, "tz": "Europe/Moscow"},
        )
        cls.company = cls.env.company
        cls.company.resource_calendar_id.tz = "Europe/Moscow"
        for role in ROLES:
            setattr(cls, role, cls._make_user(role))
        cls.specialist_2 = cls._make_user("specialist", "specialist_2")
        # what crons write is in the language of the staff
        cls.env["res.users"].search([("share", "=", False)]).lang = "en_US"
        cls.env.ref("sales_team.team_sales_department").user_id = cls.head
        cls.direction = cls.env["ais.direction"].create({"name": "Безопасность-тест", "code": "ИБ"})
        cls.course = cls.env["ais.course"].create(
            {
                "name": "Защита персональных данных",
                "code": "ПДН-Т",
                "direction_id": cls.direction.id,
                "kind": "advanced",
                "hours": 40,
                "list_price": 30000,
                "seats_min": 4,
                "seats_max": 10,
            },
        )
        cls.group = cls._make_group()
        cls.other_group = cls._make_group(days=60)
        cls.client = cls._make_client("ООО «Ромашка»", cls.specialist)
        cls.client_2 = cls._make_client("АО «Василёк»", cls.specialist_2)
        cls.lead = cls.env["crm.lead"].create(
            {
                "name": "Обучить троих",
                "type": "opportunity",
                "partner_id": cls.client.id,
                "user_id": cls.specialist.id,
                "ais_course_id": cls.course.id,
                "ais_seats": 3,
            },
        )

    @classmethod
    def _make_user(cls, role, login=None):
        return new_test_user(
            cls.env,
            login=f"ais_{login or role}",
            groups=f"ais_sales.group_{role}",
            tz="Europe/Moscow",
        )

    @classmethod
    def _make_group(cls, seats=10, days=30, **vals):
        start = cls.env.company.ais_today() + timedelta(days=days)
        return cls.env["ais.course.group"].create(
            {
                "course_id": cls.course.id,
                "date_start": start,
                "date_end": start + timedelta(days=4),
                "seats_max": seats,
                "user_id": cls.head.id,
                **vals,
            },
        )

    @classmethod
    def _make_client(cls, name, user=None):
        return cls.env["res.partner"].create(
            {"name": name, "is_company": True, "user_id": user.id if user else False},
        )

    def _book(self, seats=1, state="hold", group=None, user=None, client=None, **vals):
        """Book as a specialist would."""
        user = user or self.specialist
        return (
            self.env["ais.booking"]
            .with_user(user)
            .create(
                {
                    "group_id": (group or self.group).id,
                    "partner_id": (client or self.client).id,
                    "user_id": user.id,
                    "seats": seats,
                    "state": state,
                    **vals,
                },
            )
        )

    def _name(self, booking, *names):
        booking.write(
            {"trainee_ids": [Command.create({"name": name}) for name in names]},
        )

    def _run_cron(self, model, method):
        """Run a cron's method without its commits, in the test's own transaction."""
        with patch.object(
            self.registry["ir.cron"],
            "_commit_progress",
            lambda *args, **kwargs: 600.0,
        ):
            getattr(self.env[model], method)()

    def _lapse(self, bookings):
        """Let time pass: the holds have run out."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ais_booking SET hold_until = %s WHERE id IN %s",
            (fields.Datetime.now() - timedelta(hours=1), tuple(bookings.ids)),
        )
        bookings.invalidate_recordset(["hold_until"])

    def _activities(self, record, user):
        return self.env["mail.activity"].search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("user_id", "=", user.id),
            ],
        )

    def assertSeats(self, group, **expected):
        """The counts of a group, in the database and as the sum of its bookings."""
        group.invalidate_recordset()
        for name, value in expected.items():
            self.assertEqual(group[f"seats_{name}"], value, f"seats_{name} of {group.code}")
        self.env.flush_all()
        self.env.cr.execute(
            """
            SELECT COALESCE(SUM(seats) FILTER (WHERE state = 'hold'), 0),
                   COALESCE(SUM(seats) FILTER (WHERE state IN ('confirmed', 'done')), 0),
                   COALESCE(SUM(seats) FILTER (WHERE state = 'waitlist'), 0)
              FROM ais_booking WHERE group_id = %s
            """,
            (group.id,),
        )
        held, confirmed, waiting = self.env.cr.fetchone()
        self.assertEqual(
            (group.seats_held, group.seats_confirmed, group.seats_waitlisted, group.seats_taken),
            (held, confirmed, waiting, held + confirmed),
            "the counts of the group are the sums of its bookings",
        )

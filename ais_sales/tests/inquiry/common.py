from contextlib import contextmanager
from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo import Command

from ..common import AisCommon

# a Tuesday; Moscow is three hours ahead
NOON = datetime(2026, 3, 10, 9)
DAYS = [(str(day), hours) for day in range(5) for hours in ((9, 13), (14, 18))]


class InquiryCommon(AisCommon):
    """A team that works from nine to six with lunch at one, and its terms."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls.env["resource.calendar"].create(
            {
                "name": "С девяти до шести",
                "tz": "Europe/Moscow",
                "company_id": cls.company.id,
                "attendance_ids": [
                    Command.create(
                        {
                            "name": "Смена",
                            "dayofweek": day,
                            "hour_from": start,
                            "hour_to": end,
                            "day_period": "morning" if start == 9 else "afternoon",
                        },
                    )
                    for day, (start, end) in DAYS
                ],
            },
        )
        cls.team = cls.env.ref("sales_team.team_sales_department")
        cls.team.write({"ais_calendar_id": cls.calendar.id, "user_id": cls.head.id})
        cls.env["crm.team.member"].create(
            [
                {"crm_team_id": cls.team.id, "user_id": user.id}
                for user in (cls.specialist, cls.specialist_2)
            ],
        )
        cls.env["ais.sla.policy"].search([]).active = False
        cls.phone = cls.env.ref("ais_sales.medium_phone")
        cls.policy, cls.policy_phone = cls.env["ais.sla.policy"].create(
            [
                {
                    "name": "Всё остальное",
                    "sequence": 50,
                    "response_minutes": 60,
                    "response_warning": 20,
                    "processing_hours": 8,
                    "processing_warning": 2,
                },
                {
                    "name": "Звонки",
                    "sequence": 10,
                    "medium_ids": [Command.set(cls.phone.ids)],
                    "response_minutes": 15,
                    "response_warning": 5,
                    "processing_hours": 4,
                    "processing_warning": 1,
                },
            ],
        )
        cls.stage_new, cls.stage_work = cls.env["crm.stage"].create(
            [
                {"name": "Новое", "sequence": -2, "ais_is_processed": False},
                {"name": "В работе", "sequence": -1, "ais_is_processed": True},
            ],
        )

    def _inquire(self, user=None, **vals):
        """An inquiry comes in, now."""
        return self.env["crm.lead"].create(
            {
                "name": "Хотим учиться",
                "type": "opportunity",
                "team_id": self.team.id,
                "stage_id": self.stage_new.id,
                "user_id": (user or self.specialist).id,
                "partner_id": self.client.id,
                **vals,
            },
        )

    def _tick(self):
        self._run_cron("crm.lead", "_cron_tick")

    @contextmanager
    def _at(self, hours=0, minutes=0, days=0):
        """A request at this moment after noon: it is over when everything is written."""
        with freeze_time(NOON + timedelta(days=days, hours=hours, minutes=minutes)):
            yield
            self.env.flush_all()

    def _answer(self, lead, user=None):
        self._write(lead.with_user(user or self.specialist), partner_ids=self.client.ids)

    def _write(self, lead, message_type="comment", **vals):
        """A message in the chatter, sent to those who follow or are named."""
        lead.message_post(
            body=lead.name,
            message_type=message_type,
            subtype_xmlid="mail.mt_comment",
            **vals,
        )

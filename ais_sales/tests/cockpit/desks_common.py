from datetime import timedelta

from odoo import fields

from ..receivable.common import DebtCommon

DESKS = {
    "specialist_desk": ("specialist", "head"),
    "head_desk": ("head",),
    "director_desk": ("head", "deputy", "director"),
}


class DesksCommon(DebtCommon):
    """A department of two specialists, and work for their desks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team = cls.env.ref("sales_team.team_sales_department")
        cls.team.member_ids = cls.specialist | cls.specialist_2
        cls.env.flush_all()

    def _desk(self, user, name, **scope):
        """What a user gets, with an empty cache, as a request does it."""
        self.env.flush_all()
        self.env.invalidate_all()
        return getattr(self.env["ais.desk"].with_user(user), name)(**scope)

    def _block(self, user, name, key, **scope):
        blocks = self._desk(user, name, **scope)["blocks"]
        return next(block for block in blocks if block["key"] == key)

    def _desks(self):
        """Each desk as each role whose own it is."""
        for name, roles in DESKS.items():
            for role in roles if name != "specialist_desk" else roles[:1]:
                user = getattr(self, role)
                yield user, self._desk(user, name)

    def _agree(self, user, count=1, client=None):
        return self.env["ais.contact.agreement"].create(
            [
                {
                    "partner_id": (client or self.client).id,
                    "topic": f"Осенний набор {number}",
                    "user_id": user.id,
                    "date": self.today - timedelta(days=number % 2),
                }
                for number in range(count)
            ],
        )

    def _ask_in(self, user, count=1):
        """Inquiries whose clocks run, of one specialist or of nobody."""
        return self.env["crm.lead"].create(
            [
                {
                    "name": f"Обучить {number}",
                    "type": "opportunity",
                    "user_id": user.id,
                    "team_id": self.team.id,
                    "company_id": self.company.id,
                    "ais_received_at": fields.Datetime.now(),
                }
                for number in range(count)
            ],
        )

    def _fill(self, count):
        """So many rows more in each block that grows with the work."""
        user, quiet = self.specialist, {"tracking_disable": True}
        self._agree(user, count)
        self._ask_in(user, count)
        self._ask_in(self.env["res.users"], count)
        self.env["ais.need"].with_context(**quiet).create(
            [
                {"partner_id": self.client.id, "user_id": user.id, "name": f"Нужно {number}"}
                for number in range(count)
            ],
        )
        group = self._make_group(seats=100)
        bookings = (
            self.env["ais.booking"]
            .with_context(**quiet)
            .create(
                [
                    {"group_id": group.id, "partner_id": self.client.id, "user_id": user.id}
                    for _number in range(count)
                ],
            )
        )
        bookings.write({"hold_until": fields.Datetime.now() + timedelta(hours=1)})
        self.env["ais.breach"].with_context(**quiet).create(
            [
                {"clause": "2.10", "user_id": user.id, "description": f"Не позвонил {number}"}
                for number in range(count)
            ],
        )
        for addressee in (user, self.head):
            self.env["ais.request"].with_user(self.director).with_context(**quiet).create(
                [
                    {"kind": "assignment", "subject": f"Дело {number}", "user_id": addressee.id}
                    for number in range(count)
                ],
            ).action_submit()
        self.lead.activity_schedule(
            summary="Перезвонить",
            date_deadline=self.today - timedelta(days=2),
            user_id=user.id,
        )

    def _replace(self, user, replaced):
        self.env["ais.absence"].create(
            {
                "user_id": replaced.id,
                "substitute_id": user.id,
                "date_from": self.today - timedelta(days=1),
                "date_until": self.today + timedelta(days=5),
            },
        )

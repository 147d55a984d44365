from datetime import timedelta

from ..common import AisCommon


class CorporateCommon(AisCommon):
    """The scene of corporate training: a client, its coordinator and branch, three groups of
    twenty seats.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.coordinator = cls.env["res.partner"].create(
            {"name": "Кира Координатова", "email": "kira@example.com", "parent_id": cls.client.id},
        )
        cls.branch = cls.env["res.partner"].create(
            {
                "name": "ООО «Ромашка», филиал в Твери",
                "is_company": True,
                "parent_id": cls.client.id,
                "user_id": cls.specialist.id,
            },
        )
        cls.groups = cls.env["ais.course.group"].concat(
            *(cls._make_group(seats=20, days=days) for days in (30, 40, 50)),
        )

    def _order(self, user=None, **vals):
        user = user or self.specialist
        return (
            self.env["ais.corporate.order"]
            .with_user(user)
            .create(
                {
                    "partner_id": self.client.id,
                    "coordinator_id": self.coordinator.id,
                    "user_id": user.id,
                    "training_user_id": self.training_office.id,
                    **vals,
                },
            )
        )

    def _order_with_groups(self, seats=20, groups=None, **vals):
        """An order with seats in each group, as the specialist books them."""
        order = self._order(**vals)
        for group in groups or self.groups:
            self._book(seats, group=group, corporate_order_id=order.id, state="confirmed")
        return order

    def _document(self, order, code, group=None):
        kind = self.env.ref(f"ais_sales.document_type_{code}")
        return order.document_ids.filtered(
            lambda one: one.type_id == kind and (not group or one.group_id == group),
        )

    def _finish_documents(self, order):
        """Everything has come back in the form asked for."""
        for document in order.document_ids:
            document.write({"state": document.goal})

    def _end_training(self, order):
        """The groups have run, and everybody has finished."""
        groups = order.sudo().booking_ids.group_id
        today = self.company.ais_today()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ais_course_group SET date_start = %s, date_end = %s, enroll_until = %s,"
            " decision_date = %s, state = 'done' WHERE id IN %s",
            (
                today - timedelta(days=10),
                today - timedelta(days=5),
                today - timedelta(days=11),
                today - timedelta(days=20),
                tuple(groups.ids),
            ),
        )
        self.env.cr.execute(
            "UPDATE ais_booking SET state = 'done', date_start = %s WHERE group_id IN %s",
            (today - timedelta(days=10), tuple(groups.ids)),
        )
        self.env.cr.execute(
            "UPDATE ais_trainee SET training_state = 'completed', document_state = 'handed',"
            " result = 'passed'"
            " WHERE group_id IN %s",
            (tuple(groups.ids),),
        )
        self.env.invalidate_all()
        orders = order.sudo()
        for name in ("date_start", "date_end", "seats_count", "trainee_count"):
            self.env.add_to_compute(orders._fields[name], orders)
        orders._follow_groups()

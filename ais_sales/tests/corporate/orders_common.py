from datetime import timedelta

from ..offer.documents_common import DocumentsCommon


class TrainingOrdersCommon(DocumentsCommon):
    """A group that has begun: three trainees of two clients, a held booking with one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.company.ais_today()
        cls.running = cls._make_group(days=10, code="ПДН-7")
        cls.booking = cls._confirmed(cls.client, cls.specialist, "Иванов Иван Иванович", "Ким Ян")
        cls.booking_2 = cls._confirmed(cls.client_2, cls.specialist_2, "Орлова Анна Львовна")
        cls.held = cls._make_booking(cls.client, cls.specialist, "Ждущий Пётр Ильич")
        cls.orders = cls.env["ais.training.order"].with_user(cls.training_office)

    @classmethod
    def _make_booking(cls, client, user, *names, group=None, **vals):
        return cls.env["ais.booking"].create(
            {
                "group_id": (group or cls.running).id,
                "partner_id": client.id,
                "user_id": user.id,
                "seats": len(names),
                "trainee_ids": [(0, 0, {"name": name}) for name in names],
                **vals,
            }
        )

    @classmethod
    def _confirmed(cls, client, user, *names, group=None, **vals):
        booking = cls._make_booking(client, user, *names, group=group, **vals)
        booking.action_confirm()
        return booking

    def _begin(self, days=5):
        """The group began some days ago and has ended, as time passes."""
        start = self.today - timedelta(days=days)
        self.running.write(
            {
                "enroll_until": start - timedelta(days=2),
                "decision_date": start - timedelta(days=2),
                "date_start": start,
                "date_end": start + timedelta(days=4),
            }
        )

    def _order(self, action):
        return self.orders.browse(action["res_id"])

    def _enrolment(self):
        office = self.running.with_user(self.training_office)
        return self._order(office.action_order_enrolment())

    def _expulsion(self):
        office = self.running.with_user(self.training_office)
        return self._order(office.action_order_expulsion())

    def _people(self, *bookings):
        trainees = self.env["ais.trainee"]
        for booking in bookings or (self.booking, self.booking_2):
            trainees |= booking.trainee_ids
        return trainees.with_user(self.training_office)

    def _complete(self, trainees):
        trainees.write({"training_state": "studying"})
        trainees.write({"result": "passed"})
        trainees.write({"training_state": "completed"})

from datetime import timedelta

from ..common import AisCommon


class TrainingCommon(AisCommon):
    """A group taught for ten days, half of which are over, with people of two clients."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.company.ais_today()
        cls.running = cls._make_running(cls.group)
        cls.people = cls.group.booking_ids.trainee_ids.sorted("name")

    @classmethod
    def _make_running(cls, group, names=("Иванов Иван Иванович", "Петров Пётр Петрович")):
        """Book, name, enrol and start; the fifth of ten days is today."""
        bookings = cls.env["ais.booking"].create(
            [
                {
                    "group_id": group.id,
                    "partner_id": client.id,
                    "user_id": user.id,
                    "seats": len(people),
                    "state": "confirmed",
                }
                for client, user, people in (
                    (cls.client, cls.specialist, names),
                    (cls.client_2, cls.specialist_2, ["Сидорова Анна Павловна"]),
                )
            ],
        )
        cls.env["ais.trainee"].create(
            [
                {"booking_id": booking.id, "name": name}
                for booking, people in zip(
                    bookings, (names, ["Сидорова Анна Павловна"]), strict=True
                )
                for name in people
            ],
        )
        cls._teach(group, -4)
        group.action_enrol_all()
        group.write({"state": "guaranteed"})
        group.action_start()
        return group

    @classmethod
    def _teach(cls, group, start, days=10):
        """Let the group be taught every day, from so many days from now."""
        first = cls.today + timedelta(days=start)
        group.write(
            {
                "date_start": first,
                "date_end": first + timedelta(days=days - 1),
                "training_weekdays": "daily",
            },
        )

    def _attend(self, trainee, hours, day=0, user=None, **vals):
        """Note hours as the training office does, on a day counted from today."""
        return (
            self.env["ais.attendance"]
            .with_user(user or self.training_office)
            .create(
                [
                    {
                        "trainee_id": one.id,
                        "date": self.today + timedelta(days=day),
                        "hours": hours,
                        **vals,
                    }
                    for one in trainee
                ],
            )
        )

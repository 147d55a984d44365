from ..common import AisCommon

HEAD = "ФИО\tДата рождения\tСНИЛС\tE-mail\tТелефон\tГруппа"


def snils(number):
    """A СНИЛС that holds, made of a number."""
    digits = f"{number:09d}"
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(digits))
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]} {total % 101 % 100:02d}"


class PeopleCommon(AisCommon):
    """A corporate order with bookings in two groups, and lists of people for it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.ru")
        cls.order = cls.env["ais.corporate.order"].create(
            {"partner_id": cls.client.id, "user_id": cls.specialist.id},
        )
        cls.booking = cls._take(cls.group, 5)
        cls.booking_2 = cls._take(cls.other_group, 3)

    @classmethod
    def _take(cls, group, seats, order=None, user=None, client=None, **vals):
        user = user or cls.specialist
        return cls.env["ais.booking"].create(
            {
                "group_id": group.id,
                "partner_id": (client or cls.client).id,
                "user_id": user.id,
                "seats": seats,
                "state": "confirmed",
                "corporate_order_id": (cls.order if order is None else order).id,
                **vals,
            },
        )

    def _import(self, text, user=None, order=None, **vals):
        wizard = (
            self.env["ais.trainee.import"]
            .with_user(user or self.specialist)
            .create({"corporate_order_id": (order or self.order).id, "text": text, **vals})
        )
        wizard.action_read()
        return wizard

    def _list(self, *rows, head=HEAD):
        return "\n".join((head, *rows))

    def _outcomes(self, wizard):
        return {line.number: line.outcome for line in wizard.line_ids}

    def _notes(self, wizard):
        return {line.number: line.note for line in wizard.line_ids}

from odoo.tools import SQL

from .common import CorporateCommon


class ProgressCommon(CorporateCommon):
    """An order of six people in two groups: the head office and a branch, each at another pace."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group_1, cls.group_2 = cls.groups[:2]
        cls.order = cls.env["ais.corporate.order"].create(
            {
                "partner_id": cls.client.id,
                "branch_ids": [(6, 0, cls.branch.ids)],
                "coordinator_id": cls.coordinator.id,
                "user_id": cls.specialist.id,
                "training_user_id": cls.training_office.id,
                "contract_number": "Д-501",
                "contract_date": cls.company.ais_today(),
            },
        )
        cls.people = cls._seat(cls.group_1, cls.client, "Авдеев Ян", "Быков Лев", "Вольф Ия")
        cls.people |= cls._seat(cls.group_2, cls.branch, "Гусь Пётр", "Дрозд Илья", "Ежова Анна")
        cls._set(cls.people[0], result="passed", test_score=91)
        cls._set(cls.people[0], training_state="completed", document_state="issued")
        cls._set(cls.people[1], training_state="studying", hours_done=10, pace="behind")
        cls._set(cls.people[2], training_state="studying", hours_done=50, pace="on_time")
        cls._set(cls.people[3], training_state="studying", hours_done=4, pace="late")
        cls._set(cls.people[4], training_state="dropped", drop_reason="own", hours_done=8)

    @classmethod
    def _seat(cls, group, client, *names, user=None, order=None):
        booking = cls.env["ais.booking"].create(
            {
                "group_id": group.id,
                "partner_id": client.id,
                "user_id": (user or cls.specialist).id,
                "seats": len(names),
                "corporate_order_id": (order or cls.order).id,
                "trainee_ids": [(0, 0, {"name": name, "position": "Инженер"}) for name in names],
            },
        )
        booking.action_confirm()
        return booking.trainee_ids.sorted("name")

    @classmethod
    def _set(cls, trainee, **vals):
        """As the training office and the system have left it, whatever led there."""
        cls.env.flush_all()
        for name, value in vals.items():
            cls.env.cr.execute(
                SQL(
                    "UPDATE ais_trainee SET %s = %s WHERE id = %s",
                    SQL.identifier(name),
                    value,
                    trainee.id,
                ),
            )
        cls.env.invalidate_all()

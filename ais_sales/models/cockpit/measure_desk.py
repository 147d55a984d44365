from odoo import models

from ...tools.figure import Figure


class RegulationMeasure(models.Model):
    """The department's own work: overdue tasks and decisions that wait (2.2, 3.2)."""

    _inherit = "ais.regulation.measure"

    # 2.2
    def _overdue_tasks(self):
        return [("date_deadline", "<", self._ais_day())]

    def _measure_people_overdue(self):
        return Figure(
            "ais.task",
            self._overdue_tasks(),
            per_person=True,
            action="ais_task_action",
        )

    def _measure_tasks_overdue(self):
        return Figure("ais.task", self._overdue_tasks(), action="ais_task_action")

    # 3.2: what waits for the head
    def _measure_transfers_waiting(self):
        return Figure(
            "ais.client.transfer",
            [("state", "=", "submitted")],
            user="",
            action="ais_client_transfer_action",
        )

    def _measure_discounts_waiting(self):
        return Figure(
            "ais.discount.approval",
            [("state", "=", "requested")],
            user="",
            action="ais_discount_approval_action",
        )

    def _measure_groups_to_decide(self):
        return Figure(
            "ais.course.group",
            [
                ("decision", "=", False),
                ("state", "=", "open"),
                ("decision_date", "<=", self._ais_day()),
            ],
            user="",
            action="ais_course_group_action_decide",
        )

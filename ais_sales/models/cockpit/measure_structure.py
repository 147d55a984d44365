from odoo import models

from ...tools.figure import Figure, share, total


class RegulationMeasure(models.Model):
    """The department's structure, people and papers (1.3, 1.6, 3.1, 3.3, 3.4)."""

    _inherit = "ais.regulation.measure"

    # 1.3
    def _measure_structure_filled(self):
        return share(
            "crm.team",
            [("member_ids", "!=", False)],
            [("ais_is_incomplete", "=", False)],
            user="",
            action="crm_team_action_department",
        )

    # 1.6
    def _measure_appointed(self):
        people = self._ais_people()
        return share(
            "res.users",
            [("id", "in", people)],
            [("ais_lacks_order", "=", False)],
            user="",
            company="",
            action="res_users_action_without_order",
        )

    # 3.1
    def _measure_staff_filled(self):
        return Figure(
            "ais.staffing.line",
            [("state", "=", "approved")],
            top="filled:sum",
            bottom="units:sum",
            user="",
            action="ais_staffing_line_action",
        )

    def _measure_staff_vacant(self):
        return total(
            "ais.staffing.line",
            [("state", "=", "approved"), ("vacant", ">", 0)],
            "vacant",
            user="",
            action="ais_staffing_line_action",
        )

    # 3.3, 3.4
    def _measure_not_acknowledged(self):
        return Figure(
            "ais.department.acknowledgement",
            [("is_done", "=", False), ("document_id.state", "=", "approved")],
            action="ais_department_acknowledgement_action",
        )

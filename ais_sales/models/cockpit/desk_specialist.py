from odoo import api, models


class Desk(models.AbstractModel):
    """The specialist's morning: what is to be done today, the most urgent first (2.2)."""

    _inherit = "ais.desk"

    @api.readonly
    @api.model
    def specialist_desk(self):
        """The day's work of the user in one answer.

        :return: dict: name, title, blocks (see `ais.desk`)
        :raise AccessError: when the user is not of the department
        """
        self._desk_check("specialist")
        return self._desk(
            "specialist",
            self.env._("My day"),
            self._block_clocks(),
            self._block_contacts(),
            self._block_holds(),
            self._block_debts(),
            self._block_own_plan(),
            self._block_documents(),
            self._block_requests(),
            self._block_reports(),
            self._block_needs(),
            self._block_tasks(),
        )

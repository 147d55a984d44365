from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.read_committed import entry_reads_committed


class TraineeTransfer(models.TransientModel):
    """Choose the group, or the client's seats, where the training of people goes on."""

    _name = "ais.trainee.transfer"
    _inherit = ["ais.window.mixin"]
    _description = "Transfer trainees"

    choice_ids = fields.Many2many("ais.trainee", "ais_trainee_transfer_choice_rel", readonly=True)
    trainee_ids = fields.Many2many(
        "ais.trainee",
        string="Who is transferred",
        required=True,
        domain="[('id', 'in', choice_ids)]",
    )
    course_ids = fields.Many2many("ais.course", compute="_compute_origin")
    origin_group_ids = fields.Many2many("ais.course.group", compute="_compute_origin")
    employer_ids = fields.Many2many("res.partner", compute="_compute_origin")
    group_id = fields.Many2one(
        "ais.course.group",
        "To group",
        required=True,
        domain="[('course_id', 'in', course_ids), ('id', 'not in', origin_group_ids),"
        " ('state', 'in', ('open', 'guaranteed', 'running'))]",
    )
    booking_id = fields.Many2one(
        "ais.booking",
        "On seats of",
        domain="[('group_id', '=', group_id), ('state', 'in', ('hold', 'confirmed')),"
        " ('partner_id', 'in', employer_ids)]",
        help="The client's booking there. Left empty, the system finds seats that have no name"
        " yet, or takes free seats of the group.",
    )
    seats_available = fields.Integer(related="group_id.seats_available", string="Free seats")

    @api.depends("trainee_ids")
    def _compute_origin(self):
        for wizard in self:
            wizard.course_ids = wizard.trainee_ids.course_id
            wizard.origin_group_ids = wizard.trainee_ids.group_id
            wizard.employer_ids = wizard.trainee_ids.employer_id

    @api.onchange("group_id")
    def _onchange_group_id(self):
        if self.booking_id.group_id != self.group_id:
            self.booking_id = False

    @entry_reads_committed
    def action_transfer(self):
        """Transfer the people and open them in the new group.

        :raise UserError: nobody is chosen, somebody cannot be transferred, or seats are missing
        """
        self.ensure_one()
        if not self.trainee_ids:
            raise UserError(self.env._("Choose who is transferred."))
        arrived = self.trainee_ids._transfer(self.group_id, self.booking_id)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_trainee_action_progress",
        )
        return {**action, "domain": [("id", "in", arrived.ids)], "context": {}}

from collections import defaultdict

from odoo import api, fields, models


class TrainingOrderLine(models.Model):
    """A trainee in an order, by the name and employer he had when it was signed."""

    _name = "ais.training.order.line"
    _description = "Trainee of an order"
    _inherit = ["ais.system.fields.mixin"]
    _order = "name, id"
    _check_company_auto = True

    order_id = fields.Many2one(
        "ais.training.order", "Training order", required=True, index=True, ondelete="cascade"
    )
    trainee_id = fields.Many2one(
        "ais.trainee",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('group_id', '=', parent.group_id), ('booking_state', '!=', 'cancelled')]",
    )
    kind = fields.Selection(related="order_id.kind", store=True, precompute=True)
    state = fields.Selection(related="order_id.state", store=True, precompute=True)
    group_id = fields.Many2one(related="order_id.group_id", store=True, precompute=True)
    company_id = fields.Many2one(
        related="order_id.company_id", store=True, precompute=True, index=True
    )
    user_id = fields.Many2one(
        related="trainee_id.user_id", store=True, index=True, string="Specialist"
    )
    # what the order says of him
    name = fields.Char("Full name", compute="_compute_snapshot", store=True, precompute=True)
    employer = fields.Char(compute="_compute_snapshot", store=True, precompute=True)
    basis = fields.Char(compute="_compute_snapshot", store=True, precompute=True)
    # to go back to, when the order is cancelled
    state_before = fields.Char("Training before", readonly=True, copy=False)
    training_state = fields.Selection(related="trainee_id.training_state")

    _once_in_order = models.UniqueIndex(
        "(order_id, trainee_id)", "This trainee is in the order already."
    )
    # nobody is enrolled in a group, or expelled from it, twice
    _once_in_group = models.UniqueIndex(
        "(group_id, trainee_id, kind) WHERE state = 'signed'",
        "This trainee is in another signed order of the group.",
    )

    @api.depends(
        "trainee_id.name",
        "trainee_id.employer_id.name",
        "trainee_id.booking_id.sale_line_id.order_id.ais_contract_number",
        "trainee_id.booking_id.sale_line_id.order_id.ais_contract_date",
        "trainee_id.corporate_order_id.contract_number",
        "trainee_id.corporate_order_id.contract_date",
        "order_id.state",
    )
    def _compute_snapshot(self):
        for line in self:
            if (line.order_id.state or "draft") == "draft":
                trainee = line.trainee_id
                line.name = trainee.name
                line.employer = trainee.employer_id.commercial_partner_id.name
                booking = trainee.booking_id
                line.basis = booking._training_basis() if booking else False
            else:
                line.update({name: line[name] for name in ("name", "employer", "basis")})

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"name", "employer", "basis", "state_before"}

    @api.model_create_multi
    def create(self, vals_list):
        orders = self.env["ais.training.order"].browse(
            {vals["order_id"] for vals in vals_list if vals.get("order_id")}
        )
        orders._refuse_signed()
        lines = super().create(vals_list)
        lines.order_id._check_people()
        return lines

    def write(self, vals):
        if not self.env.su:
            self.order_id._refuse_signed()
        result = super().write(vals)
        if {"order_id", "trainee_id"} & vals.keys():
            self.order_id._refuse_signed()
            self.order_id._check_people()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_of_drafts_only(self):
        self.order_id._refuse_signed()

    def _restore_trainees(self):
        """Put the trainees of a cancelled order back to what they were when it was signed.

        Whose classes have begun since an enrolment goes on with them: another order is made.
        """
        by_state = defaultdict(lambda: self.env["ais.trainee"])
        for line in self:
            moved_by_order = "enrolled" if line.kind == "enrolment" else "dropped"
            trainee = line.trainee_id
            if (
                trainee.training_state == moved_by_order != line.state_before
                and trainee.group_id == line.group_id
            ):
                by_state[line.state_before] |= trainee
        for state, trainees in by_state.items():
            trainees._follow_order(self.order_id, {"training_state": state})

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..catalogue.roles import OFFICE

# the accountant reads no orders
READERS = f"{OFFICE},ais_sales.group_training_office"


class Trainee(models.Model):
    """The orders by which a person was enrolled and expelled (2.24)."""

    _name = "ais.trainee"
    _inherit = ["ais.trainee", "ais.system.fields.mixin"]

    training_line_ids = fields.One2many(
        "ais.training.order.line", "trainee_id", "In orders", groups=READERS
    )
    enrolment_order_id = fields.Many2one(
        "ais.training.order",
        "Order of enrolment",
        compute="_compute_training_orders",
        store=True,
        index="btree_not_null",
        groups=READERS,
    )
    expulsion_order_id = fields.Many2one(
        "ais.training.order",
        "Order of expulsion",
        compute="_compute_training_orders",
        store=True,
        index="btree_not_null",
        groups=READERS,
    )

    @api.depends("training_line_ids.state", "training_line_ids.kind", "group_id")
    def _compute_training_orders(self):
        for trainee in self:
            # who has moved to another group is enrolled anew
            lines = trainee.training_line_ids.filtered(
                lambda line, group=trainee.group_id: (
                    line.state == "signed" and line.group_id == group
                )
            )
            for kind in ("enrolment", "expulsion"):
                of_kind = lines.filtered(lambda line, kind=kind: line.kind == kind)
                trainee[f"{kind}_order_id"] = of_kind[:1].order_id

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"enrolment_order_id", "expulsion_order_id"}

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_orders(self):
        self._refuse_in_orders()

    def _refuse_in_orders(self):
        """
        :raise UserError: some of these trainees stand in orders of the training office
        """
        # sudo: an order keeps its people, whoever may read it
        lines = self.sudo().training_line_ids
        for line in lines[:1]:
            raise UserError(
                self.env._(
                    "%(name)s stands in “%(order)s”. The training office takes him out of a"
                    " draft; who is in a signed order is not deleted.",
                    name=line.name,
                    order=line.order_id.display_name,
                ),
            )

    def _follow_order(self, order, vals):
        """Write what an order has done to these trainees: one entry of the log for each, at once.

        :param order: `ais.training.order` that is signed or cancelled
        """
        labels = dict(self._fields["training_state"]._description_selection(self.env))
        self.with_context(tracking_disable=True).write(vals)
        text = (
            self.env._("%(order)s has been cancelled: %(state)s")
            if order.state == "cancelled"
            else self.env._("%(order)s: %(state)s")
        ) % {"order": order.display_name, "state": labels[vals["training_state"]]}
        self._message_log_batch(bodies=dict.fromkeys(self.ids, text))

    def action_order_enrolment(self):
        """Make a draft order that enrols these trainees of one group.

        :raise UserError: they are of several groups, or none of them can be enrolled
        """
        return self.env["ais.training.order"]._make("enrolment", self)

    def action_order_expulsion(self):
        """Make a draft order that expels these trainees of one group.

        :raise UserError: they are of several groups, or none of them can be expelled
        """
        return self.env["ais.training.order"]._make("expulsion", self)

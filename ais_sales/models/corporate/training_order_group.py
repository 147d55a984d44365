from odoo import fields, models

from .training_order_trainee import READERS


class CourseGroup(models.Model):
    """Orders of enrolment and expulsion of a group."""

    _inherit = "ais.course.group"

    training_order_ids = fields.One2many(
        "ais.training.order", "group_id", "Orders of enrolment and expulsion", groups=READERS
    )
    training_order_count = fields.Integer(
        "Training orders", compute="_compute_training_order_count", groups=READERS
    )

    def _compute_training_order_count(self):
        counts = dict(
            self.env["ais.training.order"]._read_group(
                [("group_id", "in", self.ids), ("state", "!=", "cancelled")],
                ["group_id"],
                ["__count"],
            )
        )
        for group in self:
            group.training_order_count = counts.get(group, 0)

    def action_order_enrolment(self):
        """Draft the order that enrols all who are on the list of confirmed bookings.

        :raise UserError: there is nobody to enrol
        """
        return self._make_training_order("enrolment")

    def action_order_expulsion(self):
        """Draft the order that expels all who have completed the training.

        :raise UserError: nobody has completed it
        """
        return self._make_training_order("expulsion")

    def _make_training_order(self, kind):
        self.ensure_one()
        orders = self.env["ais.training.order"]
        orders.check_access("create")
        trainees = self._trainees_to_order(kind)
        drafts = orders.search(
            [("group_id", "=", self.id), ("kind", "=", kind), ("state", "=", "draft")]
        )
        chosen = orders._sort_out(kind, trainees)[0] if drafts else trainees
        if kind == "expulsion":
            chosen = chosen.filtered(lambda one: one.training_state == "completed")
        if drafts and not chosen:
            # pressed twice: the draft is still to be signed
            return drafts[0]._get_records_action()
        return orders._make(kind, trainees, self)

    def _trainees_to_order(self, kind):
        """Trainees of the group about whom no order of this kind has been signed."""
        over = ["transferred"]
        if kind == "enrolment":
            over += ["completed", "dropped"]
        return self.env["ais.trainee"].search(
            [
                ("group_id", "=", self.id),
                ("booking_state", "!=", "cancelled"),
                (f"{kind}_order_id", "=", False),
                ("training_state", "not in", over),
            ]
        )

    def action_view_training_orders(self):
        """Open the orders of the group."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_training_order_action"
        )
        action["domain"] = [("group_id", "=", self.id)]
        action["context"] = {"default_group_id": self.id}
        return action

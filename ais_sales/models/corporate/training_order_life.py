from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError

from .training_order import DROP_REASONS


class TrainingOrder(models.Model):
    """An order is signed, its trainees follow; it is cancelled while nothing follows it (2.24)."""

    _inherit = "ais.training.order"

    def action_sign(self):
        """Sign and register the orders: each gets its number, its trainees their state.

        :raise UserError: a date, a ground or a person does not fit; nothing is signed then
        """
        self.check_access("write")
        self._check_can_sign()
        # what a signed order says is settled before it is frozen
        self.env.flush_all()
        for order in self:
            vals = {"state": "signed", "left_out": False}
            if not order.name:
                vals["name"] = order._next_number()
            order.sudo().write(vals)  # sudo: the number and the state are the system's to give
            order._move_trainees()
        self.env.flush_all()

    def action_cancel(self, reason):
        """Cancel signed orders that nothing follows; their trainees go back to what they were.

        :param str reason: kept in the order
        :raise UserError: no reason, not signed, or something follows the order
        """
        self.check_access("write")
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Write why the order is cancelled."))
        for order in self:
            if order.state != "signed":
                raise UserError(
                    self.env._(
                        "%s has not been signed: delete the draft instead.", order.display_name
                    )
                )
            order._refuse_followed()
            lines = order.line_ids
            order.sudo().write(  # sudo: as above
                {"state": "cancelled", "cancel_reason": reason}
            )
            lines._restore_trainees()

    def action_open_cancel(self):
        """Ask for the reason."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_training_order_cancel_action"
        )
        action["context"] = {"default_order_id": self.id}
        return action

    def _next_number(self):
        """The next number of the company and year that nobody has typed."""
        self.ensure_one()
        while True:
            number = self.company_id._ais_next_document_number(self._name, self.date)
            if not self._is_taken(number, self.date, self.company_id, self):
                return number

    def _move_trainees(self):
        """Enrolled by an order of enrolment; by one of expulsion who has not completed is out."""
        self.ensure_one()
        by_state = defaultdict(lambda: self.env["ais.training.order.line"])
        for line in self.line_ids:
            by_state[line.trainee_id.training_state] |= line
        for state, lines in by_state.items():
            # sudo: the snapshot is the system's
            lines.sudo().state_before = state
            if self.kind == "enrolment" and state == "listed":
                lines.trainee_id._follow_order(self, {"training_state": "enrolled"})
            elif self.kind == "expulsion" and state not in ("completed", "dropped"):
                lines.trainee_id._follow_order(self, self._drop_vals())

    def _drop_vals(self):
        """What a trainee gets who leaves without having completed the training."""
        vals = {
            "training_state": "dropped",
            # a day that has not come is no day of leaving
            "dropped_on": min(self.date, self.company_id.ais_today()),
            "drop_reason": DROP_REASONS.get(self.ground, "other"),
        }
        if self.ground_note:
            vals["result_note"] = self.ground_note
        return vals

    def _refuse_followed(self):
        """
        :raise UserError: people of the order have gone on since
        """
        self.ensure_one()
        followed = self.line_ids.trainee_id.filtered(self._is_followed)
        if followed:
            raise UserError(
                self.env._(
                    "%(order)s cannot be cancelled: the training has gone on for %(names)s."
                    " Make an order of expulsion instead.",
                    order=self.display_name,
                    names=self._named(followed),
                )
                if self.kind == "enrolment"
                else self.env._(
                    "%(order)s cannot be cancelled: documents were issued to %(names)s.",
                    order=self.display_name,
                    names=self._named(followed),
                ),
            )

    def _is_followed(self, trainee):
        if self.kind == "enrolment":
            return bool(
                trainee.hours_done
                or trainee.result
                or trainee.expulsion_order_id
                or trainee.training_state in ("completed", "dropped", "transferred")
            )
        return bool(trainee.issued_document_id)

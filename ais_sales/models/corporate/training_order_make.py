from odoo import Command, api, models
from odoo.exceptions import UserError

from .training_order import DROP_REASONS


class TrainingOrder(models.Model):
    """Who is taken into a new order, and who is left out and why (2.24)."""

    _inherit = "ais.training.order"

    @api.model
    def _make(self, kind, trainees, group=None):
        """A draft of an order about trainees of one group.

        :param str kind: ``enrolment`` or ``expulsion``
        :param trainees: `ais.trainee`
        :param group: the group when it is ordered from there: then those who have completed the
            training are expelled, and no others
        :return: action that opens the draft
        :raise UserError: trainees of several groups; nobody to take into the order, with reasons
        """
        self.check_access("create")
        groups = group or trainees.group_id
        if len(groups) != 1:
            raise UserError(
                self.env._(
                    "An order is about one group. Choose trainees of one group: there are %s.",
                    ", ".join(groups.mapped("code")) or self.env._("none"),
                ),
            )
        chosen, reasons = self._sort_out(kind, trainees)
        completed = chosen.filtered(lambda one: one.training_state == "completed")
        if kind == "expulsion" and group:
            reasons.update(
                dict.fromkeys(chosen - completed, self.env._("has not completed the training"))
            )
            chosen = completed
        if group and not chosen:
            # also who has been ordered about already, and by which order
            reasons = self._sort_out(kind, self._trainees_of(group))[1] | reasons
        left_out = self._left_out_text(reasons)
        if kind == "enrolment" and group:
            left_out = "\n".join(filter(None, [left_out, self._unnamed_text(group)]))
        if not chosen:
            raise UserError(
                "\n".join(
                    [
                        self.env._("Group %(group)s has nobody for this order.", group=groups.code),
                        *([left_out] if left_out else []),
                    ]
                ),
            )
        order = self.create(
            {
                "kind": kind,
                "group_id": groups.id,
                "date": groups.company_id.ais_today(),
                "ground": kind == "expulsion" and self._likely_ground(chosen),
                "line_ids": [Command.create({"trainee_id": one.id}) for one in chosen],
            },
        )
        # sudo: who was left out is found by the system
        order.sudo().left_out = left_out
        return order._get_records_action()

    @api.model
    def _trainees_of(self, group):
        return self.env["ais.trainee"].search(
            [("group_id", "=", group.id), ("booking_state", "!=", "cancelled")]
        )

    @api.model
    def _likely_ground(self, trainees):
        """The ground that suits all these people, False if they have gone different ways."""
        if set(trainees.mapped("training_state")) == {"completed"}:
            return "completion"
        reasons = {reason: ground for ground, reason in DROP_REASONS.items()}
        grounds = {reasons.get(one.drop_reason, False) for one in trainees}
        return grounds.pop() if len(grounds) == 1 else False

    @api.model
    def _sort_out(self, kind, trainees):
        """Part those who can be in an order from those who cannot.

        :return: (trainees, {trainee: why he is left out})
        """
        taken = self._taken(kind, trainees)
        reasons = {}
        for trainee in trainees:
            reason = self._why_not(kind, trainee) or taken.get(trainee)
            if reason:
                reasons[trainee] = reason
        return trainees.filtered(lambda one: one not in reasons), reasons

    @api.model
    def _why_not(self, kind, trainee):
        states = dict(trainee._fields["training_state"]._description_selection(self.env))
        if kind == "enrolment":
            if trainee.booking_state not in ("confirmed", "done"):
                return self.env._("booking %s is not confirmed", trainee.booking_id.name)
            wanted = ("listed", "enrolled", "studying")
        else:
            # who has dropped out already is expelled by the order that comes after
            wanted = ("enrolled", "studying", "completed", "dropped")
        if trainee.training_state in wanted:
            return ""
        return self.env._("training is “%s”", states[trainee.training_state])

    @api.model
    def _taken(self, kind, trainees, order=None):
        """Trainees who stand in another order of the kind, that is signed or a draft.

        :return: {trainee: text}
        """
        domain = [
            ("trainee_id", "in", trainees.ids),
            ("kind", "=", kind),
            ("state", "!=", "cancelled"),
            ("order_id", "!=", order.id if order else False),
        ]
        lines = self.env["ais.training.order.line"].search(domain)
        return {
            line.trainee_id: self.env._("is in “%s”", line.order_id.display_name)
            for line in lines
            if line.group_id == line.trainee_id.group_id
        }

    @api.model
    def _left_out_text(self, reasons):
        return "\n".join(f"{trainee.name}: {reason}" for trainee, reason in reasons.items())

    @api.model
    def _unnamed_text(self, group):
        """Confirmed seats of the group for which nobody is named."""
        bookings = self.env["ais.booking"].search(
            [("group_id", "=", group.id), ("state", "in", ("confirmed", "done"))]
        )
        return "\n".join(
            self.env._(
                "Booking %(booking)s: seats without a name: %(seats)s",
                booking=booking.name,
                seats=booking.unnamed_seats,
            )
            for booking in bookings
            if booking.unnamed_seats
        )

from odoo import models
from odoo.exceptions import UserError

from ...tools.read_committed import entry_reads_committed


class Booking(models.Model):
    """What becomes of the people in training when their seats go (2.24)."""

    _inherit = "ais.booking"

    @entry_reads_committed
    def write(self, vals):
        if vals.get("group_id"):
            group = self.env["ais.course.group"].browse(vals["group_id"])
            # sudo: whoever moves the seats, the hours taught belong to the group
            self.sudo().trainee_ids._check_stays_in(group)
        result = super().write(vals)
        if vals.get("state") == "cancelled":
            self._check_nobody_certified()
            self._drop_trainees()
        elif vals.get("state") in ("hold", "waitlist"):
            self._list_trainees_again()
        return result

    @entry_reads_committed
    def unlink(self):
        # the trainees go with the booking by the database's hand, so they are asked here
        # sudo: as above
        self.sudo().trainee_ids._unlink_except_in_training()
        return super().unlink()

    def _check_nobody_certified(self):
        """Seats on which people have got their documents are not given back.

        :raise UserError: names the booking and a person
        """
        # sudo: as above
        for trainee in self.sudo().trainee_ids:
            if trainee.issued_document_id:
                raise UserError(
                    self.env._(
                        "Booking %(booking)s: %(name)s has been issued a document, the seats are"
                        " not given back.",
                        booking=trainee.booking_id.display_name,
                        name=trainee.name,
                    ),
                )

    def _is_training_begun(self):
        """Whether anybody of the booking has been taught."""
        self.ensure_one()
        if self.group_id.state in ("running", "done"):
            return True
        # sudo: whoever keeps the people, how far they have come
        states = self.sudo().trainee_ids.mapped("training_state")
        return bool({"studying", "completed"} & set(states))

    def _drop_trainees(self):
        """Nobody goes on studying on a seat that is given back."""
        # sudo: the specialist cancels the booking, progress is the training office's
        self.sudo().trainee_ids.filtered(
            lambda one: one.training_state in ("enrolled", "studying"),
        )._drop("booking")

    def _list_trainees_again(self):
        # sudo: as in _drop_trainees
        self.sudo().trainee_ids.filtered(
            lambda one: one.training_state == "dropped" and one.drop_reason == "booking",
        ).write({"training_state": "listed"})

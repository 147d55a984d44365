from odoo import models


class Booking(models.Model):
    """Questions about a booking close with what has answered them (2.13)."""

    _inherit = "ais.booking"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "confirmed":
            self._close_questions(self._questions_of_hold)
        elif vals.get("state") == "cancelled":
            self._close_questions(
                lambda env: self._questions_of_hold(env) + self._questions_of_seats(env)
            )
        return result

    def _close_questions(self, ask):
        """Take away open tasks that nobody has to do any more.

        :param ask: function of an environment that returns their summaries
        """
        summaries = set().union(*self._in_every_language(ask))
        # sudo: the task may stand with a colleague
        self.env["mail.activity"].sudo().search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("summary", "in", list(summaries)),
            ],
        ).unlink()

    @staticmethod
    def _questions_of_hold(env):
        return (env._("The hold runs out soon"), env._("A seat is free: call the client"))

    @staticmethod
    def _questions_of_seats(env):
        return (
            env._("Ask for the trainees' names"),
            env._("The group is postponed: ask the client about the new dates"),
            env._("Seats are not paid and the training begins soon"),
        )

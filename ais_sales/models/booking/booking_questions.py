from odoo import api, models

# the words of each question stand once: by them it is put, and found again when it is answered


def hold_runs_out(env):
    return env._("The hold runs out soon")


def seat_is_free(env):
    return env._("A seat is free: call the client")


def names_are_missing(env):
    return env._("Ask for the trainees' names")


def group_is_postponed(env):
    return env._("The group is postponed: ask the client about the new dates")


class Booking(models.Model):
    """Questions about a booking close with what has answered them (2.13)."""

    _inherit = "ais.booking"

    def write(self, vals):
        result = super().write(vals)
        if questions := self._questions_answered_by(vals.get("state")):
            self._close_questions(questions)
        return result

    @api.model
    def _questions_answered_by(self, state):
        """Which questions nobody has to ask any more.

        :return: list of functions of an environment, which say a task's summary
        """
        of_hold = [hold_runs_out, seat_is_free]
        return {
            "confirmed": of_hold,
            "cancelled": [*of_hold, names_are_missing, group_is_postponed],
        }.get(state, [])

    def _close_questions(self, questions):
        summaries = set().union(*map(self._in_every_language, questions))
        # sudo: the task may stand with a colleague
        self.env["mail.activity"].sudo().search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("summary", "in", list(summaries)),
            ],
        ).unlink()

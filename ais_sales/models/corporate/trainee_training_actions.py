from odoo import models


class Trainee(models.Model):
    """What the training office does with people: enrols, completes, drops, takes back (2.24)."""

    _inherit = "ais.trainee"

    def action_enrol(self):
        """Enrol these people: the order of enrolment is signed or on its way."""
        self.write({"training_state": "enrolled"})

    def action_study(self):
        """Note that these people are studying; takes a completion or a drop back."""
        self.write({"training_state": "studying"})

    def action_complete(self):
        """Note that these people have completed the training.

        :raise UserError: somebody has not passed the final assessment, or is not studying
        """
        self.write({"training_state": "completed"})

    def action_resume(self):
        """Take people back who dropped out: to studies if the group runs, else to the enrolled."""
        for is_running, trainees in self.grouped(
            lambda one: one.group_id.state in ("running", "done"),
        ).items():
            trainees.write({"training_state": "studying" if is_running else "enrolled"})

    def action_open_drop(self):
        """Ask when and why these people leave."""
        return self._open_training_wizard("ais_sales.ais_trainee_drop_action")

    def action_open_transfer(self):
        """Choose the group in which the training goes on."""
        return self._open_training_wizard("ais_sales.ais_trainee_transfer_action")

    def _open_training_wizard(self, xmlid, chosen=True):
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        action["context"] = {
            "default_trainee_ids": self.ids if chosen else [],
            "default_choice_ids": self.ids,
        }
        return action

    def _study_if_running(self):
        self.filtered(
            lambda one: one.training_state == "enrolled" and one.group_id.state == "running",
        )._begin_studying()

    def _begin_studying(self):
        if self:
            before = self._training_facts()
            self.with_context(mail_notrack=True).write({"training_state": "studying"})
            self._log_training(before)

    def _drop(self, reason, day=None, note=None):
        """These people leave the training.

        :param str reason: one of `drop_reason`
        :param date day: today if not given
        :param str note: why exactly
        """
        vals = {"training_state": "dropped", "drop_reason": reason}
        if day:
            vals["dropped_on"] = day
        if note:
            vals["result_note"] = note
        self.write(vals)

import base64

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

BATCH = 500
# a longer list is added with a progress bar
LONG = 100


class TraineeImport(models.TransientModel):
    """Adding the people: in one transaction, as the plan shows it."""

    _inherit = "ais.trainee.import"

    def action_add(self):
        """Add the good rows; nothing is written when seats do not suffice.

        :raise UserError: more people than seats, refused rows that must stop it, nothing to add
        """
        self.ensure_one()
        self._check_may_add()
        if len(self.line_ids) <= LONG:
            return self.add()["action"]
        return {
            "type": "ir.actions.client",
            "tag": "ais_progress",
            "target": "new",
            "name": self.env._("Adding trainees"),
            "params": {"model": self._name, "method": "add", "id": self.id},
        }

    def add(self):
        """Add the good rows in one transaction: all of them or none.

        :return: dict with `done`, `total`, `finished`, and `action` to do when finished
        :raise UserError: as `action_add`
        """
        self.ensure_one()
        if self.state != "read":
            raise UserError(self.env._("Read the list first."))
        # others may have named people meanwhile: planned anew under a lock
        self._lock_bookings()
        plans = self._plan()
        self._check_may_add()
        total = len(plans)
        done = self._add_new([plan for plan in plans if plan.outcome == "new"], total)
        self._fill_known([plan for plan in plans if plan.outcome == "update"], done, total)
        self.write(
            {
                "state": "done",
                "result_file": base64.b64encode(self._result_xlsx()),
                "result_name": self.env._("List of trainees, result.xlsx"),
                # the list itself is not kept any longer than needed
                "file": False,
                "text": False,
            },
        )
        self._note_import()
        return {"done": total, "total": total, "finished": True, "action": self._reopen()}

    def _lock_bookings(self):
        """Take the bookings for this transaction: another import to them waits, and starts anew
        with what this one has added.
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE ais_booking SET write_date = write_date WHERE id = ANY(%s)",
                self._bookings().ids,
            )
        )
        self.env.invalidate_all(flush=False)

    def _check_may_add(self):
        if self.state != "read":
            raise UserError(self.env._("Read the list first."))
        if self.too_many:
            raise UserError(
                self.env._(
                    "There are more people than seats, nobody was added:\n%s\nBook more seats, or"
                    " take people off the list.",
                    self.too_many,
                ),
            )
        if self.bad_rows == "stop" and self.refused_count:
            raise UserError(
                self.env._(
                    "%s rows are refused, nobody was added: correct them, or choose to add the"
                    " good rows.",
                    self.refused_count,
                ),
            )
        if not self.new_count and not self.update_count:
            raise UserError(self.env._("There is nothing to add in this list."))

    def _add_new(self, plans, total):
        """Create the trainees in batches.

        :return: number of rows done
        """
        done = 0
        for start in range(0, len(plans), BATCH):
            batch = plans[start : start + BATCH]
            trainees = (
                self.env["ais.trainee"]
                .with_context(tracking_disable=True)
                .create([{**plan.vals, "booking_id": plan.booking.id} for plan in batch])
            )
            for plan, trainee in zip(batch, trainees, strict=True):
                plan.line.trainee_id = trainee
            done += len(batch)
            self._tell_progress(done, total)
        return done

    def _fill_known(self, plans, done, total):
        trainees = self.env["ais.trainee"].with_context(tracking_disable=True)
        for start in range(0, len(plans), BATCH):
            batch = plans[start : start + BATCH]
            trainees._write_each({plan.trainee.with_env(trainees.env): plan.vals for plan in batch})
            self._tell_progress(done + start + len(batch), total)

    def _tell_progress(self, done, total):
        if total > LONG:
            self.env.flush_all()
            self.env["ais.progress"]._report(self, done, total)

    def _note_import(self):
        """Say on the order, or the booking, how many came; nobody by name."""
        record = self.corporate_order_id or self.booking_id
        record.message_post(
            body=self.env._(
                "List of trainees imported: %(new)s added, %(updated)s completed with data,"
                " %(refused)s refused.",
                new=self.new_count,
                updated=self.update_count,
                refused=self.refused_count,
            ),
        )

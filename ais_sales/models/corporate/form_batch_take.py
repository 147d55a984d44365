from odoo import api, models
from odoo.tools import SQL

from ..catalogue.system_fields_mixin import BY_SYSTEM


class FormBatch(models.Model):
    """Forms are taken, never the same one twice, and somebody is told when few are left."""

    _inherit = "ais.form.batch"

    @api.model
    def _take(self, company, kind, count):
        """Take the next forms of a kind, the oldest batch first.

        The rows stay locked until the end of the transaction: whoever comes meanwhile waits, and
        is tried again with the numbers as they are.

        :return: list of (batch, series, number as printed), shorter than `count` when there are
            too few forms; then nothing is taken
        """
        batches = self.search(
            [("company_id", "=", company.id), ("kind", "=", kind), ("state", "=", "open")],
            order="received_on, id",
        )
        batches.flush_recordset()
        batches._lock()
        taken = []
        moves = {}
        for batch in batches:
            numbers = batch._free_numbers(count - len(taken))
            if numbers:
                moves[batch] = numbers[-1] + 1
                taken += [(batch, batch.series, batch._number(number)) for number in numbers]
        if len(taken) == count:
            for batch, following in moves.items():
                batch.with_context(ais_clock=BY_SYSTEM).number_next = following
        return taken

    def _lock(self):
        if self:
            self.env.cr.execute(
                SQL(
                    "SELECT id FROM ais_form_batch WHERE id = ANY(%s) ORDER BY id FOR UPDATE",
                    self.ids,
                )
            )
            self.invalidate_recordset(["number_next"])

    def _free_numbers(self, count):
        spoilt = set(self.spoilt_ids.mapped("number"))
        # typed by hand before the forms were entered
        typed = self.env["ais.issued.document"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("kind", "=", self.kind),
                ("series", "=", self.series),
            ],
        )
        spoilt |= {int(one.number) for one in typed if (one.number or "").isdecimal()}
        numbers = []
        number = self.number_next
        while len(numbers) < count and number <= self.number_to:
            if number not in spoilt:
                numbers.append(number)
            number += 1
        return numbers

    def _tell_few(self):
        """Tell who keeps the forms when few of a kind are left (a setting of the company)."""
        for company, batches in self.grouped("company_id").items():
            for kind, of_kind in batches.grouped("kind").items():
                left = sum(
                    self.search(
                        [
                            ("company_id", "=", company.id),
                            ("kind", "=", kind),
                            ("state", "=", "open"),
                        ],
                    ).mapped("left"),
                )
                if left < company.ais_forms_few:
                    last = of_kind[-1:]
                    label = dict(self._fields["kind"]._description_selection(self.env))[kind]
                    self._notify_staff(
                        [
                            (
                                last,
                                last.user_id or self._staff_of("training_office", company),
                                self.env._("Few forms are left: %s", label),
                                self.env._("%s left. Order new ones.", left),
                                None,
                            ),
                        ],
                    )

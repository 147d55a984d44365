from odoo import models


class TrainingOrder(models.Model):
    """A signed order is a document that the checklist of a corporate order waits for (2.22)."""

    _inherit = "ais.training.order"

    def action_sign(self):
        result = super().action_sign()
        for order in self:
            order._enter_in_checklists()
        return result

    def action_cancel(self, reason):
        result = super().action_cancel(reason)
        for order in self:
            order._leave_checklists()
        return result

    def _enter_in_checklists(self):
        """Enter the number; the document is in order when all the people of the group have one.

        An order that expels some for another reason than completion closes nothing.
        """
        self.ensure_one()
        if self.kind == "expulsion" and self.ground != "completion":
            return
        documents = self._checklist_documents()
        waiting = self._people_without_order(documents.order_id)
        for document in documents:
            vals = {"number": "; ".join(filter(None, [document.number, self._printed_number()]))}
            if document.order_id not in waiting and not document.is_done:
                vals["state"] = "signed"
            document.write(vals)

    def _leave_checklists(self):
        """The documents that stood on this order are to be prepared again."""
        self.ensure_one()
        for document in self._checklist_documents():
            numbers = (document.number or "").split("; ")
            if self._printed_number() in numbers:
                numbers.remove(self._printed_number())
                document.write({"number": "; ".join(numbers) or False, "state": "to_prepare"})

    def _checklist_documents(self):
        return self.env["ais.order.document"].search(
            [
                ("order_id", "in", self.line_ids.trainee_id.corporate_order_id.ids),
                ("order_id.state", "not in", ("closed", "cancelled")),
                ("type_id.fact", "=", self.kind),
                ("group_id", "=", self.group_id.id),
                ("state", "!=", "not_needed"),
            ],
        )

    def _people_without_order(self, orders):
        """Corporate orders that have people in the group about whom no order is signed yet."""
        rows = self.env["ais.trainee"]._read_group(
            [
                ("corporate_order_id", "in", orders.ids),
                ("group_id", "=", self.group_id.id),
                ("booking_state", "!=", "cancelled"),
                ("training_state", "not in", ("dropped", "transferred")),
                (f"{self.kind}_order_id", "=", False),
            ],
            ["corporate_order_id"],
        )
        return orders.browse([order.id for (order,) in rows])

    def _printed_number(self):
        return f"№ {self.name} от {self.date:%d.%m.%Y}"

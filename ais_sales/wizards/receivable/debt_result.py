from datetime import timedelta

from odoo import api, fields, models

from ...models.receivable.debt_contact import RESULTS


class DebtResult(models.TransientModel):
    """What came of a talk about a debt: one look, one click (2.15)."""

    _name = "ais.debt.result"
    _inherit = ["ais.window.mixin"]
    _description = "Result of a talk about a debt"

    client_id = fields.Many2one("res.partner", required=True, readonly=True)
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind = fields.Selection(
        lambda self: self.env["ais.debt.contact"]._fields["kind"]._description_selection(self.env),
        "Way",
        required=True,
        default="call",
    )
    result = fields.Selection(RESULTS, required=True)
    move_ids = fields.Many2many("account.move", string="Invoices")
    promise_amount = fields.Monetary("Promised")
    promise_date = fields.Date(
        "Promised by",
        compute="_compute_promise_date",
        store=True,
        readonly=False,
    )
    note = fields.Text("What was said")
    next_date = fields.Date("Next step on", help="Empty: the system chooses the day.")

    @api.depends("result")
    def _compute_promise_date(self):
        for wizard in self:
            today = self.env.company.ais_today()
            promised = wizard.result == "promised"
            wizard.promise_date = promised and (wizard.promise_date or today + timedelta(days=7))

    def action_save(self):
        """Write the contact down; a dispute stops the reminders of its invoices."""
        self.ensure_one()
        promised = self.result == "promised"
        self.env["ais.debt.contact"].create(
            {
                "client_id": self.client_id.id,
                "company_id": self.company_id.id,
                "kind": self.kind,
                "result": self.result,
                "move_ids": [(6, 0, self.move_ids.ids)],
                "promise_amount": promised and self.promise_amount,
                "promise_date": promised and self.promise_date,
                "note": self.note,
                "next_date": self.next_date,
            },
        )
        if self.result == "disputes" and self.move_ids:
            self.move_ids.action_ais_dispute(self.note)
        return {"type": "ir.actions.act_window_close"}

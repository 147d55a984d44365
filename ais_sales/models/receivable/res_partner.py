from odoo import api, fields, models
from odoo.exceptions import UserError

from ..catalogue.roles import MONEY

PERMIT = ("ais_debt_permit_until", "ais_debt_permit_reason")


class ResPartner(models.Model):
    """The whole story of a client's debts on its card (2.15)."""

    _inherit = "res.partner"

    ais_debt_contact_ids = fields.One2many(
        "ais.debt.contact",
        "client_id",
        "Contacts about debts",
        groups=MONEY,
    )
    ais_dunning_notice_ids = fields.One2many(
        "ais.dunning.notice",
        "client_id",
        "Reminders",
        groups=MONEY,
    )
    ais_reconciliation_act_ids = fields.One2many(
        "ais.reconciliation.act",
        "client_id",
        "Acts of reconciliation",
        groups=MONEY,
    )
    ais_receivable_ids = fields.One2many(
        "ais.receivable",
        "client_id",
        "Open items",
        groups=MONEY,
    )
    ais_debt_pause_ids = fields.One2many(
        "ais.debt.pause",
        "client_id",
        "Pauses of reminders",
        groups=MONEY,
    )
    ais_debt_pause_until = fields.Date(
        "Reminders paused until",
        compute="_compute_ais_debt_pause_until",
        store=True,
    )
    # credit control
    ais_debt_permit_until = fields.Date(
        "Bookings in debt allowed until",
        copy=False,
        tracking=True,
        help="Until this day specialists may book for the client whatever it owes.",
    )
    ais_debt_permit_reason = fields.Char("Why they are allowed", copy=False, tracking=True)
    # figures
    ais_debt_amount = fields.Monetary(
        "Owes",
        compute="_compute_ais_debt",
        help="Open invoices of the client less its advances, in the company's currency.",
    )
    ais_overdue_amount = fields.Monetary(
        "Overdue debt",
        compute="_compute_ais_debt",
        help="Part of the debt whose day of payment has passed.",
    )
    ais_overdue_days = fields.Integer("Days overdue", compute="_compute_ais_debt")

    @api.depends("ais_debt_pause_ids.until", "ais_debt_pause_ids.ended_on")
    def _compute_ais_debt_pause_until(self):
        for partner in self:
            pauses = partner.ais_debt_pause_ids.filtered(lambda pause: not pause.ended_on)
            partner.ais_debt_pause_until = max(pauses.mapped("until"), default=False)

    @api.depends_context("company")
    def _compute_ais_debt(self):
        self.ais_debt_amount = self.ais_overdue_amount = self.ais_overdue_days = 0
        receivables = self.env["ais.receivable"]
        if not receivables.has_access("read"):
            return
        rows = receivables._read_group(
            [
                ("client_id", "in", self.ids),
                ("company_id", "=", self.env.company.id),
            ],
            ["client_id"],
            ["amount:sum", "amount_overdue:sum", "days_overdue:max"],
        )
        for client, amount, overdue, days in rows:
            client.ais_debt_amount = amount
            client.ais_overdue_amount = overdue
            client.ais_overdue_days = days

    @api.model
    def _ais_system_fields(self):
        # reminders are paused by a pause, which has a reason and stays on record
        return super()._ais_system_fields() | {"ais_debt_pause_until"}

    @api.model
    def _has_field_access(self, field, operation):
        if (
            operation == "write"
            and field.name in PERMIT
            and not self.env.su
            and not self.env.user.has_group("ais_sales.group_head")
        ):
            return False
        return super()._has_field_access(field, operation)

    @api.constrains(*PERMIT)
    def _check_ais_debt_permit(self):
        for partner in self:
            if partner.ais_debt_permit_until and not (partner.ais_debt_permit_reason or "").strip():
                raise UserError(
                    self.env._(
                        "Write why bookings in debt are allowed for %s.",
                        partner.display_name,
                    ),
                )

    def action_ais_view_receivables(self):
        """Open what the client owes, document by document."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_receivable_action")
        action["domain"] = [("client_id", "in", self.commercial_partner_id.ids)]
        action["context"] = {}
        return action

    def action_ais_note_debt_contact(self):
        """Write down a talk about the debt."""
        return self._ais_open_debt_result(False)

    def _ais_open_card(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def _ais_open_debt_result(self, result, rows=None):
        """The tiny dialog with everything filled in.

        :param result: result of the talk, or False to ask for it
        :param rows: ais.receivable, the documents talked about; all overdue ones when not given
        """
        client = self.commercial_partner_id
        client.ensure_one()
        open_rows = rows or self.env["ais.receivable"].search(
            [("client_id", "=", client.id), ("company_id", "=", self.env.company.id)],
        )
        overdue = open_rows.filtered("days_overdue") or open_rows
        invoices = overdue.move_id.filtered(lambda move: move.move_type == "out_invoice")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Talk about the debt"),
            "res_model": "ais.debt.result",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_client_id": client.id,
                "default_result": result,
                "default_move_ids": invoices.ids,
                "default_promise_amount": max(sum(overdue.mapped("amount")), 0),
            },
        }

from collections import defaultdict

from odoo import models
from odoo.exceptions import UserError


class BankImportLine(models.Model):
    """The queue of payments that a person decides on (2.14)."""

    _inherit = "ais.bank.import.line"

    def action_accept(self):
        """Post what is proposed.

        :raise UserError: when a payment does not wait with a proposal, or its invoices have been
            paid meanwhile
        """
        self._check_accountant()
        self._check_former_payment()
        wanted = defaultdict(float)
        for line in self:
            if line.state != "proposed":
                raise UserError(
                    self.env._("“%s” has no proposal to accept.", line.display_name),
                )
            for part in line.allocation_ids:
                # lines accepted together divide one debt
                wanted[part.move_id] += part.amount
                if part.currency_id.compare_amounts(wanted[part.move_id], part.amount_residual) > 0:
                    raise UserError(
                        self.env._(
                            "“%(invoice)s” owes less than proposed by now: %(line)s. Choose the"
                            " invoices by hand.",
                            invoice=part.move_id.name,
                            line=line.display_name,
                        ),
                    )
        self._post_lines()
        return True

    def action_allocate(self):
        """Choose the client and the invoices by hand, or keep an advance."""
        self._check_accountant()
        self.ensure_one()
        return self._open_wizard("ais.bank.allocate", self.env._("What is this payment for?"))

    def action_ignore(self):
        """Say that it is not a client's payment, and why."""
        self._check_accountant()
        return self._open_wizard("ais.bank.ignore", self.env._("Not a client's payment"))

    def action_take_back(self):
        """Take back what was posted or ignored: the payment is cancelled, the line waits again.

        :raise UserError: when there is nothing to take back
        """
        self._check_accountant()
        for line in self:
            if line.state not in ("posted", "ignored") or line.direction != "in":
                raise UserError(
                    self.env._("“%s” is neither posted nor left out.", line.display_name),
                )
        text = self.env._("Taken back by %s.", self.env.user.name)
        payments = self.payment_id
        self._release(payments, text)
        payments.action_cancel()
        for line in self.filtered(lambda one: one.state == "ignored"):
            line._set(
                {
                    "state": line._waiting_state(),
                    "confidence": "low",
                    "reason": f"{text} {line.reason or ''}".strip(),
                },
            )
        return True

    def action_open_payment(self):
        """Open the payment in the books."""
        self.ensure_one()
        return self.payment_id._get_records_action()

    def _check_accountant(self):
        self.env["ais.bank.import"]._check_accountant()
        self.check_access("read")
        self._lock_rows()

    def _lock_rows(self):
        """Two people decide on one payment: the second is told at once."""
        # sudo: the lock writes nothing
        if len(self.sudo().try_lock_for_update()) != len(self):
            raise UserError(self.env._("Somebody else is deciding on this payment just now."))

    def _open_wizard(self, model, name):
        for line in self:
            if line.state not in ("proposed", "unmatched"):
                raise UserError(self.env._("“%s” does not wait any more.", line.display_name))
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_line_ids": [(6, 0, self.ids)], "default_line_id": self[:1].id},
        }

    def _set(self, vals):
        # sudo: the system alone writes lines; who may decide is checked by the callers
        self.sudo().write(vals)

    def _post_lines(self):
        """Post these lines with what is allocated to them."""
        specs = [
            (
                {
                    "journal_id": line.journal_id.id,
                    "partner_id": line.partner_id.id,
                    "currency_id": line.currency_id.id,
                    "amount": line.amount,
                    "credited_on": line.credited_on,
                    "date": line.date,
                    "number": line.number,
                    "kind": line.kind,
                    "purpose": line.purpose,
                },
                line.allocation_ids.move_id.ids,
            )
            for line in self
        ]
        payments = self.env["ais.bank.import"]._post_payments(specs)
        for line, payment in zip(self, payments, strict=True):
            line._set({"state": "posted", "payment_id": payment.id})
        self._notify_specialists()

    def _propose(self, partner, shares, rest, reason):
        """Write another proposal, of a person.

        :param list shares: pairs of an account.move and a sum
        """
        self.ensure_one()
        owner = next((move.invoice_user_id for move, _sum in shares), partner.user_id)
        self._set(
            {
                "state": "proposed",
                "partner_id": partner.id,
                "user_id": (owner or partner.user_id).id,
                "rest": rest,
                "reason": reason,
                "confidence": "sure",
                "allocation_ids": [
                    (5, 0, 0),
                    *(
                        (
                            0,
                            0,
                            {
                                "move_id": move.id,
                                "amount": part,
                                "company_id": self.company_id.id,
                                "currency_id": self.currency_id.id,
                            },
                        )
                        for move, part in shares
                    ),
                ],
            },
        )

from dataclasses import dataclass

from odoo import fields, models

REASONS = [
    ("entered", "Entered with the client"),
    ("taken", "Taken while free"),
    ("distributed", "Given by distribution"),
    ("decided", "Decided by the head"),
    ("transfer", "Transfer"),
    ("returned", "Back after a temporary transfer"),
    ("freed", "Protection has run out"),
    ("merged", "Cards merged"),
]


@dataclass(frozen=True)
class Assignment:
    """Why clients change hands; stands in the context, where no client program can put it."""

    reason: str
    note: str = ""
    transfer_id: int = 0


class ClientAssignment(models.Model):
    """Who kept a client, since when, why and by whose decision; nothing is ever deleted (2.9)."""

    _name = "ais.client.assignment"
    _description = "Client assignment"
    _order = "date desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        "Client",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now, index=True)
    previous_user_id = fields.Many2one("res.users", "From", readonly=True, index="btree_not_null")
    user_id = fields.Many2one("res.users", "To", readonly=True, index="btree_not_null")
    reason = fields.Selection(
        REASONS,
        required=True,
        readonly=True,
        help="Why the client came to this specialist, or became free.",
    )
    note = fields.Char(readonly=True)
    decided_by_id = fields.Many2one("res.users", "By decision of", readonly=True)
    transfer_id = fields.Many2one(
        "ais.client.transfer",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    company_id = fields.Many2one("res.company", readonly=True, index=True)

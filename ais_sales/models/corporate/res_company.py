from odoo import fields, models


class ResCompany(models.Model):
    """Terms of corporate orders."""

    _inherit = "res.company"

    ais_contract_days = fields.Integer(
        "Contract signed before the start (working days)",
        default=5,
        help="How many working days before the training the contract is signed.",
    )
    ais_closing_days = fields.Integer(
        "Documents closed after the end (working days)",
        default=10,
        help="How many working days after the training a corporate order is closed.",
    )
    ais_document_warn_days = fields.Integer(
        "Tasks for documents (working days)",
        default=3,
        help="How many working days before a document's deadline its next person gets a task.",
    )
    ais_document_remind_days = fields.Integer(
        "Reminders of documents (days)",
        default=7,
        help="How often the client's coordinator is reminded of overdue documents; 0: only by"
        " hand.",
    )

    _ais_corporate_days_ok = models.Constraint(
        "CHECK (ais_contract_days >= 0 AND ais_closing_days >= 0 AND ais_document_warn_days >= 0"
        " AND ais_document_remind_days >= 0)",
        "Terms of corporate orders cannot be negative.",
    )

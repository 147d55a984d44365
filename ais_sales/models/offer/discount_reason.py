from odoo import fields, models


class DiscountReason(models.Model):
    """A ground on which the price may be lowered, fixed by a local act (273-ФЗ ст. 54)."""

    _name = "ais.discount.reason"
    _description = "Ground of a discount"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True, help="Printed on the proposal.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True)

    _name_unique = models.UniqueIndex(
        "(name, COALESCE(company_id, 0))",
        "There is already a ground with this name.",
    )

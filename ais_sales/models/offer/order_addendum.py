from odoo import fields, models


class OrderAddendum(models.Model):
    """A change of a contract in force: other dates for seats that are invoiced or paid (2.8)."""

    _name = "ais.order.addendum"
    _description = "Addendum to a contract"
    _order = "date desc, id desc"

    name = fields.Char("Number", required=True, readonly=True)
    date = fields.Date(required=True, default=lambda self: self.env.company.ais_today())
    order_id = fields.Many2one("sale.order", required=True, index=True, ondelete="cascade")
    booking_id = fields.Many2one("ais.booking", index=True, ondelete="set null")
    group_from_id = fields.Many2one("ais.course.group", "Was", required=True)
    group_to_id = fields.Many2one("ais.course.group", "Is", required=True)
    seats = fields.Integer(required=True)
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="order_id.currency_id")
    amount_before = fields.Monetary()
    amount_after = fields.Monetary()
    difference = fields.Monetary(help="To be paid by the client; below zero what goes back.")
    move_id = fields.Many2one(
        "account.move",
        "Invoice of the difference",
        readonly=True,
        ondelete="set null",
    )

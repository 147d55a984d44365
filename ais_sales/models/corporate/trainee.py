from odoo import fields, models


class Trainee(models.Model):
    """The corporate order under which a person is trained."""

    _inherit = "ais.trainee"
    _ais_guards_computed = True

    corporate_order_id = fields.Many2one(
        related="booking_id.corporate_order_id", store=True, index="btree_not_null"
    )

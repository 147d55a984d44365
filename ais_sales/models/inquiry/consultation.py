from odoo import api, fields, models


class Consultation(models.Model):
    """A talk with a client about training: who, when, about what (2.10)."""

    _name = "ais.consultation"
    _description = "Consultation"
    _inherit = ["ais.system.fields.mixin", "ais.link.mixin"]
    _ais_guards_computed = True
    _order = "date desc, id desc"
    _rec_name = "lead_id"

    lead_id = fields.Many2one("crm.lead", "Inquiry", required=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one(
        related="lead_id.partner_id", store=True, index=True, string="Client"
    )
    user_id = fields.Many2one(
        "res.users",
        "Specialist",
        required=True,
        index=True,
        default=lambda self: self.env.user,
    )
    date = fields.Datetime(required=True, default=fields.Datetime.now)
    activity_type_id = fields.Many2one(
        "mail.activity.type",
        "What it was",
        domain="[('ais_is_contact', '=', True)]",
        ondelete="set null",
    )
    course_id = fields.Many2one(related="lead_id.ais_course_id", store=True, string="Course")
    is_reached = fields.Boolean("Client reached", default=True)
    note = fields.Text("What was said")
    company_id = fields.Many2one(related="lead_id.company_id", store=True, index=True)

    @api.model
    def _ais_links(self):
        return super()._ais_links() | {"lead_id": "read"}

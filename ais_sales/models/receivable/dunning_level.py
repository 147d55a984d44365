from odoo import fields, models


class DunningLevel(models.Model):
    """A step of reminding: when, by what, and who has to do something (2.15)."""

    _name = "ais.dunning.level"
    _description = "Reminder level"
    _order = "sequence, days, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: of all companies.")
    days = fields.Integer(
        "Days overdue",
        required=True,
        help="So many days after the due date the level is reached.",
    )
    # what goes to the client
    mail_template_id = fields.Many2one(
        "mail.template",
        "Template of the letter",
        domain="[('model', '=', 'ais.dunning.notice')]",
        ondelete="set null",
        help="What is sent to the client at this level.",
    )
    has_letter = fields.Boolean(
        "Attach the claim",
        help="A letter with the calculation of the debt is attached as PDF.",
    )
    has_act = fields.Boolean(
        "Attach the act of reconciliation",
        help="An act of the year to date is made, attached as PDF and kept.",
    )
    answer_days = fields.Integer("Days to answer", default=10, help="Named in the claim.")
    needs_approval = fields.Boolean(
        help="Nothing is sent before the head of sales or the director approves it.",
    )
    # what goes to the staff
    activity_role = fields.Selection(
        [
            ("specialist", "Specialist"),
            ("head", "Head of sales"),
            ("accountant", "Accountant"),
        ],
        "Activity for",
    )
    activity_type_id = fields.Many2one("mail.activity.type", "Activity", ondelete="set null")
    activity_summary = fields.Char("What to do", translate=True)

    _days_ok = models.Constraint(
        "CHECK (days > 0 AND answer_days >= 0)",
        "A reminder is sent after the due date: at least one day later.",
    )

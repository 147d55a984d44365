from odoo import fields, models


class Request(models.Model):
    """The answer to a request, the decision on it, and who was told that it is late."""

    _inherit = "ais.request"

    # answer
    answer = fields.Html(copy=False)
    answer_attachment_ids = fields.Many2many(
        "ir.attachment",
        "ais_request_answer_attachment_rel",
        "request_id",
        "attachment_id",
        "Files of the answer",
        copy=False,
        bypass_search_access=True,
    )
    answered_by_id = fields.Many2one("res.users", "Answered by", readonly=True, copy=False)
    return_remark = fields.Text("Why it was returned", readonly=True, copy=False)
    return_count = fields.Integer(
        "Returned, times",
        readonly=True,
        copy=False,
        help="How many times the author has returned the answer.",
    )
    reject_reason = fields.Text("Why it is rejected", readonly=True, copy=False)
    # decision on a proposal or a resource
    is_granted = fields.Boolean(
        "Granted",
        readonly=True,
        copy=False,
        tracking=True,
        help="The proposal or the resource was agreed to.",
    )
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True, copy=False)
    decided_at = fields.Datetime("Decided at", readonly=True, copy=False)
    # escalation
    reminder = fields.Selection(
        [("warned", "Deadline is near"), ("overdue", "Overdue")],
        "Reminded of",
        readonly=True,
        copy=False,
    )
    escalation_level = fields.Selection(
        [
            ("1", "Told to the superior"),
            ("2", "Told one step higher"),
            ("3", "Told two steps higher"),
        ],
        "Escalation",
        readonly=True,
        copy=False,
        tracking=True,
        help="How far up the overdue request has been reported.",
    )
    escalated_at = fields.Datetime("Escalated at", readonly=True, copy=False)

    _not_decided_by_author = models.Constraint(
        "CHECK (decided_by_id != author_id)",
        "Nobody decides on his own request.",
    )

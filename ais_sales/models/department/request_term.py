from odoo import api, fields, models

KINDS = [
    ("assignment", "Assignment"),
    ("information", "Information or documents"),
    ("improvement", "Improvement"),
    ("resource", "Resource"),
    ("violation", "Violation to be eliminated"),
    ("product", "Product proposal"),
]


class RequestTerm(models.Model):
    """How many working days a kind of request has, and when somebody is told (1.8, 1.9, 4.x)."""

    _name = "ais.request.term"
    _description = "Deadline of a kind of requests"
    _order = "kind, company_id"
    _rec_name = "kind"

    kind = fields.Selection(KINDS, required=True)
    company_id = fields.Many2one("res.company", index=True, help="Of any company when empty.")
    days = fields.Integer(
        "Deadline (working days)",
        default=5,
        required=True,
        help="Working days from the day on which the request is made.",
    )
    warn_days = fields.Integer(
        "Remind before (working days)",
        default=1,
        help="The addressee is reminded so many working days before the deadline; 0 for never.",
    )
    escalate_days = fields.Integer(
        "Escalate after (working days)",
        default=2,
        help="A request overdue by so many working days goes to the superior, and one step higher"
        " after each such term; 0 for never.",
    )

    _days_ok = models.Constraint(
        "CHECK (days > 0 AND days <= 250 AND warn_days >= 0 AND escalate_days >= 0)",
        "The deadline is a year of working days at the most, and no number is negative.",
    )
    _once = models.UniqueIndex(
        "(kind, COALESCE(company_id, 0))",
        "This kind of requests has its deadline already.",
    )

    @api.model
    def _ais_of(self, company):
        """The terms that hold in a company: its own, else those of any.

        :return: dict {kind: ais.request.term}
        """
        # sudo: the deadline of a request does not depend on who makes it
        found = self.sudo().search([("company_id", "in", (company.id, False))])
        return {term.kind: term for term in found.sorted(lambda one: bool(one.company_id))}

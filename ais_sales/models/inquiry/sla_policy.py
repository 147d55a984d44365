from odoo import fields, models


class SlaPolicy(models.Model):
    """How soon an inquiry is answered and processed, in working time (2.4)."""

    _name = "ais.sla.policy"
    _description = "Inquiry deadlines"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True)
    # for which inquiries
    medium_ids = fields.Many2many(
        "utm.medium",
        string="Channels",
        help="Inquiries by these channels; by any when empty.",
    )
    team_ids = fields.Many2many(
        "crm.team",
        string="Teams",
        help="Inquiries of these teams; of any when empty.",
    )
    priority = fields.Selection(
        [
            ("1", "Medium and higher"),
            ("2", "High and higher"),
            ("3", "Very high"),
        ],
        help="Inquiries of this priority; of any when empty.",
    )
    client_kind = fields.Selection(
        [
            ("known", "Has a card"),
            ("new", "New"),
            ("company", "Company"),
            ("person", "Person"),
        ],
        "Kind of client",
        help="Inquiries of such clients; of any when empty.",
    )
    # terms
    response_minutes = fields.Integer(
        "First response (minutes)",
        required=True,
        default=60,
        help="Working minutes from the inquiry to the first answer by a person.",
    )
    response_warning = fields.Integer(
        "Warn before (minutes)",
        default=15,
        help="The specialist gets a task so many working minutes before the answer is due.",
    )
    processing_hours = fields.Float(
        "Processing (hours)",
        required=True,
        default=8.0,
        help="Working hours from the inquiry to a stage in which it counts as processed.",
    )
    processing_warning = fields.Float(
        "Warn before (hours)",
        default=2.0,
        help="The specialist gets a task so many working hours before the inquiry must be"
        " processed.",
    )

    _terms_ok = models.Constraint(
        "CHECK (response_minutes > 0 AND processing_hours > 0"
        " AND processing_hours * 60 >= response_minutes)",
        "The terms must be positive, and processing cannot be due before the first response.",
    )
    # deadlines are reckoned to the end of the next year
    _terms_short = models.Constraint(
        "CHECK (response_minutes <= 60000 AND processing_hours <= 1000)",
        "The terms may be 1,000 working hours at the most: half a year.",
    )
    _warnings_ok = models.Constraint(
        "CHECK (response_warning >= 0 AND response_warning < response_minutes"
        " AND processing_warning >= 0 AND processing_warning < processing_hours)",
        "A warning comes before the deadline and after the inquiry.",
    )

    def write(self, vals):
        result = super().write(vals)
        terms = {"response_minutes", "response_warning", "processing_hours", "processing_warning"}
        if terms & vals.keys():
            # sudo: the terms hold for the inquiries of all specialists
            leads = self.env["crm.lead"].sudo()
            running = leads.search(
                [("ais_policy_id", "in", self.ids), ("ais_processed_at", "=", False)],
            )
            running._ais_set_deadlines()
        return result

    def _fits(self, lead):
        """Whether this policy is for an inquiry."""
        self.ensure_one()
        return (
            (not self.company_id or not lead.company_id or self.company_id == lead.company_id)
            and (not self.medium_ids or lead.medium_id in self.medium_ids)
            and (not self.team_ids or lead.team_id in self.team_ids)
            and (not self.priority or (lead.priority or "0") >= self.priority)
            and self._fits_client(lead.partner_id)
        )

    def _fits_client(self, partner):
        kind = self.client_kind
        if not kind:
            return True
        if kind == "new":
            return not partner
        if not partner:
            return False
        if kind == "known":
            return True
        return partner.commercial_partner_id.is_company == (kind == "company")

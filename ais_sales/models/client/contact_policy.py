from odoo import api, fields, models
from odoo.tools import SQL


class ContactPolicy(models.Model):
    """How often clients of a segment are contacted, and how long they stay with who keeps them
    (2.9, 2.19).
    """

    _name = "ais.contact.policy"
    _description = "Contact policy"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, help="The first policy that fits a client holds.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True)
    segment_id = fields.Many2one(
        "ais.market.segment",
        ondelete="restrict",
        help="With its parts; without a segment the policy fits every client.",
    )
    contact_days = fields.Integer(
        "Contact every (days)",
        default=90,
        help="After so many days without a contact the client stands in the list of calls;"
        " 0 for never.",
    )
    contact_by = fields.Selection(
        [("owner", "Who keeps the client"), ("head", "Head of sales")],
        "Contacted by",
        default="owner",
        required=True,
        help="Whose list the contact comes to.",
    )
    protection_days = fields.Integer(
        "Protection (days)",
        default=180,
        help="After so many days without a contact and without a deal the client becomes free;"
        " 0 for never.",
    )
    warning_days = fields.Integer(
        "Warning (days before)",
        default=14,
        help="So many days before the client becomes free its specialist is warned.",
    )

    _days_ok = models.Constraint(
        "CHECK (contact_days >= 0 AND protection_days >= 0 AND warning_days >= 0)",
        "Numbers of days cannot be negative.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        policies = super().create(vals_list)
        self._ais_assign()
        return policies

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() - {"name"}:
            self._ais_assign()
        return result

    def unlink(self):
        result = super().unlink()
        self._ais_assign()
        return result

    @api.model
    def _ais_assign(self):
        """Give every client the policy that fits it, in one statement, and move its terms."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                WITH chosen AS (
                    SELECT p.id, (
                        SELECT c.id FROM ais_contact_policy c
                          LEFT JOIN ais_market_segment s ON s.id = c.segment_id
                         WHERE c.active
                           AND (c.company_id IS NULL OR p.company_id IS NULL
                                OR c.company_id = p.company_id)
                           AND (c.segment_id IS NULL
                                OR own.parent_path LIKE s.parent_path || '%%')
                         ORDER BY c.sequence, c.id LIMIT 1) AS policy
                      FROM res_partner p
                      LEFT JOIN ais_market_segment own ON own.id = p.ais_segment_id
                     WHERE p.parent_id IS NULL
                )
                UPDATE res_partner p SET ais_contact_policy_id = chosen.policy
                  FROM chosen
                 WHERE chosen.id = p.id
                   AND p.ais_contact_policy_id IS DISTINCT FROM chosen.policy
                """,
            ),
        )
        self.env["res.partner"].invalidate_model(["ais_contact_policy_id"])
        # the terms follow, also of clients whose policy is the same and has other days
        self._ais_move_terms()

    @api.model
    def _ais_move_terms(self):
        """Bring the dates that follow from policies up to them, in one statement."""
        self.env.cr.execute(
            SQL(
                """
                WITH terms AS (
                    SELECT p.id,
                           CASE WHEN p.user_id IS NOT NULL AND c.contact_days > 0 THEN
                               GREATEST(p.ais_last_contact_on, p.ais_owned_since)
                               + c.contact_days END AS due,
                           CASE WHEN p.user_id IS NOT NULL AND c.protection_days > 0 THEN
                               GREATEST(p.ais_last_contact_on, p.ais_owned_since)
                               + c.protection_days END AS free
                      FROM res_partner p
                      LEFT JOIN ais_contact_policy c ON c.id = p.ais_contact_policy_id
                     WHERE p.parent_id IS NULL
                )
                UPDATE res_partner p
                   SET ais_contact_due_on = terms.due, ais_protected_until = terms.free
                  FROM terms
                 WHERE terms.id = p.id
                   AND (p.ais_contact_due_on IS DISTINCT FROM terms.due
                        OR p.ais_protected_until IS DISTINCT FROM terms.free)
                """,
            ),
        )
        self.env["res.partner"].invalidate_model(["ais_contact_due_on", "ais_protected_until"])

    def _ais_fits(self, partner):
        """Whether the policy holds for a client."""
        self.ensure_one()
        if self.company_id and partner.company_id and partner.company_id != self.company_id:
            return False
        if not self.segment_id:
            return True
        path = partner.ais_segment_id.parent_path or ""
        return path.startswith(self.segment_id.parent_path)

    @api.model
    def _ais_after(self, start, days):
        return fields.Date.add(start, days=days) if days else False

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, split_every

from ..catalogue.system_fields_mixin import BY_SYSTEM

BATCH = 2000


class PartnerDuplicate(models.Model):
    """Two cards that seem to be one client, and what people decided about them (2.17)."""

    _name = "ais.partner.duplicate"
    _description = "Suspected duplicate"
    _inherit = ["ais.system.fields.mixin"]
    _order = "weight desc, id"
    _rec_name = "partner_id"

    # the pair is ordered, so that it is entered once
    partner_id = fields.Many2one("res.partner", "Card", required=True, ondelete="cascade")
    other_id = fields.Many2one(
        "res.partner",
        "Other card",
        required=True,
        ondelete="cascade",
        index=True,
    )
    same_inn = fields.Boolean("Same INN")
    same_email = fields.Boolean("Same e-mail")
    same_phone = fields.Boolean("Same phone")
    same_name = fields.Boolean("Same name")
    weight = fields.Integer(
        "Likeness",
        help="INN counts 4, e-mail and phone 2 each, name 1: the surest stand first.",
    )
    reason = fields.Char("What is the same", compute="_compute_reason")
    state = fields.Selection(
        [("suspected", "Suspected"), ("distinct", "Not a duplicate")],
        default="suspected",
        required=True,
        index=True,
    )
    decided_by_id = fields.Many2one("res.users", "Decided by", readonly=True)
    decided_at = fields.Datetime("Decided at", readonly=True)
    user_id = fields.Many2one(related="partner_id.user_id", string="Specialist")
    other_user_id = fields.Many2one(related="other_id.user_id", string="Specialist of the other")
    city = fields.Char(related="partner_id.city")
    other_city = fields.Char(related="other_id.city", string="City of the other")

    _pair_unique = models.UniqueIndex(
        "(partner_id, other_id)", "This pair is in the queue already."
    )
    _pair_ordered = models.Constraint(
        "CHECK (partner_id < other_id)",
        "The first card of a pair is the older one.",
    )

    @api.model
    def _ais_reason_labels(self):
        return {
            "inn": self.env._("same INN"),
            "email": self.env._("same e-mail"),
            "phone": self.env._("same phone"),
            "name": self.env._("same name"),
        }

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | self._fields.keys()

    @api.depends("same_inn", "same_email", "same_phone", "same_name")
    @api.depends_context("lang")
    def _compute_reason(self):
        labels = self._ais_reason_labels()
        for pair in self:
            pair.reason = ", ".join(label for name, label in labels.items() if pair[f"same_{name}"])

    @api.model
    def _cron_find(self):
        """Look for pairs among the cards changed since the last run, and once among all; a run
        that is out of time goes on where it stopped.
        """
        # sudo: parameters that the system keeps for itself
        params = self.env["ir.config_parameter"].sudo()
        last = params.get_param("ais_sales.duplicates_until")
        start, began = (params.get_param("ais_sales.duplicates_from") or "0 ").split(" ", 1)
        # a card bears the time at which its transaction began: a long import ends later
        until = began or fields.Datetime.to_string(fields.Datetime.now() - timedelta(hours=1))
        domain = [("id", ">", int(start))]
        if last:
            domain.append(("write_date", ">=", last))
        # archived ones too: their pairs are to go
        everybody = self.env["res.partner"].with_context(active_test=False)
        changed = everybody.search(domain, order="id").ids
        left = len(changed)
        for batch in split_every(BATCH, changed):
            self._ais_find(list(batch))
            left -= len(batch)
            params.set_param("ais_sales.duplicates_from", f"{batch[-1]} {until}")
            if not self.env["ir.cron"]._commit_progress(len(batch), remaining=left) and left:
                return
        params.set_param("ais_sales.duplicates_until", until)
        params.set_param("ais_sales.duplicates_from", False)

    @api.model
    def _ais_find(self, partner_ids):
        """Enter the pairs that these cards are part of, and drop the suspected ones that are pairs
        no more; what people have told apart is left alone.

        :param list partner_ids: ids of cards
        """
        if not partner_ids:
            return
        self.env["res.partner"].flush_model()
        self.env.cr.execute(
            SQL(
                """
                WITH changed AS (
                    SELECT * FROM res_partner WHERE id = ANY(%(ids)s) AND active
                ), found AS (
                    SELECT a.id AS a, b.id AS b, 'inn' AS reason
                      FROM changed a JOIN res_partner b ON b.vat = a.vat
                     WHERE a.vat != '/' AND a.parent_id IS NULL AND b.parent_id IS NULL
                       AND (a.ais_kpp IS NULL OR b.ais_kpp IS NULL OR a.ais_kpp = b.ais_kpp)
                    UNION ALL
                    SELECT a.id, b.id, 'email'
                      FROM changed a JOIN res_partner b ON b.email_normalized = a.email_normalized
                    UNION ALL
                    SELECT a.id, b.id, 'phone'
                      FROM changed a JOIN res_partner b ON b.phone_sanitized = a.phone_sanitized
                    UNION ALL
                    SELECT a.id, b.id, 'name'
                      FROM changed a JOIN res_partner b ON b.ais_name_key = a.ais_name_key
                     WHERE COALESCE(a.is_company, FALSE) = COALESCE(b.is_company, FALSE)
                       AND (a.is_company OR (a.parent_id IS NULL AND b.parent_id IS NULL
                            AND a.ais_name_key LIKE '%% %% %%'))
                       AND (a.vat IS NULL OR b.vat IS NULL OR a.vat = b.vat)
                       -- branches bear one name
                       AND (a.ais_kpp IS NULL OR b.ais_kpp IS NULL OR a.ais_kpp = b.ais_kpp)
                ), pairs AS (
                    SELECT LEAST(a, b) AS a, GREATEST(a, b) AS b,
                           bool_or(reason = 'inn') AS inn, bool_or(reason = 'email') AS email,
                           bool_or(reason = 'phone') AS phone, bool_or(reason = 'name') AS name
                      FROM found
                      JOIN res_partner one ON one.id = a AND one.active
                      JOIN res_partner two ON two.id = b AND two.active
                     WHERE a != b AND one.commercial_partner_id != two.commercial_partner_id
                       AND (one.company_id IS NULL OR two.company_id IS NULL
                            OR one.company_id = two.company_id)
                       -- the staff are nobody's clients
                       AND NOT EXISTS (SELECT FROM res_users u
                                        WHERE u.partner_id IN (a, b) AND NOT u.share)
                     GROUP BY 1, 2
                ), gone AS (
                    DELETE FROM ais_partner_duplicate d
                     WHERE d.state = 'suspected'
                       AND (d.partner_id = ANY(%(ids)s) OR d.other_id = ANY(%(ids)s))
                       AND NOT EXISTS (SELECT FROM pairs
                                        WHERE pairs.a = d.partner_id AND pairs.b = d.other_id)
                )
                INSERT INTO ais_partner_duplicate (
                    partner_id, other_id, same_inn, same_email, same_phone, same_name, weight,
                    state, create_uid, create_date, write_uid, write_date)
                SELECT pairs.a, pairs.b, pairs.inn, pairs.email, pairs.phone, pairs.name,
                       4 * pairs.inn::int + 2 * pairs.email::int + 2 * pairs.phone::int
                       + pairs.name::int,
                       'suspected', %(uid)s, now() AT TIME ZONE 'UTC', %(uid)s,
                       now() AT TIME ZONE 'UTC'
                  FROM pairs
                    ON CONFLICT (partner_id, other_id) DO UPDATE
                       SET same_inn = EXCLUDED.same_inn, same_email = EXCLUDED.same_email,
                           same_phone = EXCLUDED.same_phone, same_name = EXCLUDED.same_name,
                           weight = EXCLUDED.weight
                     WHERE ais_partner_duplicate.state = 'suspected'
                       AND ais_partner_duplicate.weight != EXCLUDED.weight
                """,
                ids=list(partner_ids),
                uid=self.env.uid,
            ),
        )
        self.invalidate_model()

    def action_merge(self):
        """Make one card of each pair: the older stays, and takes over everything of the other.

        :raise UserError: when the merge is not possible, with the reason
        """
        self.check_access("write")
        (self.partner_id | self.other_id).check_access("write")
        for cards in self._ais_clusters():
            for card in cards[1:]:
                self._ais_merge(cards[0] | card, cards[0])
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _ais_clusters(self):
        """Cards that are one client by these pairs, the oldest first.

        :return: list of res.partner recordsets
        """
        clusters = []
        for pair in self:
            cards = pair.partner_id | pair.other_id
            for known in [one for one in clusters if one & cards]:
                clusters.remove(known)
                cards |= known
            clusters.append(cards)
        return [cards.sorted("id") for cards in clusters]

    @api.model
    def _ais_merge(self, cards, keep):
        # a person's card is never made one with an organisation's: its contact goes under it
        if len(set(cards.mapped("is_company"))) > 1:
            raise UserError(
                self.env._(
                    "“%(one)s” is an organisation and “%(other)s” a person: enter the person as a"
                    " contact of the organisation instead.",
                    one=cards.filtered("is_company").display_name,
                    other=cards.filtered(lambda card: not card.is_company).display_name,
                ),
            )
        # sudo: who works here is known to everybody
        staff = (
            cards.sudo()
            .with_context(active_test=False)
            .user_ids.filtered(
                lambda user: not user.share,
            )
        )
        if staff:
            raise UserError(
                self.env._("“%s” works here: the card is not a client's.", staff[:1].name),
            )
        # sudo: the stock wizard is for contact managers; the right to write both is checked above
        wizard = self.env["base.partner.merge.automatic.wizard"].sudo()
        wizard._merge(cards.ids, keep, extra_checks=False)

    def action_distinct(self):
        """Remember that these cards are different clients."""
        self.with_context(ais_clock=BY_SYSTEM).write(
            {
                "state": "distinct",
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
            },
        )

    def action_suspect(self):
        """Take back that these cards are different clients."""
        self.with_context(ais_clock=BY_SYSTEM).write(
            {"state": "suspected", "decided_by_id": False, "decided_at": False},
        )

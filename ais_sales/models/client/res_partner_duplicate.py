from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL, email_normalize

from ...tools import russian_ids

SHOWN = 5


class ResPartner(models.Model):
    """One client, one card: whoever types what is known already is told at once (2.16, 2.17)."""

    _inherit = "res.partner"

    # inherited; looked up at every entry
    email_normalized = fields.Char(index="btree_not_null")
    phone_sanitized = fields.Char(index="btree_not_null")
    ais_name_key = fields.Char(
        "Name without form and marks",
        compute="_compute_ais_name_key",
        store=True,
        index=True,
    )
    ais_duplicate_note = fields.Html(
        "Known already",
        compute="_compute_ais_duplicate_note",
        sanitize=False,
    )
    ais_duplicate_count = fields.Integer(
        "Suspected duplicates",
        compute="_compute_ais_duplicate_count",
    )

    @api.depends("name")
    def _compute_ais_name_key(self):
        for partner in self:
            partner.ais_name_key = russian_ids.name_key(partner.name) or False

    @api.depends("name", "vat", "ais_kpp", "email", "phone", "is_company", "parent_id")
    def _compute_ais_duplicate_note(self):
        for partner in self:
            found = partner._ais_find_duplicates()
            partner.ais_duplicate_note = partner._ais_duplicate_text(found) if found else False

    def _compute_ais_duplicate_count(self):
        pairs = self.env["ais.partner.duplicate"]
        self.ais_duplicate_count = 0
        if not pairs.has_access("read"):
            return
        for name in ("partner_id", "other_id"):
            for partner, count in pairs._read_group(
                [(name, "in", self.ids), ("state", "=", "suspected")],
                [name],
                ["__count"],
            ):
                partner.ais_duplicate_count += count

    def _ais_find_duplicates(self):
        """Other cards with the same INN (and KPP), e-mail, phone or name.

        Four look-ups by index in one query; cards of one organisation are no duplicates of each
        other, and pairs that people have told apart are left out.

        :return: list of (card id, reasons as a list of words), at most SHOWN
        """
        self.ensure_one()
        searches = self._ais_duplicate_searches()
        if not searches:
            return []
        self.env["res.partner"].flush_model()
        self.env["ais.partner.duplicate"].flush_model()
        own = self._origin
        # one organisation: the card itself, its contacts and the organisation of a contact
        family = (own.commercial_partner_id | self.parent_id.commercial_partner_id).ids or [0]
        rows = self.env.execute_query(
            SQL(
                """
                SELECT found.id, array_agg(DISTINCT found.reason ORDER BY found.reason)
                  FROM (%s) AS found
                  JOIN res_partner p ON p.id = found.id
                 WHERE p.active AND p.id != %s AND p.commercial_partner_id NOT IN %s
                   AND NOT EXISTS (
                       SELECT FROM ais_partner_duplicate d
                        WHERE d.state = 'distinct'
                          AND d.partner_id = LEAST(p.id, %s) AND d.other_id = GREATEST(p.id, %s))
                 GROUP BY found.id ORDER BY COUNT(*) DESC, found.id LIMIT %s
                """,
                SQL(" UNION ALL ").join(searches),
                own.id or 0,
                tuple(family),
                own.id or 0,
                own.id or 0,
                SHOWN,
            ),
        )
        labels = self.env["ais.partner.duplicate"]._ais_reason_labels()
        return [(card, [labels[reason] for reason in reasons]) for card, reasons in rows]

    def _ais_duplicate_searches(self):
        """SQL of the look-ups that this card has something for."""
        searches = []
        if self.vat and self.vat != "/" and not self.parent_id:
            searches.append(
                SQL(
                    "SELECT id, 'inn' AS reason FROM res_partner WHERE vat = %s"
                    " AND (ais_kpp IS NULL OR %s IS NULL OR ais_kpp = %s)",
                    self.vat,
                    self.ais_kpp or None,
                    self.ais_kpp or None,
                ),
            )
        email = email_normalize(self.email or "")
        if email:
            searches.append(
                SQL(
                    "SELECT id, 'email' AS reason FROM res_partner WHERE email_normalized = %s",
                    email,
                ),
            )
        phone = self.phone and self._phone_format(number=self.phone)
        if phone:
            searches.append(
                SQL(
                    "SELECT id, 'phone' AS reason FROM res_partner WHERE phone_sanitized = %s",
                    phone,
                ),
            )
        # a person's name alone says little, unless it has all its parts
        key = russian_ids.name_key(self.name)
        if key and (self.is_company or (not self.parent_id and len(key.split()) >= 3)):
            searches.append(
                SQL(
                    "SELECT id, 'name' AS reason FROM res_partner WHERE ais_name_key = %s"
                    " AND COALESCE(is_company, FALSE) = %s"
                    " AND (vat IS NULL OR %s IS NULL OR vat = %s)"
                    " AND (ais_kpp IS NULL OR %s IS NULL OR ais_kpp = %s)",
                    key,
                    self.is_company,
                    self.vat or None,
                    self.vat or None,
                    self.ais_kpp or None,
                    self.ais_kpp or None,
                ),
            )
        return searches

    def _ais_duplicate_text(self, found):
        """The warning on the card, with links to what may be read.

        :param list found: as from `_ais_find_duplicates`
        """
        cards = self.env["res.partner"].browse([card for card, _reasons in found])
        readable = cards._filtered_access("read")
        lines = []
        for card, reasons in found:
            # sudo: of a card that may not be read only its name and keeper are told
            partner = cards.browse(card).sudo()
            name = partner.display_name
            if partner in readable:
                name = Markup('<a href="/odoo/res.partner/%s" target="_blank">%s</a>') % (
                    card,
                    name,
                )
            owner = partner.user_id or partner.commercial_partner_id.user_id
            keeper = self.env._("kept by %s", owner.name) if owner else self.env._("kept by nobody")
            lines.append(Markup("%s (%s), %s") % (name, ", ".join(reasons), keeper))
        return Markup("<br/>").join(lines)

    def action_ais_view_duplicates(self):
        """Open the suspected duplicates of this card."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_partner_duplicate_action",
        )
        action["domain"] = ["|", ("partner_id", "=", self.id), ("other_id", "=", self.id)]
        return action

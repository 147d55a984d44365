from odoo import models
from odoo.tools import SQL, email_normalize

from ...tools import russian_ids


class ClientImport(models.TransientModel):
    """Which rows are clients that are known already, and what came of each row (2.16)."""

    _inherit = "ais.client.import"

    def _keys(self, values):
        """What tells a client: pairs of a kind and a value."""
        keys = []
        if values.get("vat"):
            keys.append(("inn", f"{values['vat']}/{values.get('ais_kpp') or ''}"))
        for name in ("email", "contact_email"):
            email = email_normalize(values.get(name) or "")
            if email:
                keys.append(("email", email))
        for name in ("phone", "contact_phone"):
            if values.get(name):
                phone = self.env["res.partner"]._phone_format(number=values[name])
                keys += [("phone", phone)] if phone else []
        if values.get("name") and not values.get("vat"):
            keys.append(("name", russian_ids.name_key(values["name"])))
        return keys

    def _known(self, rows):
        """Cards that have something of these rows.

        :return: dict {(kind, value): (card's name, keeper's name)}
        """
        wanted = {}
        for row in rows:
            for kind, value in row[4]:
                wanted.setdefault(kind, set()).add(value)
        inns = {key.split("/")[0] for key in wanted.get("inn", ())}
        self.env["res.partner"].flush_model()
        found = self.env.execute_query(
            SQL(
                """
                SELECT kind, value, kpp, p.name, u.name
                  FROM (SELECT id, 'inn' AS kind, vat AS value, COALESCE(ais_kpp, '') AS kpp
                          FROM res_partner WHERE vat = ANY(%s) AND active AND parent_id IS NULL
                        UNION ALL
                        SELECT id, 'email', email_normalized, '' FROM res_partner
                         WHERE email_normalized = ANY(%s) AND active
                        UNION ALL
                        SELECT id, 'phone', phone_sanitized, '' FROM res_partner
                         WHERE phone_sanitized = ANY(%s) AND active
                        UNION ALL
                        SELECT id, 'name', ais_name_key, '' FROM res_partner
                         WHERE ais_name_key = ANY(%s) AND active AND is_company) k
                  JOIN res_partner p ON p.id = k.id
                  LEFT JOIN res_users o ON o.id = p.user_id
                  LEFT JOIN res_partner u ON u.id = o.partner_id
                """,
                list(inns),
                list(wanted.get("email", ())),
                list(wanted.get("phone", ())),
                list(wanted.get("name", ())),
            ),
        )
        known = {}
        for kind, value, kpp, name, keeper in found:
            if kind == "inn":
                known.setdefault(("inn", value), {})[kpp] = (name, keeper)
            else:
                known[kind, value] = (name, keeper)
        return known

    def _known_reason(self, keys, known, seen):
        """Why a row is not entered, in words, or None."""
        for kind, value in keys:
            if kind == "inn":
                reason = self._known_by_inn(value, known)
            elif self.enter_suspected:
                continue
            else:
                reason = known.get((kind, value)) and self._known_text(kind, *known[kind, value])
            if reason:
                return reason
            if (kind, value) in seen and not (self.enter_suspected and kind != "inn"):
                return self.env._("the same client stands in row %s", seen[kind, value])
        return None

    def _known_by_inn(self, value, known):
        inn, kpp = value.split("/")
        cards = known.get(("inn", inn), {})
        # branches share an INN: another KPP is another client
        for other, (name, keeper) in cards.items():
            if not kpp or not other or kpp == other:
                return self._known_text("inn", name, keeper)
        return None

    def _known_text(self, kind, name, keeper):
        reason = self.env["ais.partner.duplicate"]._ais_reason_labels()[kind]
        if keeper:
            return self.env._(
                "known already: “%(card)s” (%(reason)s), kept by %(keeper)s",
                card=name,
                reason=reason,
                keeper=keeper,
            )
        return self.env._(
            "known already: “%(card)s” (%(reason)s), kept by nobody",
            card=name,
            reason=reason,
        )

    def _seen_before(self):
        """What the rows entered so far have: a client stands once in a table."""
        seen = {}
        for row in (self.rows or [])[: self.done_rows]:
            if not row[3] and not row[5]:
                seen.update({tuple(key): row[0] for key in row[4]})
        return seen

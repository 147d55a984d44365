from collections import defaultdict

from odoo import fields, models
from odoo.tools import email_normalize

from ...tools.trainee_table import fold, is_same_person


class TraineeImport(models.TransientModel):
    """Who of the list is known already: on the order, in the group, elsewhere, as a contact."""

    _inherit = "ais.trainee.import"

    def _find_known(self, plans, bookings):
        """Find the trainees of these bookings whom the list tells more about."""
        known = self.env["ais.trainee"].search([("booking_id", "in", bookings.ids)])
        by_snils = known.filtered("snils").grouped("snils")
        by_name = known.grouped(lambda one: fold(one.name))
        none = known.browse()
        taken = {}
        for plan in plans:
            found = by_snils.get(plan.vals.get("snils")) or by_name.get(plan.key, none).filtered(
                lambda one, plan=plan: is_same_person(self._told_apart_by(one), plan.data)
            )
            elsewhere = found.filtered(lambda one, plan=plan: one.booking_id not in plan.targets)
            found -= elsewhere
            if elsewhere and not found:
                plan.warnings.append(
                    self.env._(
                        "takes a second seat: stands on the order already, in group %s",
                        ", ".join(elsewhere.group_id.mapped("code")),
                    ),
                )
            if len(found) > 1:
                plan.errors.append(self.env._("stands in several groups: name the group"))
            elif found in taken:
                plan.errors.append(self.env._("the person stands in row %s already", taken[found]))
            elif found:
                taken[found] = plan.line.number
                plan.trainee, plan.booking = found, found.booking_id
                if fold(found.name) != plan.key:
                    plan.warnings.append(
                        self.env._(
                            "stands on the order as %s: has the surname changed?", found.name
                        )
                    )

    def _told_apart_by(self, trainee):
        return {
            "snils": trainee.snils,
            "birth_date": fields.Date.to_string(trainee.birth_date) or False,
            "email": trainee.email,
        }

    def _refuse_elsewhere(self, plans, bookings):
        """Refuse newcomers who are trainees of their group by another booking."""
        newcomers = [plan for plan in plans if not plan.trainee]
        # sudo: the other may be another specialist's trainee, of whom only the name is told
        others = (
            self.env["ais.trainee"]
            .sudo()
            .search_fetch(
                [("group_id", "in", bookings.group_id.ids), ("booking_state", "!=", "cancelled")],
                ["group_id", "identity", "snils"],
            )
        )
        contacts, numbers = defaultdict(list), set()
        for other in others:
            name, _sep, contact = other.identity.partition("|")
            contacts[other.group_id.id, name].append(contact)
            numbers.add((other.group_id.id, other.snils))
        for plan in newcomers:
            group = plan.booking.group_id
            contact = self._contact(plan.data)
            stands = any(
                not contact or not one or contact == one for one in contacts[group.id, plan.key]
            )
            if stands or (plan.vals.get("snils") and (group.id, plan.vals["snils"]) in numbers):
                plan.errors.append(
                    self.env._(
                        "is already a trainee of group %s; a namesake is told apart by the e-mail",
                        group.code,
                    ),
                )

    def _contact(self, data):
        phone = "".join(char for char in data.get("phone") or "" if char.isdigit())
        return data.get("email") or phone[-10:]

    def _link_contacts(self, plans):
        """Link the person's card where exactly one contact of the client is meant; make none."""
        clients = self.corporate_order_id.partner_id | self.corporate_order_id.branch_ids
        clients |= self._bookings().partner_id
        cards = self.env["res.partner"].search_fetch(
            [
                ("commercial_partner_id", "in", clients.commercial_partner_id.ids),
                ("is_company", "=", False),
            ],
            ["email_normalized", "phone_sanitized", "ais_snils"],
        )
        by_key = defaultdict(cards.browse)
        for card in cards:
            for key in (card.email_normalized, card.phone_sanitized, card.ais_snils):
                if key:
                    by_key[key] |= card
        for plan in plans:
            found = cards.browse()
            for key in (
                plan.vals.get("snils"),
                email_normalize(plan.vals.get("email") or ""),
                plan.vals.get("phone"),
            ):
                found |= by_key.get(key, cards.browse())
            # an address that a whole office shares is nobody's own
            if len(found) == 1 and fold(found.name or "").split()[:1] == plan.key.split()[:1]:
                plan.vals["partner_id"] = found.id

    def _warn_overlaps(self, plans):
        """Warn of newcomers who are in another group, or another row, on the same dates."""
        newcomers = [plan for plan in plans if not plan.trainee]
        if not newcomers:
            return
        groups = self._bookings().group_id
        others = self._standing_elsewhere(newcomers, groups)
        own = set(others._filtered_access("read")._ids)
        places = defaultdict(list)
        # sudo: numbers that are compared, of whoever they are
        for other in others.sudo():
            told = (other.group_id, other.id in own)
            for key in self._person_keys(other.identity, other.snils, other.birth_date):
                places[key].append(told)
        keys = {}
        for plan in newcomers:
            identity = f"{plan.key}|{self._contact(plan.data)}"
            keys[plan.line] = self._person_keys(
                identity, plan.vals.get("snils"), plan.data.get("birth_date")
            )
            for key in keys[plan.line]:
                places[key].append((plan.booking.group_id, True))
        for plan in newcomers:
            group = plan.booking.group_id
            notes = [
                self.env["ais.trainee"]._overlap_text(
                    other.code if is_named else None, other.date_start, other.date_end
                )
                for key in keys[plan.line]
                for other, is_named in places[key]
                if other != group
                and other.date_start <= group.date_end
                and other.date_end >= group.date_start
            ]
            if notes:
                plan.warnings.append(
                    self.env._("on the same dates: %s", "; ".join(dict.fromkeys(notes)))
                )

    def _person_keys(self, identity, snils, birth_date):
        """What tells one person: as in the trainee's `overlap_note`."""
        name, _sep, contact = identity.partition("|")
        keys = [("snils", snils)] if snils else []
        if birth_date:
            keys.append(("birth", name, fields.Date.to_string(fields.Date.to_date(birth_date))))
        return [*keys, ("contact", identity)] if contact else keys

    def _standing_elsewhere(self, plans, groups):
        # sudo: whether the person is taught elsewhere at the time, whoever's client he is there;
        # only the dates are told
        return self.env["ais.trainee"].browse(
            self.env["ais.trainee"]
            .sudo()
            .search(
                [
                    "|",
                    "|",
                    ("snils", "in", [p.vals["snils"] for p in plans if p.vals.get("snils")]),
                    (
                        "birth_date",
                        "in",
                        list({p.data["birth_date"] for p in plans if p.data.get("birth_date")}),
                    ),
                    ("identity", "in", [f"{p.key}|{self._contact(p.data)}" for p in plans]),
                    ("booking_state", "!=", "cancelled"),
                    ("training_state", "not in", ("dropped", "transferred")),
                    ("group_id.state", "!=", "cancelled"),
                    ("company_id", "in", groups.company_id.ids),
                    ("group_id.date_start", "<=", max(groups.mapped("date_end"))),
                    ("group_id.date_end", ">=", min(groups.mapped("date_start"))),
                ],
            )
            .ids
        )

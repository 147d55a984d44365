from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL


class BasePartnerMerge(models.TransientModel):
    """Our records go along when two cards become one, none is lost (2.17)."""

    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        self._ais_forget_pairs(src_partners, dst_partner)
        self._ais_one_policy_contact(src_partners, dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)

    def _update_values(self, src_partners, dst_partner):
        # computed fields are left alone by the stock merge; who keeps the client is one
        owner = dst_partner.user_id or src_partners.user_id[:1]
        result = super()._update_values(src_partners, dst_partner)
        if owner and dst_partner.user_id != owner:
            dst_partner._ais_give(owner, "merged")
        self._ais_gather(dst_partner, src_partners.user_id - owner, owner)
        contacts = (src_partners | dst_partner).filtered("ais_last_contact_on")
        last = max(contacts.mapped("ais_last_contact_on"), default=False)
        # sudo: when a client was contacted is the system's to write
        dst_partner.sudo().ais_last_contact_on = last
        self.env["ais.client.intake"]._note(
            "merge",
            dst_partner.display_name,
            merged_count=len(src_partners),
        )
        return result

    def _ais_one_policy_contact(self, src_partners, dst_partner):
        """The contact that the policy asks for is planned once: the first one stays."""
        # sudo: the plan is kept by the system, whoever merges
        agreements = self.env["ais.contact.agreement"].sudo()
        planned = agreements.search(
            [
                ("partner_id", "in", (src_partners | dst_partner).ids),
                ("source", "=", "policy"),
                ("state", "=", "planned"),
            ],
        )
        planned[1:]._cancel()

    def _ais_gather(self, partner, former, owner):
        """What is open with the former owners of a card goes to who keeps it, and the history says
        so.
        """
        if not former or not owner:
            return
        domains = {
            **partner._ais_deal_domains(),
            "ais.contact.agreement": [("state", "=", "planned")],
        }
        for model, domain in domains.items():
            # sudo: the records are colleagues'; who may merge the cards may gather what is theirs
            self.env[model].sudo().search(
                Domain("partner_id", "child_of", partner.id)
                & Domain("user_id", "in", former.ids)
                & Domain(domain),
            ).with_context(tracking_disable=True).write({"user_id": owner.id})
        # sudo: nobody writes the history by hand
        self.env["ais.client.assignment"].sudo().create(
            [
                {
                    "partner_id": partner.commercial_partner_id.id,
                    "previous_user_id": user.id,
                    "user_id": owner.id,
                    "reason": "merged",
                    "decided_by_id": self.env.uid,
                    "company_id": partner.company_id.id,
                }
                for user in former
            ],
        )

    def _ais_forget_pairs(self, src_partners, dst_partner):
        """Pairs with the card that goes are looked for again with the one that stays: changed by
        SQL they could lie in the wrong order or repeat.
        """
        pairs = self.env["ais.partner.duplicate"]
        pairs.flush_model()
        cards = tuple((src_partners | dst_partner).ids)
        told_apart = self.env.execute_query(
            SQL(
                """
                DELETE FROM ais_partner_duplicate
                 WHERE partner_id IN %s OR other_id IN %s
                RETURNING partner_id, other_id, state, decided_by_id, decided_at
                """,
                cards,
                cards,
            ),
        )
        # what people have told apart stays so for the card that stays
        kept = {}
        for first, second, state, user, moment in told_apart:
            others = {first, second} - set(cards)
            if state == "distinct" and others:
                pair = tuple(sorted((dst_partner.id, others.pop())))
                kept[pair] = (user, moment)
        pairs.invalidate_model()
        # sudo: the queue is kept by the system, whoever merges
        pairs.sudo().create(
            [
                {
                    "partner_id": first,
                    "other_id": second,
                    "state": "distinct",
                    "decided_by_id": user,
                    "decided_at": moment,
                }
                for (first, second), (user, moment) in kept.items()
            ],
        )

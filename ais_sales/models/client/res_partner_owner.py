from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..catalogue.roles import OFFICE
from .client_assignment import Assignment


class ResPartner(models.Model):
    """Who keeps a client, since when, and how long he stays protected (2.9)."""

    _name = "res.partner"
    _inherit = ["res.partner", "ais.system.fields.mixin"]

    user_id = fields.Many2one(index="btree_not_null")
    ais_segment_id = fields.Many2one(
        "ais.market.segment",
        "Segment",
        index="btree_not_null",
        ondelete="restrict",
        help="Segment of the market; the contact policy and the analysis go by it.",
    )
    ais_assignment_ids = fields.One2many(
        "ais.client.assignment",
        "partner_id",
        "Kept by, history",
        groups=OFFICE,
    )
    ais_owned_since = fields.Date(
        "Kept since",
        compute="_compute_ais_owned_since",
        store=True,
        precompute=True,
        copy=False,
    )
    ais_contact_policy_id = fields.Many2one(
        "ais.contact.policy",
        "Contact policy",
        compute="_compute_ais_contact_policy_id",
        store=True,
        precompute=True,
        index="btree_not_null",
        copy=False,
        ondelete="set null",
    )
    ais_last_contact_on = fields.Date(
        "Last contact",
        readonly=True,
        copy=False,
        help="Last call, meeting or letter of ours that the system knows.",
    )
    ais_contact_due_on = fields.Date(
        "Contact due",
        compute="_compute_ais_terms",
        store=True,
        precompute=True,
        index="btree_not_null",
        copy=False,
        help="By the contact policy of the client's segment.",
    )
    ais_protected_until = fields.Date(
        "Protected until",
        compute="_compute_ais_terms",
        store=True,
        precompute=True,
        index="btree_not_null",
        copy=False,
        help="Without a contact and without a deal the client becomes free after this day.",
    )

    @api.depends("user_id")
    def _compute_ais_owned_since(self):
        today = fields.Date.context_today(self)
        for partner in self:
            partner.ais_owned_since = partner.user_id and today

    @api.depends("ais_segment_id", "parent_id", "company_id")
    def _compute_ais_contact_policy_id(self):
        # sudo: which policy holds does not depend on who writes the card
        # there are few of them
        policies = self.env["ais.contact.policy"].sudo().search(Domain.TRUE)
        for partner in self:
            partner.ais_contact_policy_id = not partner.parent_id and next(
                (policy for policy in policies if policy._ais_fits(partner)),
                False,
            )

    @api.depends("user_id", "ais_owned_since", "ais_last_contact_on", "ais_contact_policy_id")
    def _compute_ais_terms(self):
        for partner in self:
            # sudo: as above
            policy = partner.ais_contact_policy_id.sudo()
            start = max(
                filter(None, (partner.ais_last_contact_on, partner.ais_owned_since)),
                default=None,
            )
            owned = partner.user_id and start
            partner.ais_contact_due_on = owned and policy._ais_after(start, policy.contact_days)
            partner.ais_protected_until = owned and policy._ais_after(
                start,
                policy.protection_days,
            )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        partners._ais_note_assignments({})
        return partners

    def write(self, vals):
        if "user_id" not in vals:
            return super().write(vals)
        self._ais_check_may_give(vals["user_id"])
        before = {partner.id: partner.user_id for partner in self}
        result = super().write(vals)
        self._ais_note_assignments(before)
        return result

    def _ais_check_may_give(self, user_id):
        """A specialist takes a free client, but gives none away: that is a transfer.

        :raise AccessError: when he does
        """
        user = self.env.user
        if self.env.su or not user.has_group("ais_sales.group_specialist"):
            return
        if user.has_group("ais_sales.group_head"):
            return
        kept = self.filtered(lambda partner: partner.user_id and partner.user_id.id != user_id)
        # who stands in for a colleague writes the clients, and does not take them over
        if user_id == user.id and not kept:
            return
        if kept or (user_id and any(not partner.parent_id for partner in self)):
            raise AccessError(
                self.env._(
                    "“%s” is given to somebody else by a transfer, which the head approves.",
                    (kept or self)[:1].display_name,
                ),
            )

    def _ais_note_assignments(self, before):
        """Keep who got which client.

        :param dict before: {client id: user who kept it}; nobody for clients that are new
        """
        nobody = self.env["res.users"]
        why = self.env.context.get("ais_assignment")
        vals_list = []
        for partner in self:
            previous = before.get(partner.id, nobody)
            if partner.parent_id or partner.user_id == previous:
                continue
            vals_list.append(
                {
                    "partner_id": partner.id,
                    "previous_user_id": previous.id,
                    "user_id": partner.user_id.id,
                    "reason": self._ais_assignment_reason(why, before, previous),
                    "note": why.note if isinstance(why, Assignment) else False,
                    "transfer_id": why.transfer_id if isinstance(why, Assignment) else False,
                    "decided_by_id": self.env.uid,
                    "company_id": partner.company_id.id,
                },
            )
        if vals_list:
            # sudo: nobody writes the history by hand
            self.env["ais.client.assignment"].sudo().create(vals_list)

    def _ais_assignment_reason(self, why, before, previous):
        if isinstance(why, Assignment):
            return why.reason
        if not before:
            return "entered"
        return "decided" if previous else "taken"

    def _ais_give(self, user, reason, note="", transfer=None):
        """Give clients to a user, or free them, and keep why.

        :param user: res.users, empty to free the clients
        :param str reason: one of the reasons of ais.client.assignment
        """
        why = Assignment(reason, note, transfer.id if transfer else 0)
        self.with_context(ais_assignment=why).write({"user_id": user.id})

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "ais_last_contact_on",
            "ais_contact_due_on",
            "ais_protected_until",
            "ais_owned_since",
            "ais_data_score",
            "ais_verified_on",
            "ais_verified_by_id",
            "ais_is_anonymous",
            "ais_contact_policy_id",
            "ais_name_key",
        }

    def _ais_note_contact(self):
        """A person of ours has been in touch with these clients today."""
        today = fields.Date.context_today(self)
        clients = self.commercial_partner_id.filtered(
            lambda client: not client.ais_last_contact_on or client.ais_last_contact_on < today,
        )
        if clients:
            # sudo: the client may be a colleague's, and the contact has taken place all the same
            clients = clients.sudo()
            clients.write({"ais_last_contact_on": today})
            clients.activity_unlink(["ais_sales.mail_activity_losing"], only_automated=False)

    def action_ais_take(self):
        """Take free clients.

        :raise AccessError: when a client is kept by somebody else
        """
        self.write({"user_id": self.env.uid})

    def action_ais_transfer(self):
        """Start a transfer of the clients chosen."""
        clients = self.commercial_partner_id
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_client_transfer_action_new",
        )
        action["context"] = {
            "default_partner_ids": clients.ids,
            "default_user_id": clients.user_id[:1].id or self.env.uid,
        }
        return action

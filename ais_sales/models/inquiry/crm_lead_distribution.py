from odoo import api, fields, models
from odoo.exceptions import UserError

NOBODY = "res.users"


class CrmLead(models.Model):
    """Inquiries are given to specialists by rules, and each says why (2.9).

    A known client's inquiry goes to its owner. Any other goes, among the members of the team who
    are there, to those whose area it fits best, of these to the one with the fewest inquiries in
    work for his capacity, of equals to the one whose turn it is.
    """

    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        leads.filtered(lambda lead: lead.team_id.ais_distribute)._ais_distribute()
        return leads

    def _assign_userless_lead_in_team(self, creation_source):
        by_rules = self.filtered(lambda lead: lead.team_id.ais_distribute)
        return super(CrmLead, self - by_rules)._assign_userless_lead_in_team(creation_source)

    def action_ais_distribute(self):
        """Give the inquiries that nobody has to specialists, by the rules of their teams.

        :return: dict: a notification when somebody's is still nobody's, else None
        :raise UserError: when all of them have a specialist already
        """
        self.check_access("write")
        if all(lead.user_id for lead in self):
            raise UserError(
                self.env._(
                    "These inquiries have specialists already. To give one to somebody else, change"
                    " its specialist.",
                ),
            )
        self._ais_distribute()
        left = self.filtered(lambda lead: not lead.user_id and lead.active)
        return left._ais_tell_nobody() if left else None

    def _ais_tell_nobody(self):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "message": self.env._(
                    "Nobody of the team is available for “%s”: name the specialist in the inquiry.",
                    self[0].name,
                ),
            },
        }

    def _ais_distribute(self):
        """Give out the inquiries that nobody has, and write into each why it went where it went."""
        waiting = self.filtered(lambda lead: not lead.user_id and lead.active)
        if not waiting:
            return
        # sudo: rules of the team and the colleagues' loads, which an entering clerk may not read
        leads = waiting.sudo()._in_staff_language()
        leads.team_id._ais_lock_turn()
        loads, away = leads._ais_loads(), leads._ais_away()
        reasons = {}
        for lead in leads:
            user, reason = lead._ais_choose(loads, away)
            reasons[lead.id] = reason
            if user:
                lead.user_id = user
                loads[user.id] = loads.get(user.id, 0) + 1
        leads._message_log_batch(bodies=reasons)
        leads._notify_staff(
            [
                (lead, lead._ais_heads(), self.env._("Give this inquiry to a specialist"), "", None)
                for lead in leads
                if not lead.user_id
            ],
        )

    def _ais_loads(self):
        """Inquiries in work of each member of these inquiries' teams.

        :return: dict {user id: number}
        """
        counts = self._read_group(
            [
                ("user_id", "in", self.team_id.crm_team_member_ids.user_id.ids),
                ("won_status", "=", "pending"),
            ],
            ["user_id"],
            ["__count"],
        )
        return {user.id: count for user, count in counts}

    def _ais_away(self):
        """Who of those who may get these inquiries is away today, and who stands in.

        :return: dict {user id: substitute, empty when there is none}
        """
        owners = self.partner_id.user_id | self.partner_id.commercial_partner_id.user_id
        people = owners | self.team_id.crm_team_member_ids.user_id
        away = {}
        # the day of the inquiry's own company
        for company in self.team_id.company_id or self.env.company:
            away |= people._ais_substitutes(company.ais_today())
        return away

    def _ais_choose(self, loads, away):
        """Who gets this inquiry.

        :param dict loads: {user id: inquiries in work}
        :param dict away: {user id: substitute} of those who are away
        :return: (user or an empty recordset, the reason in words)
        """
        self.ensure_one()
        user, reason = self._ais_choose_owner(away)
        if user:
            return user, reason
        available = self.team_id.crm_team_member_ids.filtered(
            lambda member: member._ais_is_available(away),
        )
        fits = {member: fit for member in available if (fit := member._ais_fit(self)) is not None}
        if not fits:
            nobody = self.env._("Nobody of the team is available: the head decides.")
            return self.env[NOBODY], f"{reason} {nobody}".strip()
        best = max(fits.values())
        never = fields.Datetime.to_datetime("1970-01-01")
        member = min(
            (member for member, fit in fits.items() if fit == best),
            key=lambda one: (
                loads.get(one.user_id.id, 0) / (one.assignment_max or 1),
                one.ais_last_given_at or never,
                one.id,
            ),
        )
        member.ais_last_given_at = fields.Datetime.now()
        return member.user_id, f"{reason} {self._ais_reason(member, best, loads)}".strip()

    def _ais_choose_owner(self, away):
        """The one who keeps the client, or his substitute.

        :return: (user or an empty recordset, the reason or what is in the way)
        """
        partner = self.partner_id
        owner = partner.user_id or partner.commercial_partner_id.user_id
        nobody = self.env[NOBODY]
        if not owner or not owner._ais_gets_inquiries():
            return nobody, ""
        if owner.id not in away:
            return owner, self.env._("Given to %s, who keeps this client.", owner.name)
        substitute = away[owner.id]
        if substitute._ais_gets_inquiries():
            return substitute, self.env._(
                "Given to %(substitute)s: %(owner)s, who keeps this client, is away.",
                substitute=substitute.name,
                owner=owner.name,
            )
        return nobody, self.env._("%s, who keeps this client, is away.", owner.name)

    def _ais_reason(self, member, fit, loads):
        reason = self.env._(
            "Given to %(user)s: %(count)s inquiries in work, fewest of those available.",
            user=member.user_id.name,
            count=loads.get(member.user_id.id, 0),
        )
        if fit:
            area = self.env._("The inquiry lies in the area of responsibility.")
            reason = f"{reason} {area}"
        return reason

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        medium = self.env.ref("ais_sales.medium_email", raise_if_not_found=False)
        defaults = {"medium_id": medium.id} if medium else {}
        return super().message_new(msg_dict, custom_values={**defaults, **(custom_values or {})})

from odoo import Command, models
from odoo.exceptions import UserError


class Appointment(models.Model):
    """What an order changes by itself: the role, the team and who leads it (1.6).

    Only the two roles of the department are given and taken; the user and other rights stay.
    """

    _inherit = "ais.appointment"

    def _take_effect(self):
        """Carry out an order on its day. Called by the system, after the director has ordered.

        :raise UserError: the department has another head in force
        """
        self.ensure_one()
        held = self._in_force()
        if self.kind == "appoint":
            self._check_one_head()
            held._end(self)
            self.state = "in_force"
            self._give_role()
            self._join_team()
        else:
            if held.position == self.position:
                held._end(self)
            self.write({"state": "ended", "ended_on": self.date_effective})
            self._take_role(self.position)
            self._leave_team()

    def _end(self, order):
        """An appointment ends by another order; ends nothing when there is none."""
        if self:
            self.write(
                {"state": "ended", "ended_on": order.date_effective, "ended_by_id": order.id},
            )
            self.flush_recordset()

    def _check_one_head(self):
        head = self.search(
            [
                ("team_id", "=", self.team_id.id),
                ("position", "=", "head"),
                ("kind", "=", "appoint"),
                ("state", "=", "in_force"),
                ("user_id", "!=", self.user_id.id),
            ],
            limit=1,
        )
        if self.position == "head" and head:
            raise UserError(
                self.env._(
                    "%(head)s is the head of “%(team)s” by order no. %(number)s. That appointment"
                    " has to end first.",
                    head=head.user_id.name,
                    team=self.team_id.name,
                    number=head.order_number,
                ),
            )

    def _role(self, position):
        return self.env.ref(f"ais_sales.group_{position}")

    def _give_role(self):
        self.user_id.group_ids = [Command.link(self._role(self.position).id)]
        # the head has the specialist's role too; a head who becomes a specialist has it no more
        other = "specialist" if self.position == "head" else "head"
        self._take_role(other)

    def _take_role(self, position):
        """Take a role that no other appointment in force gives."""
        kept = self.search_count(
            [
                ("user_id", "=", self.user_id.id),
                ("position", "=", position),
                ("kind", "=", "appoint"),
                ("state", "=", "in_force"),
            ],
            limit=1,
        )
        role = self._role(position)
        if kept or role not in self.user_id.group_ids:
            return
        self.user_id.group_ids = [
            # stays an internal user, whose kind of user came with the role
            Command.link(self.env.ref("base.group_user").id),
            Command.unlink(role.id),
        ]

    def _join_team(self):
        """A specialist becomes a member and gets inquiries; the head leads the team."""
        if self.position == "head":
            self.team_id.user_id = self.user_id
            return
        if self.team_id.user_id == self.user_id:
            self.team_id.user_id = False
        members = self.env["crm.team.member"].with_context(active_test=False)
        place = [("crm_team_id", "=", self.team_id.id), ("user_id", "=", self.user_id.id)]
        if member := members.search(place, limit=1):
            member.active = True
        else:
            members.create({"crm_team_id": self.team_id.id, "user_id": self.user_id.id})

    def _leave_team(self):
        """The clients and inquiries of who leaves are for the head, or the deputy, to give away."""
        team = self.team_id
        if self.position == "head":
            if team.user_id == self.user_id:
                team.user_id = False
            return
        team.crm_team_member_ids.filtered(lambda one: one.user_id == self.user_id).active = False
        self._notify_staff(
            [
                (
                    self,
                    team.user_id or self._staff_of("head", self.company_id),
                    self.env._("Give away the clients and inquiries of who leaves"),
                    "",
                    None,
                ),
            ],
        )

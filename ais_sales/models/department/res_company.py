from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _ais_specialists(self):
        """The people of the sales department (1.3, 1.7): who plans, reports and answers for duties.

        :return: res.users: active members of the sales teams who have the role of a specialist,
            the head among them when he is a member
        """
        self.ensure_one()
        # sudo: who works in the department is known to whoever reads its figures
        members = self.env["crm.team.member"].sudo()
        found = members.search(
            [
                ("crm_team_id.active", "=", True),
                ("crm_team_id.company_id", "in", (self.id, False)),
                ("user_id.active", "=", True),
                ("user_id.company_ids", "in", self.ids),
            ],
        ).user_id
        role = self.env.ref("ais_sales.group_specialist")
        return found.filtered(lambda user: role in user.all_group_ids).with_env(self.env)

    def _ais_staff(self):
        """Whom a document of the department concerns (3.4).

        :return: dict with the res.users of "specialist" (members of the teams who do not lead
            one), "head" (leaders of the teams who have the role) and "all"
        """
        self.ensure_one()
        # sudo: as above
        teams = self.env["crm.team"].sudo().search([("company_id", "in", (self.id, False))])
        role = self.env.ref("ais_sales.group_head")
        heads = teams.user_id.filtered(lambda user: user.active and role in user.all_group_ids)
        heads = heads.with_env(self.env)
        specialists = self._ais_specialists() - heads
        return {"specialist": specialists, "head": heads, "all": specialists | heads}

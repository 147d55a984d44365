from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain

from ..catalogue.roles import OFFICE

# 1.3, 1.5: what the regulation says of the department, and in which field of the team it stands
FOUNDATIONS = (
    "ais_director_id",
    "ais_deputy_id",
    "user_id",
    "ais_regulation_order",
    "ais_regulation_date",
)


class CrmTeam(models.Model):
    """The department as the regulation founds it: under whom, led by whom, by which order (1.3,
    1.5).
    """

    _inherit = "crm.team"

    ais_director_id = fields.Many2one(
        "res.users",
        "Director",
        domain=lambda self: self._ais_with_role("director"),
        ondelete="set null",
        tracking=True,
    )
    ais_deputy_id = fields.Many2one(
        "res.users",
        "Coordinating deputy director",
        domain=lambda self: self._ais_with_role("deputy"),
        ondelete="set null",
        tracking=True,
    )
    ais_regulation_order = fields.Char(
        "Regulation: order no.",
        tracking=True,
        help="Number of the order that approved the regulation of the department.",
    )
    ais_regulation_date = fields.Date("Regulation: order of", tracking=True)
    ais_lacks_count = fields.Integer(
        "Foundations missing",
        compute="_compute_ais_lacks",
        groups=OFFICE,
        help="Of director, deputy director, head, and the order that approved the regulation.",
    )
    ais_lacks = fields.Char("What is missing", compute="_compute_ais_lacks", groups=OFFICE)
    ais_is_incomplete = fields.Boolean(
        "Foundations incomplete",
        compute="_compute_ais_lacks",
        search="_search_ais_is_incomplete",
        groups=OFFICE,
    )

    def write(self, vals):
        if vals.keys() & set(FOUNDATIONS) and self._ais_is_fixed():
            for team in self:
                for name in vals.keys() & set(FOUNDATIONS):
                    field = self._fields[name]
                    now = field.convert_to_write(team[name], team)
                    if (field.convert_to_cache(vals[name], team) or False) != (now or False):
                        raise AccessError(
                            self.env._(
                                "Who leads “%s”, and by which order it works, is decided by the"
                                " director.",
                                team.name,
                            ),
                        )
        return super().write(vals)

    @api.model
    def _ais_is_fixed(self):
        """Whether the user is of the department himself: he does not appoint those above him."""
        user = self.env.user
        return (
            not self.env.su
            and user.has_group("ais_sales.group_specialist")
            and not user.has_group("ais_sales.group_director")
            and not user.has_group("base.group_erp_manager")
        )

    @api.model
    def _ais_with_role(self, role):
        group_id = self.env["ir.model.data"]._xmlid_to_res_id(f"ais_sales.group_{role}")
        return [("all_group_ids", "in", [group_id]), ("share", "=", False)]

    @api.depends(*FOUNDATIONS)
    def _compute_ais_lacks(self):
        labels = {name: self._fields[name]._description_string(self.env) for name in FOUNDATIONS}
        labels["user_id"] = self.env._("Head of sales")
        for team in self:
            lacks = [labels[name] for name in FOUNDATIONS if not team[name]]
            team.ais_lacks = ", ".join(lacks)
            team.ais_lacks_count = len(lacks)
            team.ais_is_incomplete = bool(lacks)

    @api.model
    def _search_ais_is_incomplete(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain.OR(Domain(name, "=", False) for name in FOUNDATIONS)

    @api.constrains("ais_director_id", "ais_deputy_id")
    def _check_ais_roles(self):
        for name, role in (("ais_director_id", "director"), ("ais_deputy_id", "deputy")):
            # sudo: who has which role is not for everybody to read
            for user in self.sudo()[name]:
                if not user.has_group(f"ais_sales.group_{role}"):
                    raise ValidationError(
                        self.env._(
                            "%(user)s has not the role that “%(field)s” needs.",
                            user=user.name,
                            field=self._fields[name]._description_string(self.env),
                        ),
                    )

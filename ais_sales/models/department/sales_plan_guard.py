from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..catalogue.system_fields_mixin import BY_SYSTEM
from .sales_plan import MONTHS

# what of a plan is settled once it is submitted
CONTENT = {"period", "date_from", "team_id", "company_id", "line_ids", "note"}


class SalesPlan(models.Model):
    """One plan for a period, and none that changes once it is submitted (2.12)."""

    _inherit = "ais.sales.plan"

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        plans = self._without_forged_defaults()
        for vals in vals_list:
            self._ais_check_sense(vals)
        vals_list = [self._with_period_start(vals) for vals in vals_list]
        for vals in vals_list:
            plans._check_only_version(plans._add_missing_default_values(vals))
        return super(SalesPlan, plans).create(vals_list)

    def write(self, vals):
        if self._ais_is_content(vals):
            self.check_access("write")
            self._check_open()
        if not {"period", "date_from", "team_id", "company_id"} & vals.keys():
            return super().write(vals)
        self._ais_check_sense(vals)
        for plan in self:
            known = {name: plan[name] for name in ("period", "date_from")}
            new = plan._with_period_start({**known, **vals})
            plan._check_only_version(
                {"company_id": plan.company_id.id, "team_id": plan.team_id.id, **new},
            )
            super(SalesPlan, plan).write(new)
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_force(self):
        for plan in self:
            if plan.state != "draft":
                raise UserError(
                    self.env._(
                        "“%s” is submitted or was in force and stays on record. Only a draft can"
                        " be deleted.",
                        plan.name,
                    ),
                )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "state",
            "submitted_by_id",
            "approved_by_id",
            "approved_at",
            "version",
            "previous_id",
            "reason",
        }

    def _ais_is_content(self, vals):
        return bool(CONTENT & vals.keys()) and not self._ais_by_system()

    def _ais_by_system(self):
        return self.env.context.get("ais_clock") is BY_SYSTEM

    def _check_open(self):
        """What stands in a plan that is submitted or approved is changed by nobody.

        :raise UserError: names the plan and says what to do
        """
        for plan in self:
            if plan.state == "submitted":
                raise UserError(
                    self.env._(
                        "“%s” waits for approval. Take it back to draft to change it.",
                        plan.name,
                    ),
                )
            if plan.state != "draft":
                raise UserError(
                    self.env._(
                        "“%s” is approved and does not change. Make a new version of it: the"
                        " present one stays in force until the new one is approved.",
                        plan.name,
                    ),
                )

    def _check_only_version(self, vals):
        """One plan in force and one in work for a team and a period; the database has the last
        word, this one says what to do.

        :raise ValidationError: names the plan that is in the way
        """
        passed = [*self.ids, *self.previous_id.ids, vals.get("previous_id") or 0]
        # sudo: a plan is in the way whoever may read it
        others = (
            self.env["ais.sales.plan"]
            .sudo()
            .search(
                [
                    *(
                        (name, "=", vals.get(name))
                        for name in ("company_id", "team_id", "period", "date_from")
                    ),
                    ("state", "in", ("draft", "submitted", "approved")),
                    ("id", "not in", passed),
                ],
                order="state",
                limit=1,
            )
        )
        if others.state == "approved":
            raise ValidationError(
                self.env._(
                    "“%s” is in force already. Make a new version of it instead of another plan.",
                    others.name,
                ),
            )
        if others:
            raise ValidationError(
                self.env._("“%s” is in work already. Go on with that one.", others.name),
            )

    @api.model
    def _without_forged_defaults(self):
        """Defaults of the context do not fill in what the system alone writes."""
        if self.env.su or self._ais_by_system():
            return self
        forged = {f"default_{name}" for name in self._ais_system_fields()}
        context = {key: value for key, value in self.env.context.items() if key not in forged}
        return self.with_env(self.env(context=context))

    @api.model
    def _with_period_start(self, vals):
        vals = dict(vals)
        period = vals.get("period") or "month"
        day = fields.Date.to_date(vals.get("date_from")) or self.env.company.ais_today()
        if period in MONTHS:
            vals["date_from"] = self._period_start(period, day)
        return vals

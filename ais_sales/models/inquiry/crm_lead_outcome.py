from odoo import api, models
from odoo.exceptions import AccessError

from ..catalogue.system_fields_mixin import BY_SYSTEM

# when an inquiry was taken, closed and how it ended: what conversion and deal time are made of
OUTCOME = {"won_status", "date_open", "date_closed", "date_conversion"}


class CrmLead(models.Model):
    """How and when a deal ended follows from its stage; a specialist does not write it (2.10)."""

    _inherit = "crm.lead"

    @api.model_create_multi
    def create(self, vals_list):
        # the days of its beginning come along with a copy
        given = {name for vals in vals_list for name in OUTCOME if vals.get(name)}
        self._ais_check_outcome(given & {"won_status", "date_closed"})
        leads = super(CrmLead, self._ais_by_stage()).create(vals_list)
        return leads.with_env(self.env)

    def write(self, vals):
        self._ais_check_outcome(OUTCOME & vals.keys())
        return super().write(vals)

    def convert_opportunity(self, *args, **kwargs):
        leads = self._ais_by_stage()
        return super(CrmLead, leads).convert_opportunity(*args, **kwargs)

    def _ais_by_stage(self):
        return self.with_context(ais_outcome=BY_SYSTEM)

    @api.model
    def _ais_check_outcome(self, names):
        """Refuse days and outcomes written by hand.

        The head may: a history brought from another system has them.

        :param set names: of the fields that are given
        :raise AccessError: to a specialist
        """
        if not names or self.env.su or self.env.context.get("ais_outcome") is BY_SYSTEM:
            return
        user = self.env.user
        if user.has_group("ais_sales.group_specialist") and not user.has_group(
            "ais_sales.group_head"
        ):
            raise AccessError(
                self.env._(
                    "%(fields)s: not written by hand, they follow from the stage of the inquiry.",
                    fields=", ".join(
                        f"“{self._fields[name]._description_string(self.env)}”"
                        for name in sorted(names)
                    ),
                ),
            )

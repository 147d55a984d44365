from odoo import api, models
from odoo.exceptions import ValidationError

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG


class Course(models.Model):
    """What becomes of a course's service when the course is deleted (2.11)."""

    _inherit = "ais.course"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_groups(self):
        for course in self:
            if course.group_count:
                raise ValidationError(
                    self.env._(
                        "“%s” has groups. Archive the course instead of deleting it.",
                        course.display_name,
                    ),
                )

    def unlink(self):
        # sudo: see write(); the product goes with its course, or is kept if it was sold
        products = self.product_id.sudo()
        result = super().unlink()
        # services outlive the add-on, and are sold on
        if not self.env.context.get(MODULE_UNINSTALL_FLAG):
            products.action_archive()
        return result

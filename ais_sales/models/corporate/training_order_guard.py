from odoo import api, fields, models
from odoo.exceptions import UserError

# what of an order is still written when it has been signed
AFTER_SIGNING = ("scan", "activity_", "message_", "rating_", "my_activity", "website_message")


class TrainingOrder(models.Model):
    """A number is taken once a year; a signed order is neither changed nor deleted (2.24)."""

    _inherit = "ais.training.order"

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._cleaned(vals) for vals in vals_list]
        for vals in vals_list:
            self._refuse_taken_number(
                vals.get("name"),
                vals.get("date") or self.env.company.ais_today(),
                self.env["ais.course.group"].browse(vals.get("group_id")).company_id,
            )
        return super().create(vals_list)

    def write(self, vals):
        vals = self._cleaned(vals)
        frozen = [name for name in vals if not name.startswith(AFTER_SIGNING)]
        if frozen and not self.env.su:
            for order in self.filtered(lambda one: one.state != "draft"):
                raise UserError(
                    self.env._(
                        "%(order)s has been signed and is not changed. Cancel it with a reason and"
                        " make another one.",
                        order=order.display_name,
                    ),
                )
        if {"name", "date"} & vals.keys():
            for order in self:
                self._refuse_taken_number(
                    vals.get("name", order.name),
                    vals.get("date") or order.date,
                    order.company_id,
                    order,
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_only(self):
        for order in self:
            if order.state != "draft":
                raise UserError(
                    self.env._(
                        "%(order)s has been signed and is not deleted.", order=order.display_name
                    ),
                )

    @api.model
    def _cleaned(self, vals):
        """Numbers are kept without spaces around them; an empty one is none."""
        vals = dict(vals)
        if "name" in vals:
            vals["name"] = (vals["name"] or "").strip() or False
        return vals

    @api.model
    def _refuse_taken_number(self, number, date, company, order=None):
        """
        :raise UserError: another order of the year has the number
        """
        if number and self._is_taken(number, fields.Date.to_date(date), company, order):
            raise UserError(
                self.env._(
                    "There is already an order with number %(number)s in %(year)s.",
                    number=number,
                    year=fields.Date.to_date(date).year,
                ),
            )

    @api.model
    def _is_taken(self, number, date, company, order=None):
        # sudo: a number is taken, whoever may read the order
        return bool(
            self.sudo().search_count(
                [
                    ("name", "=", number),
                    ("company_id", "=", company.id),
                    ("date", ">=", date.replace(month=1, day=1)),
                    ("date", "<=", date.replace(month=12, day=31)),
                    ("id", "!=", order.id if order else False),
                ],
                limit=1,
            )
        )

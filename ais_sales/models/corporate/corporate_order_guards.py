from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError

# what is agreed with the client; a closed order keeps it
AGREED = {
    "partner_id",
    "branch_ids",
    "kind",
    "contract_number",
    "contract_date",
    "contract_until",
    "lead_id",
    "budget",
    "booking_ids",
    "sale_order_ids",
    "papers_until",
    "names_until",
    "closing_until",
    "company_id",
}
# what those beside the sales department may write of an order
OF_OFFICE = {"training_user_id", "document_ids"}
MAIL = ("message_", "activity_", "my_activity_")


class CorporateOrder(models.Model):
    """Who may change what of an order (2.9, 2.22)."""

    _name = "ais.corporate.order"
    _inherit = ["ais.corporate.order", "ais.link.mixin"]

    @api.model
    def _ais_links(self):
        return super()._ais_links() | {"lead_id": "read"}

    @api.constrains("partner_id", "coordinator_id")
    def _check_persons(self):
        for order in self:
            if not order.partner_id.is_company:
                raise ValidationError(
                    self.env._(
                        "%s is a person: a corporate order is that of an organisation.",
                        order.partner_id.display_name,
                    ),
                )
            if order.coordinator_id.is_company:
                raise ValidationError(
                    self.env._(
                        "%s is an organisation: choose a person of it as the coordinator.",
                        order.coordinator_id.display_name,
                    ),
                )

    @api.constrains("partner_id", "branch_ids")
    def _check_seats_belong(self):
        # sudo: whose seats and orders these are, whoever keeps them
        for order in self.sudo():
            live = order.booking_ids.filtered(lambda one: one.state != "cancelled")
            order._check_belongs(live.partner_id | order.sale_order_ids.partner_id)

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        if not orders._is_head():
            for order in orders:
                keeper = order.partner_id.user_id
                if keeper and keeper != self.env.user:
                    raise AccessError(
                        self.env._(
                            "%(client)s is kept by %(keeper)s, who opens its orders.",
                            client=order.partner_id.display_name,
                            keeper=keeper.name,
                        ),
                    )
                order._check_keeper(order.user_id)
        return orders

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            for name in vals:
                if name in self._fields:
                    self._check_field_access(self._fields[name], "write")
            self._check_agreed(vals)
            self._check_archived(vals)
            if "user_id" in vals and not self._is_head():
                for order in self.filtered(lambda one: one.user_id.id != vals["user_id"]):
                    order._check_keeper(order.user_id.browse(vals["user_id"] or []))
        return super().write(vals)

    @api.model
    def _has_field_access(self, field, operation):
        if operation == "write" and not self.env.su and not field.name.startswith(MAIL):
            is_sales = self.env.user.has_group("ais_sales.group_specialist")
            if not is_sales and field.name not in OF_OFFICE:
                return False
        return super()._has_field_access(field, operation)

    def _check_agreed(self, vals):
        for order in self:
            if "company_id" in vals and order.company_id.id != vals["company_id"]:
                raise UserError(
                    self.env._("Order %s stays in its company.", order.display_name),
                )
            if order.state in ("closed", "cancelled") and AGREED & vals.keys():
                raise UserError(
                    self.env._(
                        "Order %s is over, what was agreed stays as it is. Reopen it first.",
                        order.display_name,
                    ),
                )

    def _check_archived(self, vals):
        if vals.get("active", True):
            return
        for order in self:
            if order.state not in ("closed", "cancelled"):
                raise UserError(
                    self.env._(
                        "Order %s is in work: close or cancel it before it is archived.",
                        order.display_name,
                    ),
                )

    def _check_keeper(self, user):
        """A specialist takes an order nobody keeps; to others it goes with its client, by a
        transfer (2.9).

        :raise AccessError: names the order
        """
        taken = user == self.env.user and self.user_id in (user, user.browse())
        if not taken:
            raise AccessError(
                self.env._(
                    "Order %s goes to another specialist with its client: ask for a transfer.",
                    self.display_name,
                ),
            )

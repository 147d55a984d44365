from odoo import api, models
from odoo.exceptions import AccessError

from ..catalogue.system_fields_mixin import BY_SYSTEM
from .sale_order_line_invoice import SYSTEM_FIELDS

# what is fixed once it is there, and what is fixed by the confirmation
ONCE_GIVEN = {"name", "ais_contract_number"}
ONCE_CONFIRMED = {"date_order", "user_id"}
# of whom, for whom and when: not the accountant's, who invoices
OF_THE_SELLER = {
    "user_id",
    "team_id",
    "partner_id",
    "partner_invoice_id",
    "partner_shipping_id",
    "opportunity_id",
    "date_order",
    "signed_by",
    "signed_on",
    "signature",
}


class SaleOrder(models.Model):
    """Numbers of an order, and when and by whom it was sold, are changed by the head (2.8)."""

    _name = "sale.order"
    _inherit = ["sale.order", "ais.link.mixin"]

    @api.model
    def _ais_links(self):
        return super()._ais_links() | {"opportunity_id": "read"}

    @api.model_create_multi
    def create(self, vals_list):
        user = self.env.user
        # whom Odoo lets sell for everybody the rules do not refuse either
        if (
            not self.env.su
            and user.has_group("ais_sales.group_specialist")
            and not user.has_group("sales_team.group_sale_salesman_all_leads")
        ):
            self._ais_check_keepers(vals_list)
        return super().create(vals_list)

    @api.model
    def _ais_check_keepers(self, vals_list):
        """Say in words what the record rules refuse: a proposal in a colleague's name (2.9).

        :raise AccessError: an order would be another specialist's
        """
        ids = {vals["partner_id"] for vals in vals_list if vals.get("partner_id")}
        clients = {client.id: client for client in self.env["res.partner"].browse(ids)}
        for vals in vals_list:
            client = clients.get(vals.get("partner_id"), self.env["res.partner"])
            keeper = client.user_id or client.commercial_partner_id.user_id
            if "user_id" in vals:
                keeper = self.env["res.users"].browse(vals["user_id"])
            if keeper and keeper != self.env.user and not keeper.ais_is_stood_in:
                raise AccessError(
                    self.env._(
                        "The proposal for %(client)s would be of %(keeper)s: ask %(keeper)s or the"
                        " head of sales to make it.",
                        client=client.display_name,
                        keeper=keeper.name,
                    ),
                )

    def write(self, vals):
        self._ais_check_fixed(vals)
        self._ais_check_state(vals)
        if OF_THE_SELLER & vals.keys() and not self.env.su:
            self._ais_check_seller()
        return super().write(vals)

    # the state goes with seats, papers and numbers, which these bring along

    def _ais_by_button(self):
        return self.with_context(ais_order_state=BY_SYSTEM)

    def action_confirm(self):
        return super(SaleOrder, self._ais_by_button()).action_confirm()

    def action_quotation_sent(self):
        return super(SaleOrder, self._ais_by_button()).action_quotation_sent()

    def action_draft(self):
        if not self.env.su:
            self._ais_check_seller()
        return super(SaleOrder, self._ais_by_button()).action_draft()

    def _action_cancel(self):
        if not self.env.su:
            self._ais_check_seller()
        return super(SaleOrder, self._ais_by_button())._action_cancel()

    def message_post(self, **kwargs):
        # a letter with the proposal marks it as sent
        return super(SaleOrder, self._ais_by_button()).message_post(**kwargs)

    def _ais_check_state(self, vals):
        """Refuse a state that is written and not brought about.

        :raise AccessError: a proposal or order of training would be sent, confirmed, cancelled or
            taken back without what goes with it
        """
        by_button = self.env.su or self.env.context.get("ais_order_state") is BY_SYSTEM
        if "state" not in vals or by_button:
            return
        for order in self.filtered("ais_is_training"):
            if order.state != vals["state"]:
                raise AccessError(
                    self.env._(
                        "The state of %s is not written by hand: send, confirm, cancel it or take"
                        " it back to draft by the buttons.",
                        order.name,
                    ),
                )

    def _ais_check_fixed(self, vals):
        """Refuse to rewrite what papers and figures of training stand on.

        :raise AccessError: for everybody but the head
        """
        names = sorted((ONCE_GIVEN | ONCE_CONFIRMED) & vals.keys())
        if not names or self._ais_is_head():
            return
        for order in self.filtered("ais_is_training"):
            for name in names:
                if order._ais_is_fixed(name) and order._ais_differs(name, vals[name]):
                    raise AccessError(
                        self.env._(
                            "“%(field)s” of order %(order)s is fixed: only the head of sales"
                            " changes it.",
                            field=self._fields[name]._description_string(self.env),
                            order=order.name,
                        ),
                    )

    @api.model
    def _ais_is_head(self):
        return self.env.su or self.env.user.has_group("ais_sales.group_head")

    def _ais_is_fixed(self, name):
        return bool(self[name]) if name in ONCE_GIVEN else self.state == "sale"

    def _ais_differs(self, name, value):
        to_cache = self._fields[name].convert_to_cache
        return to_cache(value, self) != to_cache(self[name], self)


class SaleOrderLine(models.Model):
    """What of a course is delivered is told by its group, not by who sells it (2.14)."""

    _name = "sale.order.line"
    _inherit = ["sale.order.line", "ais.link.mixin"]

    @api.model
    def _ais_links(self):
        return super()._ais_links() | {"order_id": "write"}

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        for line, vals in zip(lines, vals_list, strict=True):
            line._ais_check_system_fields(vals)
            if vals.get("qty_delivered"):
                line._ais_check_delivered(0.0, vals["qty_delivered"])
        return lines

    def write(self, vals):
        self._ais_check_system_fields(vals)
        if "qty_delivered" in vals:
            for line in self:
                line._ais_check_delivered(line.qty_delivered, vals["qty_delivered"])
        return super().write(vals)

    def _ais_check_system_fields(self, vals):
        """Refuse a seller of Odoo's own what the specialist is refused, on orders of training.

        :raise AccessError: fields that the system alone writes are among the values
        """
        names = SYSTEM_FIELDS & vals.keys()
        if not names or self.env.su or self.env.user.has_group("ais_sales.group_specialist"):
            return
        orders = self.order_id.filtered("ais_is_training")
        if orders:
            raise AccessError(
                self.env._(
                    "Order %(order)s is of training: %(fields)s of its lines are written by the"
                    " system alone.",
                    order=orders[0].name,
                    fields=", ".join(
                        self._fields[name]._description_string(self.env) for name in sorted(names)
                    ),
                ),
            )

    def _ais_check_delivered(self, before, after):
        """Refuse a quantity written by hand.

        :raise AccessError: for a specialist, on a line of a course
        """
        if before == after or not self.ais_is_course or self.order_id._ais_is_head():
            return
        if self.env.user.has_group("ais_sales.group_specialist"):
            raise AccessError(
                self.env._(
                    "Order %s: what of a course is delivered is not entered by who sells it.",
                    self.order_id.name,
                ),
            )

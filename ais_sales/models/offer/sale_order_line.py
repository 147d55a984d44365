from odoo import api, fields, models
from odoo.exceptions import ValidationError


class SaleOrderLine(models.Model):
    """Seats of a course group on an order: which group, at what price (2.8, 2.10)."""

    _inherit = "sale.order.line"

    ais_is_course = fields.Boolean("Sells seats", compute="_compute_ais_is_course")
    ais_course_id = fields.Many2one(
        "ais.course", "Course", compute="_compute_ais_course_id", compute_sudo=True
    )
    ais_group_id = fields.Many2one(
        "ais.course.group",
        "Group",
        compute="_compute_ais_group_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        check_company=True,
        domain="[('product_id', '=', product_id), ('state', 'in', ('open', 'guaranteed'))]",
        help="Whose seats are sold; the group held for the client, else the next one with seats.",
    )
    ais_seats_available = fields.Integer("Free", related="ais_group_id.seats_available")

    @api.depends("product_id")
    def _compute_ais_is_course(self):
        for line in self:
            line.ais_is_course = line.product_id.service_tracking == "ais_course"

    @api.depends("product_id")
    def _compute_ais_course_id(self):
        courses = self.env["ais.course"].with_context(active_test=False)
        found = courses.search_fetch([("product_id", "in", self.product_id.ids)], ["product_id"])
        by_product = {course.product_id: course for course in found}
        for line in self:
            line.ais_course_id = by_product.get(line.product_id)

    @api.depends("product_id")
    def _compute_ais_group_id(self):
        for line in self:
            if line.ais_group_id.product_id != line.product_id or not line.product_id:
                line.ais_group_id = line.ais_is_course and line._ais_suggest_group()

    @api.depends("ais_group_id")
    def _compute_price_unit(self):
        return super()._compute_price_unit()

    @api.depends("ais_group_id")
    def _compute_name(self):
        return super()._compute_name()

    @api.constrains("ais_group_id", "product_id", "product_uom_qty", "product_uom_id")
    def _check_ais_seats(self):
        for line in self.filtered("ais_is_course"):
            group = line.ais_group_id
            if group and group.product_id != line.product_id:
                raise ValidationError(
                    self.env._(
                        "Group %(group)s is not a group of “%(product)s”: choose one of its own.",
                        group=group.display_name,
                        product=line.product_id.display_name,
                    ),
                )
            if line.product_uom_id != line.product_id.uom_id:
                raise ValidationError(
                    self.env._(
                        "“%(product)s” is sold by seats (%(unit)s), not in another unit.",
                        product=line.product_id.display_name,
                        unit=line.product_id.uom_id.display_name,
                    ),
                )
            if line.product_uom_qty < 0 or line.product_uom_qty % 1:
                raise ValidationError(
                    self.env._(
                        "“%(product)s”: seats are whole numbers, not %(seats)s.",
                        product=line.product_id.display_name,
                        seats=line.product_uom_qty,
                    ),
                )

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for line, vals in zip(self, vals_list, strict=True):
            if line.ais_group_id.state not in ("open", "guaranteed"):
                vals["ais_group_id"] = False
        return vals_list

    def _ais_suggest_group(self):
        """The group of a booking that the client has without an order, else the next one with
        enough seats, else the next one that enrols.
        """
        bookings = self.env["ais.booking"]
        if self.order_id.partner_id and bookings.has_access("read"):
            held = bookings.search(
                [
                    ("partner_id.commercial_partner_id", "=", self._ais_client().id),
                    ("course_id.product_id", "=", self.product_id.id),
                    ("state", "in", ("hold", "confirmed", "waitlist")),
                    ("sale_line_id", "=", False),
                ],
                order="date_start, id",
                limit=1,
            )
            if held:
                return held.group_id
        groups = self.env["ais.course.group"].search(
            [
                ("course_id.product_id", "=", self.product_id.id),
                ("state", "in", ("open", "guaranteed")),
                ("enroll_until", ">=", fields.Date.context_today(self)),
            ],
        )
        seats = self.product_uom_qty or 1
        return (groups.filtered(lambda group: group.seats_available >= seats) or groups)[:1]

    def _ais_client(self):
        return self.order_id.partner_id._origin.commercial_partner_id

    def _get_pricelist_price(self):
        """A price of the group's own goes before pricelists, as on a booking."""
        group = self.ais_group_id
        if self.ais_is_course and group and group.price_unit != self.product_id.lst_price:
            return group.currency_id._convert(
                group.price_unit,
                self.currency_id or group.currency_id,
                self.company_id or self.env.company,
                (self.order_id.date_order or fields.Datetime.now()).date(),
            )
        return super()._get_pricelist_price()

    def _ais_client_price(self):
        """What a seat costs this client before any discount: by the group's own price or by the
        client's own pricelist, whichever pricelist the order has.
        """
        order = self.order_id
        partner = order.partner_id.with_company(order.company_id)
        pricelist = partner.property_product_pricelist
        group = self.ais_group_id
        own = group and group.price_unit != self.product_id.lst_price
        if own or pricelist == order.pricelist_id:
            return self._get_pricelist_price()
        return pricelist._get_product_price(
            self.product_id,
            self.product_uom_qty or 1.0,
            currency=order.currency_id,
            date=self._get_order_date(),
        )

    def _get_sale_order_line_multiline_description_sale(self):
        text = super()._get_sale_order_line_multiline_description_sale()
        if self.ais_is_course and self.ais_group_id:
            group = self.ais_group_id
            dates = self.env._(
                "Group %(code)s: %(start)s–%(end)s",
                code=group.code,
                start=group.date_start.strftime("%d.%m.%Y"),
                end=group.date_end.strftime("%d.%m.%Y"),
            )
            text = f"{text}\n{dates}"
        return text

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..booking.booking_payment import PAYMENT_STATES


class CrmLead(models.Model):
    """From an inquiry to its commercial proposal in one click (2.8, 2.10)."""

    _inherit = "crm.lead"

    ais_payment_state = fields.Selection(
        PAYMENT_STATES,
        "Payment State",
        compute="_compute_ais_payment_state",
        store=True,
        help="Of the confirmed orders of this inquiry.",
    )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"ais_payment_state"}

    @api.depends("order_ids.state", "order_ids.ais_payment_state")
    def _compute_ais_payment_state(self):
        for lead in self:
            # sudo: whether the inquiry is paid, also by a colleague's order
            orders = lead.sudo().order_ids.filtered(lambda order: order.state == "sale")
            states = set(orders.mapped("ais_payment_state")) - {False}
            if len(states) <= 1:
                lead.ais_payment_state = next(iter(states), False)
            elif states & {"paid", "partial"}:
                lead.ais_payment_state = "partial"
            else:
                lead.ais_payment_state = "invoiced"

    def action_ais_send_offer(self):
        """Make the proposal of this inquiry, or take the open one, and open its letter.

        :raise UserError: it is not known for which course
        """
        self.ensure_one()
        return self._ais_offer().action_quotation_send()

    def action_ais_offer(self):
        """Make the proposal of this inquiry, or take the open one, and open it."""
        self.ensure_one()
        return self._ais_offer()._get_records_action()

    def _ais_offer(self):
        orders = self.order_ids.filtered(lambda order: order.state in ("draft", "sent"))
        return orders[:1] or self._ais_create_offer()

    def _ais_create_offer(self):
        if not self.partner_id:
            self._handle_partner_assignment(create_missing=True)
        lines = self._ais_offer_lines()
        if not self.partner_id or not lines:
            raise UserError(
                self.env._(
                    "Inquiry %s: enter the client and the course, then a proposal can be made.",
                    self.display_name,
                ),
            )
        names = self._prepare_opportunity_quotation_context()
        vals = {
            key.removeprefix("default_"): value
            for key, value in names.items()
            if key.startswith("default_") and key != "default_order_line"
        }
        courses = self.env["ais.course"].search(
            [("product_id", "in", [line["product_id"] for line in lines])],
        )
        template = self._ais_offer_template(courses.direction_id)
        contact = self.partner_id if self.partner_id.parent_id else self.partner_id.child_ids[:1]
        order = self.env["sale.order"].create(
            {
                **vals,
                **({"sale_order_template_id": template.id} if template else {}),
                "ais_contact_id": contact.id if contact.type == "contact" else False,
                "order_line": [(0, 0, line) for line in lines],
            },
        )
        order._ais_add_template_lines()
        return order

    def _ais_offer_template(self, directions):
        return self.env["sale.order.template"].search(
            [
                ("ais_direction_id", "in", directions.ids),
                ("company_id", "in", (self.company_id.id or self.env.company.id, False)),
            ],
            limit=1,
        )

    def _ais_offer_lines(self):
        """What is offered: the seats held already, else what was found of the client's needs, else
        the course of the inquiry. A user of Odoo's CRM alone has none of these.
        """
        if not self.env["ais.booking"].has_access("read"):
            return []
        bookings = self.ais_booking_ids.filtered(
            lambda booking: (
                booking.state in ("waitlist", "hold", "confirmed") and not booking.sale_line_id
            ),
        )
        if bookings:
            return [
                {
                    "product_id": booking.group_id.product_id.id,
                    "product_uom_qty": booking.seats,
                    "ais_group_id": booking.group_id.id,
                    "discount": booking.discount,
                }
                for booking in bookings
            ]
        courses = [(self.ais_course_id, self.ais_seats)] if self.ais_course_id else []
        courses = courses or [(need.course_id, need.people) for need in self._ais_open_needs()]
        return [
            {"product_id": course.product_id.id, "product_uom_qty": seats or 1}
            for course, seats in courses
        ]

    def _ais_open_needs(self):
        if not self.env["ais.need"].has_access("read"):
            return self.env["ais.need"]
        return self.env["ais.need"].search(
            [("lead_id", "=", self.id), ("course_id", "!=", False), ("state", "=", "open")],
            order="id",
        )

    def _prepare_opportunity_quotation_context(self):
        context = super()._prepare_opportunity_quotation_context()
        lines = self._ais_offer_lines()
        if lines:
            context["default_order_line"] = [(0, 0, line) for line in lines]
        return context

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..catalogue.roles import STAFF


class CrmLead(models.Model):
    """A won deal with an organisation becomes a corporate order (2.22)."""

    _inherit = "crm.lead"

    ais_corporate_order_ids = fields.One2many(
        "ais.corporate.order", "lead_id", "Corporate orders", groups=STAFF
    )
    ais_is_company = fields.Boolean(related="partner_id.commercial_partner_id.is_company")

    @api.depends("partner_id")
    def _compute_ais_next_group_ids(self):
        result = super()._compute_ais_next_group_ids()
        for lead in self:
            groups = lead.ais_next_group_ids
            lead.ais_next_group_ids = groups.filtered(
                lambda group, lead=lead: group._is_open_for(lead.partner_id),
            )
        return result

    def action_ais_corporate_order(self):
        """Open the corporate order of this deal, or make it from what was sold (2.22).

        :raise UserError: the deal is not won, or its client is a person
        """
        self.ensure_one()
        self._ais_lock_for_order()
        # sudo: the order may be kept by a colleague, a second one must not be made
        orders = self.sudo().ais_corporate_order_ids
        order = orders.filtered(lambda one: one.state != "cancelled")[:1].sudo(False)
        if not order:
            order = self._ais_make_corporate_order()
        return order._get_records_action()

    def _ais_lock_for_order(self):
        """Two who click at once make one order: the second is tried again and finds it."""
        self.check_access("read")
        self.flush_recordset()
        self.env.cr.execute(
            SQL("UPDATE crm_lead SET write_date = write_date WHERE id = %s", self.id),
        )

    def _ais_make_corporate_order(self):
        client = self.partner_id.commercial_partner_id
        if self.won_status != "won":
            raise UserError(
                self.env._("Inquiry %s: win the deal first, then open its order.", self.name)
            )
        if not client.is_company:
            raise UserError(
                self.env._(
                    "Inquiry %s: a corporate order is opened for an organisation.", self.name
                ),
            )
        sold = self.order_ids.filtered(lambda order: order.state == "sale")
        contract = sold.sorted(lambda order: (not order.ais_contract_number, order.id))[:1]
        contact = self.partner_id if self.partner_id != client else sold.ais_contact_id[:1]
        order = self.env["ais.corporate.order"].create(
            {
                "partner_id": client.id,
                "coordinator_id": contact.id or client.child_ids.filtered("email")[:1].id,
                "user_id": self.user_id.id or self.env.uid,
                "company_id": (self.company_id or self.env.company).id,
                "lead_id": self.id,
                "contract_number": contract.ais_contract_number,
                "contract_date": contract.ais_contract_date,
                "budget": self.expected_revenue or sum(sold.mapped("amount_total")),
            },
        )
        sold.ais_corporate_order_id = order
        self.ais_booking_ids.filtered(
            lambda booking: booking.state != "cancelled" and not booking.sale_line_id
        ).corporate_order_id = order
        return order

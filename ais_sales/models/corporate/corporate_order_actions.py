from odoo import models


class CorporateOrder(models.Model):
    """What is opened from the order's form."""

    _inherit = "ais.corporate.order"

    def action_view_documents(self):
        """Open the checklist of these orders as a list."""
        return self._open("ais_order_document_action", [("order_id", "in", self.ids)])

    def action_add_document(self):
        """Open a new document of this order, beside those of the checklist."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Add a document"),
            "res_model": "ais.order.document",
            "view_mode": "form",
            "target": "new",
            "context": {"default_order_id": self.id},
        }

    def action_view_trainees(self):
        """Open the trainees of these orders."""
        return self._open("ais_trainee_action", [("corporate_order_id", "in", self.ids)])

    def action_view_groups(self):
        """Open the course groups of these orders."""
        return self._open("ais_course_group_action", [("id", "in", self.group_ids.ids)])

    def action_view_invoices(self):
        """Open the invoices of these orders."""
        # sudo: which invoices there are; what of them may be read is decided when they open
        moves = self.sudo().sale_order_ids.order_line.invoice_lines.move_id
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "account.action_move_out_invoice_type"
        )
        return {**action, "domain": [("id", "in", moves.ids)], "context": {"create": False}}

    def action_hold_seats(self):
        """Book seats of this order: its client filled in, at first also what was asked for."""
        self.ensure_one()
        lead = self.lead_id if not self.booking_ids and self.lead_id.has_access("read") else None
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_booking_hold_action")
        action["context"] = {
            "default_partner_id": self.partner_id.id,
            "default_corporate_order_id": self.id,
        }
        if lead:
            action["context"] |= {
                "default_course_id": lead.ais_course_id.id,
                "default_seats": lead.ais_seats or 1,
            }
        return action

    def action_new_group(self):
        """Make a course group that only this client may book (2.22)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("A group for this client only"),
            "res_model": "ais.course.group",
            "view_mode": "form",
            "context": {
                "default_only_partner_id": self.partner_id.id,
                "default_company_id": self.company_id.id,
            },
        }

    def action_open_cancel(self):
        """Ask why the order is cancelled."""
        self.ensure_one()
        return self._ask_reason({"default_order_id": self.id}, self.env._("Cancel the order"))

    def _open(self, name, domain):
        action = self.env["ir.actions.act_window"]._for_xml_id(f"ais_sales.{name}")
        action["domain"] = domain
        action["context"] = {}
        return action

    def _ask_reason(self, context, title):
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "ais.corporate.reason",
            "view_mode": "form",
            "target": "new",
            "context": context,
        }


class OrderDocument(models.Model):
    _inherit = "ais.order.document"

    def action_open_not_needed(self):
        """Ask why these documents are not needed."""
        return self.order_id._ask_reason(
            {"default_document_ids": self.ids}, self.env._("Not needed")
        )

    def action_prepare_again(self):
        """A document that was put aside is needed after all."""
        self.filtered(lambda one: one.state == "not_needed").state = "to_prepare"

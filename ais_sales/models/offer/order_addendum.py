from odoo import api, fields, models


class OrderAddendum(models.Model):
    """A change of a contract in force: other dates for seats that are invoiced or paid (2.8)."""

    _name = "ais.order.addendum"
    _description = "Addendum to a contract"
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char("Number", required=True, readonly=True, default="/")
    date = fields.Date(required=True, default=lambda self: self.env.company.ais_today())
    order_id = fields.Many2one("sale.order", required=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one(related="order_id.partner_id", string="Client")
    booking_id = fields.Many2one("ais.booking", index=True, ondelete="set null")
    group_from_id = fields.Many2one("ais.course.group", "Was", required=True, ondelete="restrict")
    group_to_id = fields.Many2one("ais.course.group", "Is", required=True, ondelete="restrict")
    seats = fields.Integer(required=True)
    user_id = fields.Many2one(related="order_id.user_id", string="Specialist", store=True)
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount_before = fields.Monetary("Cost before")
    amount_after = fields.Monetary("Cost after")
    difference = fields.Monetary(
        compute="_compute_difference",
        store=True,
        help="To be paid by the client; below zero what goes back.",
    )
    move_id = fields.Many2one(
        "account.move",
        "Invoice of the difference",
        readonly=True,
        ondelete="set null",
    )

    _seats_positive = models.Constraint("CHECK (seats > 0)", "An addendum is about some seats.")

    @api.depends("amount_before", "amount_after")
    def _compute_difference(self):
        for addendum in self:
            addendum.difference = addendum.amount_after - addendum.amount_before

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("name", "/") == "/":
                company = self.env["sale.order"].browse(vals["order_id"]).company_id
                date = fields.Date.to_date(vals.get("date")) or company.ais_today()
                vals["name"] = company._ais_next_document_number("ais.addendum", date)
        return super().create(vals_list)

    def _invoice_difference(self):
        """Make the invoice of a difference in price as the first one was made; the credit note
        is a draft of which the accountant is told: money goes back.
        """
        lines = self.booking_id.sale_line_id._ais_differences()
        # one that is invoiced already belongs to an earlier addendum
        lines = lines.filtered(lambda line: line.qty_to_invoice and not line.invoice_lines)
        if not lines:
            return
        order = self.order_id.with_context(ais_only_line_ids=lines.ids)
        self.move_id = order._create_invoices(final=True)[:1]
        is_invoice = self.move_id.move_type == "out_invoice"
        if is_invoice and self.company_id.ais_invoice_policy == "post":
            self.move_id.action_post()
        else:
            self._tell_accountant()

    def _tell_accountant(self):
        words = self.order_id._in_staff_language().env
        text = words._(
            "Addendum %(addendum)s: difference of price %(sum)s. Check the draft and post it.",
            addendum=self.name,
            sum=self.currency_id.format(self.difference),
        )
        accountants = self.order_id._staff_of("accountant", self.company_id)
        summary = words._("Seats moved: post the difference of price")
        self.order_id._notify_staff([(self.order_id, accountants, summary, text, None)])

    def _log(self):
        for addendum in self:
            addendum.order_id.message_post(
                body=self.env._(
                    "Addendum %(number)s: %(booking)s moved from %(old)s to %(new)s, difference"
                    " %(difference)s.",
                    number=addendum.name,
                    booking=addendum.booking_id.name,
                    old=addendum.group_from_id.display_name,
                    new=addendum.group_to_id.display_name,
                    difference=addendum.currency_id.format(addendum.difference),
                ),
            )

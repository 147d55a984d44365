from odoo import api, fields, models


class CorporateOrder(models.Model):
    """Until when each stage of the order has to be over (2.22)."""

    _inherit = "ais.corporate.order"

    papers_until = fields.Date(
        "Contract signed until",
        compute="_compute_stage_dates",
        store=True,
        readonly=False,
        copy=False,
        tracking=True,
        help="Counted in working days back from the start of the training; may be changed.",
    )
    names_until = fields.Date(
        "Trainees named until",
        compute="_compute_stage_dates",
        store=True,
        readonly=False,
        copy=False,
        tracking=True,
        help="Counted in working days back from the start of the training; may be changed.",
    )
    closing_until = fields.Date(
        "Documents closed until",
        compute="_compute_stage_dates",
        store=True,
        readonly=False,
        copy=False,
        tracking=True,
        help="Counted in working days from the end of the training; may be changed.",
    )
    stage_deadline = fields.Date(
        "Deadline of the stage", compute="_compute_stage_deadline", store=True, index=True
    )

    @api.depends("date_start", "date_end", "company_id")
    def _compute_stage_dates(self):
        for order in self:
            company = order.company_id or self.env.company
            if order.date_start:
                order.papers_until = company.ais_working_day(
                    -company.ais_contract_days, order.date_start
                )
                order.names_until = company.ais_working_day(
                    -company.ais_names_days, order.date_start
                )
            if order.date_end:
                order.closing_until = company.ais_working_day(
                    company.ais_closing_days, order.date_end
                )

    @api.depends("state", "papers_until", "names_until", "date_end", "closing_until")
    def _compute_stage_deadline(self):
        names = {
            "preparing": "papers_until",
            "enrolling": "names_until",
            "training": "date_end",
            "closing": "closing_until",
        }
        for order in self:
            name = names.get(order.state)
            order.stage_deadline = name and order[name]

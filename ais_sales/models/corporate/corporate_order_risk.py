from collections import defaultdict

from odoo import api, fields, models

from ..catalogue.system_fields_mixin import BY_SYSTEM

RISK_STATES = [("ok", "On time"), ("attention", "Needs attention"), ("late", "Late")]
RISK_KINDS = ("documents", "groups", "schedule", "payment")
BATCH = 200
OPEN_STATES = ("preparing", "enrolling", "training", "closing")


class CorporateOrder(models.Model):
    """Whether the order is on time, found by the system, with the reason in words (2.22, 2.24)."""

    _name = "ais.corporate.order"
    _inherit = ["ais.corporate.order", "ais.system.fields.mixin", "ais.batch.mixin"]
    _ais_guards_computed = True

    risk_state = fields.Selection(
        RISK_STATES,
        "On time?",
        readonly=True,
        copy=False,
        index=True,
        default="ok",
        help="The worst of what threatens the order: stages, documents, groups, schedule, payment.",
    )
    is_risk_documents = fields.Boolean("Documents late", readonly=True, copy=False)
    is_risk_groups = fields.Boolean("Group under-filled", readonly=True, copy=False)
    is_risk_schedule = fields.Boolean("Behind schedule", readonly=True, copy=False)
    is_risk_payment = fields.Boolean("Not paid in time", readonly=True, copy=False)
    risk_note = fields.Text("Why", compute="_compute_risk_note")

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "risk_state",
            *(f"is_risk_{kind}" for kind in RISK_KINDS),
        }

    @api.depends("risk_state")
    @api.depends_context("lang")
    def _compute_risk_note(self):
        facts = self.filtered(lambda order: order.risk_state != "ok")._risk_facts()
        for order in self:
            found = facts.get(order._origin.id, [])
            order.risk_note = "\n".join(text for _kind, _level, text in found) or False

    def action_refresh_risk(self):
        """Look again whether these orders are on time."""
        self._refresh_risk()

    def _refresh_risk(self):
        """Find the risks anew and note what has changed; the specialist is told of what is new."""
        facts = self._risk_facts()
        for order in self:
            found = facts.get(order.id, [])
            kinds = {kind for kind, _level, _text in found}
            level = max((level for _kind, level, _text in found), default=0)
            vals = {f"is_risk_{kind}": kind in kinds for kind in RISK_KINDS}
            vals["risk_state"] = RISK_STATES[level][0]
            changed = {name: value for name, value in vals.items() if order[name] != value}
            if changed:
                # sudo: found by the system, whoever looked
                order.sudo().with_context(ais_clock=BY_SYSTEM).write(changed)

    @api.model
    def _cron_refresh_risk(self):
        """Look at all open orders: days pass by themselves."""
        self._run_in_batches(
            ["|", ("state", "in", OPEN_STATES), ("risk_state", "!=", "ok")],
            "_look_again",
            size=BATCH,
            resume="ais_sales.risk_refreshed",
        )

    def _look_again(self):
        """The daily look at some orders."""
        self._refresh_risk()

    def _risk_facts(self):
        """What threatens each order.

        :return: dict {order id: [(kind, level, text)]}; level 1 needs attention, 2 is late; the
            number of queries does not depend on the number of orders
        """
        orders = self._origin.filtered(lambda order: order.state in OPEN_STATES)
        facts = defaultdict(list)
        if not orders:
            return facts
        orders.flush_model()
        # each company has its own day, calendar and terms
        for company, own in orders.grouped("company_id").items():
            own = own.with_company(company)
            for find in (
                own._risks_of_stage,
                own._risks_of_documents,
                own._risks_of_groups,
                own._risks_of_schedule,
                own._risks_of_payment,
            ):
                for order_id, kind, level, text in find():
                    facts[order_id].append((kind, level, text))
        for found in facts.values():
            found.sort(key=lambda fact: -fact[1])
        return facts

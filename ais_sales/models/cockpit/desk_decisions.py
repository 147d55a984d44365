from odoo import api, models

# of each kind of decision
EACH = 5


class Desk(models.AbstractModel):
    """What waits for a decision, of all kinds in one list (1.6, 2.3, 2.9, 2.12, 2.20, 3.1, 3.2)."""

    _inherit = "ais.desk"

    @api.model
    def _block_decisions(self):
        """What the head decides."""
        _, kind = self.env._, self._kind
        return self._decisions(
            kind(
                self.env._("Transfer"), "ais.client.transfer", domain=[("state", "=", "submitted")]
            ),
            kind(
                self.env._("Discount"),
                "ais.discount.approval",
                domain=[("state", "=", "requested"), ("level", "=", "head")],
            ),
            kind(self.env._("Claim"), "ais.dunning.notice", domain=[("state", "=", "to_approve")]),
            kind(self.env._("Absence"), "ais.absence", domain=[("state", "=", "draft")]),
            kind(self.env._("Report"), "ais.activity.report", domain=[("state", "=", "submitted")]),
        )

    @api.model
    def _block_orders(self):
        """What the director or the deputy decides, each his own."""
        _, kind = self.env._, self._kind
        is_director = self.env.user.has_group("ais_sales.group_director")
        own = (
            kind(self.env._("Appointment"), "ais.appointment", domain=[("state", "=", "proposed")]),
            kind(
                self.env._("Staffing table"), "ais.staffing.line", domain=[("state", "=", "draft")]
            ),
            kind(
                self.env._("Document"), "ais.department.document", domain=[("state", "=", "draft")]
            ),
            kind(
                self.env._("Development goal"),
                "ais.development.goal",
                domain=[("state", "=", "draft")],
            ),
            kind(
                self.env._("Destruction of data"),
                "ais.destruction.act",
                domain=[("state", "=", "submitted")],
            ),
        )
        return self._decisions(
            kind(self.env._("Plan"), "ais.sales.plan", domain=[("state", "=", "submitted")]),
            kind(
                self.env._("Discount"),
                "ais.discount.approval",
                domain=[("state", "=", "requested"), ("level", "!=", "head")],
            ),
            *(own if is_director else ()),
        )

    @staticmethod
    def _kind(label, model, *, domain):
        return label, model, domain

    @api.model
    def _decisions(self, *kinds):
        rows, count = [], 0
        for label, model, domain in kinds:
            records = self.env[model]
            if not records.has_access("read"):
                continue
            found = records.search(domain, order="id", limit=EACH)
            count += len(found) if len(found) < EACH else records.search_count(domain)
            rows += [self._decision_row(label, one) for one in found]
        return {
            "key": "decisions",
            "kind": "rows",
            "title": self.env._("Waiting for your decision"),
            "count": count,
            "rows": rows,
            "empty": self.env._("Nothing waits for your decision."),
            "all": None,
        }

    @api.model
    def _decision_row(self, label, record):
        describe = getattr(self, f"_decision_{record._name.split('.')[-1]}", None)
        words = [label, *(describe(record) if describe else [])]
        return self._row(
            record,
            record.display_name,
            " · ".join(word for word in words if word),
            when=self._day(record.create_date.date()),
        )

    # what is to be known of a record before it is opened, by the last word of its model

    @api.model
    def _decision_transfer(self, transfer):
        return [f"{transfer.user_id.name} → {transfer.new_user_id.name}"]

    @api.model
    def _decision_approval(self, approval):
        return [approval.order_id.partner_id.display_name, f"{approval.discount:g} %"]

    @api.model
    def _decision_notice(self, notice):
        return [notice.client_id.display_name, self._money(notice.amount)]

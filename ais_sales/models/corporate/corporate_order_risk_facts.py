from odoo import models
from odoo.tools import SQL, format_date

# a decision on a group that is so many working days away
WARN_DAYS = 3


class CorporateOrder(models.Model):
    """The risks of orders, each found for all of them at once (2.22, 2.24).

    Each method yields (order id, kind, level, text), see `_risk_facts`.
    """

    _inherit = "ais.corporate.order"

    def _risks_of_stage(self):
        labels = dict(self._fields["state"]._description_selection(self.env))
        kinds = {"preparing": "documents", "closing": "documents"}
        for order in self:
            today = order.company_id.ais_today()
            if order.stage_deadline and order.stage_deadline < today:
                yield (
                    order.id,
                    kinds.get(order.state, "schedule"),
                    2,
                    self.env._(
                        "Stage “%(stage)s” was to be over by %(date)s.",
                        stage=labels[order.state],
                        date=format_date(self.env, order.stage_deadline),
                    ),
                )
            if order.contract_until and order.date_end and order.contract_until < order.date_end:
                yield (
                    order.id,
                    "documents",
                    1,
                    self.env._(
                        "The contract ends on %s, before the training does.",
                        format_date(self.env, order.contract_until),
                    ),
                )

    def _risks_of_documents(self):
        today = self.env.company.ais_today()
        # sudo: names and dates of documents; who may read the order may read its checklist
        rows = (
            self.env["ais.order.document"]
            .sudo()
            ._read_group(
                [
                    ("order_id", "in", self.ids),
                    ("is_required", "=", True),
                    ("is_done", "=", False),
                    ("deadline", "<", today),
                ],
                ["order_id"],
                ["name:array_agg", "deadline:min"],
            )
        )
        for order, names, deadline in rows:
            yield (
                order.id,
                "documents",
                2,
                self.env._(
                    "Documents overdue since %(date)s: %(names)s.",
                    date=format_date(self.env, deadline),
                    names=", ".join(sorted(names)),
                ),
            )

    def _risks_of_groups(self):
        """Groups that may not run: too few confirmed seats when the decision is near, or the day
        of the start gone by; seats that have no names when the names are due.
        """
        self.env["ais.course.group"].flush_model()
        self.env["ais.booking"].flush_model()
        self.env["ais.trainee"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT b.corporate_order_id, g.code, g.state, g.seats_confirmed,
                       g.seats_min, g.date_start, g.decision_date
                  FROM ais_booking b JOIN ais_course_group g ON g.id = b.group_id
                 WHERE b.corporate_order_id = ANY(%(orders)s) AND b.state IN ('hold', 'confirmed')
                   AND g.state IN ('draft', 'open', 'guaranteed', 'cancelled')
                   AND (g.state = 'cancelled' OR g.date_start < %(today)s
                        OR g.decision_date <= %(soon)s)
                 ORDER BY g.date_start, g.code
                """,
                orders=self.ids,
                today=self.env.company.ais_today(),
                soon=self.env.company.ais_working_day(WARN_DAYS),
            ),
        )
        today = self.env.company.ais_today()
        for order_id, code, state, confirmed, minimum, start, _decision in rows:
            if state == "cancelled":
                yield order_id, "groups", 2, self.env._("Group %s is cancelled.", code)
            elif start < today:
                yield (
                    order_id,
                    "schedule",
                    2,
                    self.env._(
                        "Group %(group)s was to start on %(date)s and has not.",
                        group=code,
                        date=format_date(self.env, start),
                    ),
                )
            elif state != "guaranteed" and confirmed < minimum:
                yield (
                    order_id,
                    "groups",
                    1,
                    self.env._(
                        "Group %(group)s: %(confirmed)s seats confirmed, at least %(minimum)s"
                        " needed; it starts on %(date)s.",
                        group=code,
                        confirmed=confirmed,
                        minimum=minimum,
                        date=format_date(self.env, start),
                    ),
                )
        yield from self._risks_of_names()

    def _risks_of_names(self):
        company = self.env.company
        rows = self.env.execute_query(
            SQL(
                """
                SELECT b.corporate_order_id, SUM(b.seats), SUM(b.seats - COALESCE(t.count, 0)),
                       MIN(g.date_start)
                  FROM ais_booking b
                  JOIN ais_course_group g ON g.id = b.group_id
                  LEFT JOIN (SELECT booking_id, COUNT(*) AS count FROM ais_trainee
                              GROUP BY booking_id) t ON t.booking_id = b.id
                 WHERE b.corporate_order_id = ANY(%(orders)s) AND b.state IN ('hold', 'confirmed')
                   AND g.date_start < %(last)s
                 GROUP BY b.corporate_order_id
                HAVING SUM(b.seats - COALESCE(t.count, 0)) > 0
                """,
                orders=self.ids,
                last=company.ais_working_day(company.ais_names_days),
            ),
        )
        for order_id, seats, unnamed, start in rows:
            yield (
                order_id,
                "documents",
                2,
                self.env._(
                    "%(count)s of %(seats)s seats of groups that begin from %(date)s have no"
                    " names.",
                    count=int(unnamed),
                    seats=int(seats),
                    date=format_date(self.env, start),
                ),
            )

    def _risks_of_schedule(self):
        # sudo: how many are behind, no names
        rows = (
            self.env["ais.trainee"]
            .sudo()
            ._read_group(
                [
                    ("corporate_order_id", "in", self.ids),
                    ("booking_state", "!=", "cancelled"),
                    ("pace", "in", ("behind", "late")),
                ],
                ["corporate_order_id", "pace"],
                ["__count"],
            )
        )
        for order, pace, count in rows:
            if pace == "late":
                text = self.env._("Training is over and not completed: %s people.", count)
            else:
                text = self.env._("Behind the schedule: %s people.", count)
            yield order.id, "schedule", 2 if pace == "late" else 1, text

    def _risks_of_payment(self):
        """Invoices of the order that are past due, and seats not paid before the start."""
        self.env["account.move"].flush_model(["state", "payment_state", "amount_residual_signed"])
        self.env["sale.order.line"].flush_model(["order_id"])
        self.env["sale.order"].flush_model(["ais_corporate_order_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT o.ais_corporate_order_id, SUM(m.amount_residual_signed),
                       MIN(m.invoice_date_due)
                  FROM account_move m
                  JOIN (SELECT DISTINCT l.move_id, so.ais_corporate_order_id
                          FROM sale_order so
                          JOIN sale_order_line sl ON sl.order_id = so.id
                          JOIN sale_order_line_invoice_rel r ON r.order_line_id = sl.id
                          JOIN account_move_line l ON l.id = r.invoice_line_id
                         WHERE so.ais_corporate_order_id = ANY(%(orders)s)) o ON o.move_id = m.id
                 WHERE m.state = 'posted' AND m.move_type = 'out_invoice'
                   AND m.payment_state IN ('not_paid', 'partial')
                   AND m.invoice_date_due < %(today)s AND m.amount_residual_signed > 0
                 GROUP BY o.ais_corporate_order_id
                """,
                orders=self.ids,
                today=self.env.company.ais_today(),
            ),
        )
        orders = {order.id: order for order in self}
        for order_id, amount, since in rows:
            yield (
                order_id,
                "payment",
                2,
                self.env._(
                    "%(amount)s not paid, due since %(date)s.",
                    amount=orders[order_id].company_id.currency_id.format(float(amount)),
                    date=format_date(self.env, since),
                ),
            )
        late = (
            self.env["ais.booking"]
            .sudo()
            ._read_group(  # sudo: counted, as above
                [
                    ("corporate_order_id", "in", self.ids),
                    ("is_unpaid_late", "=", True),
                    ("state", "in", ("hold", "confirmed")),
                ],
                ["corporate_order_id"],
                ["seats:sum"],
            )
        )
        for order, seats in late:
            yield (
                order.id,
                "payment",
                1,
                self.env._("%s seats are not paid and the training is near.", seats),
            )

from collections import defaultdict

from odoo import models


class CorporateOrder(models.Model):
    """What an order still needs before it can be closed (2.22)."""

    _inherit = "ais.corporate.order"

    def _closing_gaps(self):
        """What is missing before orders can be closed: documents in the form asked for, training
        to its end, documents of education handed over, money.

        :return: dict {order id: list of texts}
        """
        orders = self._origin
        gaps = defaultdict(list)
        if not orders:
            return gaps
        for find in (
            orders._gaps_of_documents,
            orders._gaps_of_training,
            orders._gaps_of_issue,
            orders._gaps_of_payment,
        ):
            for order_id, text in find():
                gaps[order_id].append(text)
        return gaps

    def _gaps_of_documents(self):
        labels = dict(
            self.env["ais.order.document"]._fields["goal"]._description_selection(self.env)
        )
        # sudo: names of documents
        rows = (
            self.env["ais.order.document"]
            .sudo()
            ._read_group(
                [
                    ("order_id", "in", self.ids),
                    ("is_required", "=", True),
                    ("is_done", "=", False),
                ],
                ["order_id", "goal"],
                ["name:array_agg"],
            )
        )
        for order, goal, names in rows:
            yield (
                order.id,
                self.env._(
                    "%(goal)s: not yet for %(names)s.",
                    goal=labels[goal],
                    names=", ".join(sorted(names)),
                ),
            )

    def _gaps_of_training(self):
        # sudo: counted, no names
        trainees = self.env["ais.trainee"].sudo()
        rows = trainees._read_group(
            [
                ("corporate_order_id", "in", self.ids),
                ("booking_state", "!=", "cancelled"),
                ("training_state", "in", ("listed", "enrolled", "studying")),
            ],
            ["corporate_order_id"],
            ["__count"],
        )
        for order, count in rows:
            yield order.id, self.env._("%s people have not finished their training.", count)
        bookings = self.env["ais.booking"].sudo()  # sudo: as above
        rows = bookings._read_group(
            [("corporate_order_id", "in", self.ids), ("state", "in", ("hold", "confirmed"))],
            ["corporate_order_id"],
            ["group_id:array_agg"],
        )
        groups = self.env["ais.course.group"].browse(
            {group_id for _order, ids in rows for group_id in ids},
        )
        codes = {group.id: group.code for group in groups}
        for order, ids in rows:
            yield (
                order.id,
                self.env._(
                    "Groups that are not over: %s.",
                    ", ".join(sorted({codes[group_id] for group_id in ids})),
                ),
            )

    def _gaps_of_issue(self):
        """Documents of education that are still here, whatever is ticked in the checklist; not
        asked for where the head has said that none are needed.
        """
        # sudo: counted, no names
        rows = (
            self.env["ais.trainee"]
            .sudo()
            ._read_group(
                [
                    ("corporate_order_id", "in", self.ids),
                    ("booking_state", "!=", "cancelled"),
                    ("training_state", "=", "completed"),
                    ("document_state", "!=", "handed"),
                ],
                ["corporate_order_id"],
                ["__count"],
            )
        )
        # sudo: as above
        asked = self.sudo().document_ids.filtered(
            lambda one: one.type_id.fact == "handed" and one.state != "not_needed",
        )
        for order, count in rows:
            if order in asked.order_id:
                yield (
                    order.id,
                    self.env._("Documents of education are not handed over to %s people.", count),
                )

    def _gaps_of_payment(self):
        for order in self.filtered(lambda one: not one.seats_count):
            yield order.id, self.env._("It has no seats: cancel it instead.")
        for order in self.filtered(lambda one: not one.unpaid_reason):
            currency = order.currency_id
            if currency.compare_amounts(order.amount_remaining, 0) > 0:
                yield (
                    order.id,
                    self.env._(
                        "%(amount)s of %(total)s not paid.",
                        amount=currency.format(order.amount_remaining),
                        total=currency.format(order.amount_total),
                    ),
                )

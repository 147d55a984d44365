from odoo import fields, models


class CorporateOrder(models.Model):
    """The order on one line of time: its groups and the deadlines of its documents (2.24)."""

    _inherit = "ais.corporate.order"

    timeline = fields.Json(compute="_compute_timeline")

    def _compute_timeline(self):
        """What the widget draws: bars of groups, dots of documents that are not in order.

        :return: dict with `start`, `end`, `today` (ISO dates), `bars` and `dots`, or False while
            the order has no groups
        """
        today = self.env.company.ais_today()
        states = dict(
            self.env["ais.course.group"]._fields["state"]._description_selection(self.env)
        )
        for order in self:
            groups = order.group_ids.sorted(lambda group: (group.date_start, group.id))
            if not groups:
                order.timeline = False
                continue
            # sudo: names and days of documents
            waiting = order.sudo().document_ids.filtered(
                lambda document: document.deadline and not document.is_done,
            )
            days = [
                today,
                *groups.mapped("date_start"),
                *groups.mapped("date_end"),
                *waiting.mapped("deadline"),
            ]
            order.timeline = {
                "start": min(days).isoformat(),
                "end": max(days).isoformat(),
                "today": today.isoformat(),
                "bars": [order._timeline_bar(group, states) for group in groups],
                "dots": [
                    {
                        "date": document.deadline.isoformat(),
                        "label": document.name,
                        "colour": document._colour(today),
                    }
                    for document in waiting.sorted("deadline")
                ],
            }

    def _timeline_bar(self, group, states):
        bookings = self.booking_ids.filtered(
            lambda booking: booking.group_id == group and booking.state != "cancelled",
        )
        return {
            "id": group.id,
            "label": group.code,
            "start": group.date_start.isoformat(),
            "end": group.date_end.isoformat(),
            "state": group.state,
            "state_label": states[group.state],
            "seats": sum(bookings.mapped("seats")),
            "named": sum(bookings.mapped("trainee_count")),
        }

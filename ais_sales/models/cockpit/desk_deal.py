from datetime import timedelta

from odoo import api, models
from odoo.tools import format_datetime

from ..corporate.corporate_order_risk import OPEN_STATES


class Desk(models.AbstractModel):
    """Seats, debts and documents on the desks (2.13, 2.15, 2.22)."""

    _inherit = "ais.desk"

    @api.model
    def _block_holds(self):
        tomorrow = self.env.company.ais_today() + timedelta(days=2)
        return self._rows(
            "holds",
            self.env._("Holds running out"),
            "ais.booking",
            domain=[
                ("state", "=", "hold"),
                ("user_id", "=", self.env.uid),
                ("hold_until", "<", self.env.company.ais_day_begins(tomorrow)),
            ],
            row=self._hold_rows,
            order="hold_until, id",
            empty=self.env._("No hold runs out today or tomorrow."),
            action="ais_booking_action",
        )

    @api.model
    def _hold_rows(self, bookings):
        company = self.env.company
        ends = company.ais_day_begins(company.ais_today() + timedelta(days=1))
        zone = str(company.ais_timezone())
        return [
            self._row(
                one,
                one.partner_id.display_name,
                self.env._(
                    "%(course)s · seats: %(seats)s",
                    course=one.course_id.name,
                    seats=one.seats,
                ),
                when=format_datetime(self.env, one.hold_until, zone, "d MMM HH:mm"),
                colour="danger" if one.hold_until < ends else "warning",
                sign=self.env._("today") if one.hold_until < ends else self.env._("tomorrow"),
                buttons=(self._button("action_confirm", self.env._("Confirm"), "fa-check"),),
            )
            for one in bookings
        ]

    @api.model
    def _block_debts(self):
        return self._rows(
            "debts",
            self.env._("Debts to talk about"),
            "ais.debtor",
            domain=[("amount_overdue", ">", 0), ("user_id", "=", self.env.uid)],
            row=self._debt_rows,
            order="broken_count desc, weight desc, id",
            empty=self.env._("None of your clients is overdue."),
            action="ais_debtor_action",
        )

    @api.model
    def _debt_rows(self, debtors):
        buttons = (
            self._button("action_note_promise", self.env._("Has promised"), "fa-handshake-o"),
            self._button("action_note_not_reached", self.env._("Not reached"), "fa-bell-slash-o"),
        )
        return [
            self._row(
                one,
                one.client_id.display_name,
                self._debt_note(one),
                when=self.env._("%s days", one.days_overdue),
                colour="danger" if one.broken_count else "warning",
                sign=self.env._("promise broken") if one.broken_count else self.env._("overdue"),
                buttons=buttons,
            )
            for one in debtors
        ]

    @api.model
    def _debt_note(self, debtor):
        words = [self._money(debtor.amount_overdue)]
        if debtor.promise_date:
            words.append(self.env._("promised by %s", self._day(debtor.promise_date)))
        return " · ".join(words)

    @api.model
    def _block_documents(self):
        soon = self.env.company.ais_working_day(3)
        return self._rows(
            "documents",
            self.env._("Documents due"),
            "ais.order.document",
            domain=[
                ("order_id.state", "in", OPEN_STATES),
                ("order_id.user_id", "=", self.env.uid),
                ("is_done", "=", False),
                ("is_required", "=", True),
                ("deadline", "<=", soon),
                ("turn", "in", ("specialist", "client")),
            ],
            row=self._document_rows,
            order="deadline, id",
            empty=self.env._("No document of your orders is due within three days."),
            action="ais_order_document_action",
        )

    @api.model
    def _document_rows(self, documents):
        turns = dict(documents._fields["turn"]._description_selection(self.env))
        return [
            self._row(
                one,
                one.name,
                f"{one.order_id.display_name} · {one.partner_id.display_name}"
                f" · {turns.get(one.turn, '')}",
                **self._due(one.deadline),
            )
            for one in documents
        ]

    @api.model
    def _block_needs(self):
        """Needs of the user's clients that nobody has offered a group for."""
        return self._rows(
            "needs",
            self.env._("Needs without an offer"),
            "ais.need",
            domain=[("state", "=", "open"), ("user_id", "=", self.env.uid)],
            row=self._need_rows,
            order="date_to, id",
            empty=self.env._("Every need has been offered a group."),
            action="ais_need_action",
        )

    @api.model
    def _need_rows(self, needs):
        return [
            self._row(
                one,
                one.name,
                self.env._(
                    "%(client)s · people: %(people)s · groups that fit: %(groups)s",
                    client=one.partner_id.display_name or "",
                    people=one.people,
                    groups=one.match_count,
                ),
                when=self._day(one.date_to),
                colour="success" if one.match_count else "",
                buttons=(self._button("action_view_matches", self.env._("Groups"), "fa-users"),)
                if one.match_count
                else (),
            )
            for one in needs
        ]

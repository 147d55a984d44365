from odoo.tests import tagged

from ..common import ROLES
from ..rights import RIGHTS, STOCK_RIGHTS, allowed
from ..rpc import REFUSED
from .scene import SecretScene

INVALID = "odoo.exceptions.ValidationError"
PAST = "2020-01-01 00:00:00"


@tagged("post_install", "-at_install")
class TestForgery(SecretScene):
    """Counts, approvals and states are not written by hand, whatever the door."""

    def test_guarded_fields_are_closed_to_every_role(self):
        tried = 0
        for role in ROLES:
            env = self.env(user=getattr(self, role))
            for model, rights in {**RIGHTS, **STOCK_RIGHTS}.items():
                guard = getattr(env[model], "_ais_system_fields", None)
                if not guard or not set("wc") & set(allowed(rights, role)):
                    continue
                for name, field in env[model]._fields.items():
                    if name in guard() or env[model]._ais_is_computed(field):
                        tried += 1
                        with self.subTest(role=role, model=model, field=name):
                            self.assertFalse(env[model]._has_field_access(field, "write"))
        self.assertGreater(tried, 400)

    def _forged(self, error, model, record, vals):
        for name, value in vals.items():
            with self.subTest(model=model, field=name):
                self._refused(error, model, "write", record.ids, {name: value})

    def test_counts_of_a_group_do_not_go_back_to_nought(self):
        self._book(4)
        counts = ("seats_held", "seats_confirmed", "seats_taken", "seats_waitlisted")
        for user in (self.head, self.training_office):
            self._log_in(user)
            self._forged(INVALID, "ais.course.group", self.group, dict.fromkeys(counts, 0))
            self._forged(INVALID, "ais.course.group", self.group, dict.fromkeys(counts, False))
            self._refused(
                INVALID, "ais.course.group", "write", self.group.ids, dict.fromkeys(counts, 0)
            )
            shown = {"seats_available": 10, "seats_missing": 0, "fill_rate": 1}
            self._forged(REFUSED, "ais.course.group", self.group, shown)
        self.assertSeats(self.group, held=7, taken=7)

    def test_nobody_decides_on_a_group_in_another_s_name(self):
        decided = {
            "decision": "cancel",
            "decision_reason": "Так решил директор",
            "decision_user_id": self.director.id,
            "decided_on": PAST,
        }
        for user in (self.head, self.training_office):
            self._log_in(user)
            self._forged(REFUSED, "ais.course.group", self.group, decided)

    def test_nobody_jumps_the_queue(self):
        booking = self._book(1, state="waitlist")
        vals = {"group_id": self.group.id, "partner_id": self.client.id, "state": "waitlist"}
        early = {"waitlisted_at": PAST, "is_offer": True, "name": "БР-0000-00001"}
        for user in (self.specialist, self.head):
            self._log_in(user)
            self._forged(REFUSED, "ais.booking", booking, early)
            for name, value in early.items():
                self._refused(REFUSED, "ais.booking", "create", [{**vals, name: value}])
        self.assertGreater(booking.waitlisted_at.year, 2020)

    def test_money_and_facts_of_a_booking_are_the_system_s(self):
        paid = {
            "payment_state": "paid",
            "amount_paid": 1,
            "amount_invoiced": 1,
            "amount_total": 1,
            "confirmed_on": PAST,
        }
        self._log_in(self.specialist)
        self._forged(REFUSED, "ais.booking", self.booking, paid)

    def test_an_inquiry_s_owner_is_not_chosen_by_hand(self):
        self._log_in(self.specialist)
        forged = {"ais_owner_id": self.specialist_2.id, "ais_sla_state": "answered"}
        self._forged(REFUSED, "crm.lead", self.lead, forged)

    def test_reminders_are_paused_only_with_a_reason_on_record(self):
        pause = self.env["ais.debt.pause"].create(
            {"client_id": self.client.id, "until": self.today, "reason": "Ждём акт"},
        )
        self._log_in(self.specialist)
        self._forged(REFUSED, "res.partner", self.client, {"ais_debt_pause_until": "2099-01-01"})
        forged = {"user_id": self.head.id, "date": "2020-01-01", "ended_by_id": self.head.id}
        self._forged(REFUSED, "ais.debt.pause", pause, forged)
        self._call("ais.debt.pause", "action_end", pause.ids)
        self.assertEqual(pause.ended_by_id, self.specialist)

    def test_doubles_are_not_hidden_by_hand(self):
        pair = self.env["ais.partner.duplicate"].create(
            {"partner_id": self.client.id, "other_id": self.client_2.id, "same_name": True},
        )
        self._log_in(self.specialist)
        self._forged(REFUSED, "res.partner", self.client, {"ais_name_key": "другое"})
        self._refused(REFUSED, "ais.partner.duplicate", "action_distinct", pair.ids)
        self._log_in(self.head)
        self._forged(
            REFUSED,
            "ais.partner.duplicate",
            pair,
            {"state": "distinct", "decided_by_id": self.director.id, "same_name": False},
        )
        self._call("ais.partner.duplicate", "action_distinct", pair.ids)
        self.assertEqual(pair.decided_by_id, self.head)

    def test_a_talk_stays_with_the_client_it_was_with(self):
        talk = self.records["consultation"][0]
        self._log_in(self.specialist)
        forged = {"partner_id": self.client_2.id, "course_id": False, "company_id": False}
        self._forged(REFUSED, "ais.consultation", talk, forged)

    def test_readers_do_not_move_transfers_and_checklists(self):
        transfer = self.env["ais.client.transfer"].create(
            {
                "user_id": self.specialist.id,
                "new_user_id": self.specialist_2.id,
                "partner_ids": [(6, 0, self.client.ids)],
            },
        )
        order = self.env["ais.corporate.order"].create(
            {"partner_id": self.client.id, "user_id": self.specialist.id},
        )
        for user in (self.deputy, self.director):
            self._log_in(user)
            self._refused(REFUSED, "ais.client.transfer", "action_submit", transfer.ids)
            method = "action_add_missing_documents"
            self._refused(REFUSED, "ais.corporate.order", method, order.ids)
        self._log_in(self.specialist)
        outcome = {"state": "done", "approved_by_id": self.head.id, "moved": {"x": 1}}
        self._forged(REFUSED, "ais.client.transfer", transfer, outcome)
        made = self._call(
            "ais.client.transfer",
            "create",
            [
                {
                    "user_id": self.specialist.id,
                    "new_user_id": self.specialist_2.id,
                    "partner_ids": [(6, 0, self.client.ids)],
                    "state": "done",
                    "approved_by_id": self.head.id,
                },
            ],
            context={"default_state": "done", "default_moved": {"x": 1}},
        )
        made = self.env["ais.client.transfer"].browse(made)
        self.assertEqual((made.state, made.approved_by_id.id, made.moved), ("draft", False, False))

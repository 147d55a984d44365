from datetime import timedelta
from unittest.mock import patch

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import AisCommon


@tagged("post_install", "-at_install")
class TestOwnership(AisCommon):
    """A client is kept by one specialist; who, since when and why stays on record (2.9)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy = cls.env["ais.contact.policy"].create(
            {
                "name": "Для всех",
                "sequence": 1,
                "contact_days": 30,
                "protection_days": 60,
                "warning_days": 10,
            },
        )
        cls.today = fields.Date.context_today(cls.env["res.partner"])

    def _age(self, client, days):
        """Let a client be kept for so many days without a contact."""
        client.write({"ais_owned_since": self.today - timedelta(days=days)})
        self.env.flush_all()

    def test_every_change_of_hands_is_kept(self):
        free = self._make_client("ООО «Свободный»")
        free.with_user(self.specialist).action_ais_take()
        free.with_user(self.head).user_id = self.specialist_2
        history = free.ais_assignment_ids.sorted("id")
        self.assertEqual(
            history.mapped(lambda line: (line.reason, line.user_id, line.decided_by_id)),
            [
                ("taken", self.specialist, self.specialist),
                ("decided", self.specialist_2, self.head),
            ],
        )
        self.assertEqual(free.ais_owned_since, self.today)

    def test_specialist_gives_no_client_away_and_takes_none(self):
        with self.assertRaises(AccessError):
            self.client.with_user(self.specialist).user_id = self.specialist_2
        with self.assertRaises(AccessError):
            self.client_2.with_user(self.specialist).action_ais_take()
        with self.assertRaises(AccessError):
            self.client.ais_assignment_ids.with_user(self.head).write({"note": "иначе"})
        self.assertEqual(self.client.user_id, self.specialist)

    def test_terms_follow_the_policy_of_the_segment(self):
        segment = self.env["ais.market.segment"].create({"name": "Банки-тест"})
        part = self.env["ais.market.segment"].create({"name": "Крупные", "parent_id": segment.id})
        self.client.ais_segment_id = part
        self.assertEqual(self.client.ais_contact_policy_id, self.policy)
        special = self.env["ais.contact.policy"].create(
            {"name": "Банки", "sequence": 0, "segment_id": segment.id, "contact_days": 7},
        )
        self.assertEqual(self.client.ais_contact_policy_id, special)
        self.assertEqual(self.client.ais_contact_due_on, self.today + timedelta(days=7))
        special.contact_days = 14
        self.assertEqual(self.client.ais_contact_due_on, self.today + timedelta(days=14))
        special.active = False
        self.assertEqual(self.client.ais_contact_policy_id, self.policy)

    def test_client_without_contact_and_deal_becomes_free_after_a_warning(self):
        lonely = self._make_client("ООО «Одинокий»", self.specialist)
        busy = self._make_client("ООО «Занятой»", self.specialist)
        self.env["crm.lead"].create({"name": "Идёт", "partner_id": busy.id, "type": "opportunity"})
        for client in (lonely, busy):
            self._age(client, 55)
        self._run_cron("res.partner", "_cron_protection")
        self._run_cron("res.partner", "_cron_protection")
        self.assertEqual(len(self._activities(lonely, self.specialist)), 1)
        self.assertFalse(self._activities(busy, self.specialist))
        self._age(lonely, 61)
        self._age(busy, 61)
        self._run_cron("res.partner", "_cron_protection")
        self.assertFalse(lonely.user_id)
        self.assertEqual(busy.user_id, self.specialist)
        self.assertEqual(lonely.ais_assignment_ids.sorted("id")[-1].reason, "freed")

    def test_contact_protects_the_client(self):
        self._age(self.client, 61)
        self.lead.active = False
        self.client._ais_note_contact()
        self._run_cron("res.partner", "_cron_protection")
        self.assertEqual(self.client.user_id, self.specialist)


@tagged("post_install", "-at_install")
class TestTransfer(AisCommon):
    """The head gives a specialist's clients to another, with everything open (2.9)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls.env["ais.contact.agreement"].create(
            {"partner_id": cls.client.id, "topic": "Осень", "user_id": cls.specialist.id},
        )
        cls.contact = cls.env["res.partner"].create(
            {"name": "Иванова", "parent_id": cls.client.id, "user_id": cls.specialist.id},
        )
        cls.order = cls.env["sale.order"].create(
            {"partner_id": cls.client.id, "user_id": cls.specialist.id},
        )
        cls.won = cls.env["crm.lead"].create(
            {
                "name": "Прошлогоднее",
                "type": "opportunity",
                "partner_id": cls.client.id,
                "user_id": cls.specialist.id,
            },
        )
        cls.won.action_set_won()

    def _transfer(self, user=None, **vals):
        return (
            self.env["ais.client.transfer"]
            .with_user(user or self.head)
            .create(
                {
                    "user_id": self.specialist.id,
                    "new_user_id": self.specialist_2.id,
                    "partner_ids": [Command.set(self.client.ids)],
                    **vals,
                },
            )
        )

    def test_everything_open_moves_and_the_past_stays(self):
        booking = self._book(2)
        self.lead.activity_schedule("mail.mail_activity_data_call", user_id=self.specialist.id)
        self.lead.message_subscribe(self.specialist.partner_id.ids)
        transfer = self._transfer()
        self.assertEqual(
            (transfer.client_count, transfer.lead_count, transfer.booking_count),
            (1, 1, 1),
        )
        transfer.action_approve()
        moved = (self.client, self.contact, self.lead, booking, self.order, self.agreement)
        for record in moved:
            self.assertEqual(record.user_id, self.specialist_2, record)
        self.assertEqual(self.won.user_id, self.specialist)
        self.assertEqual(self.lead.activity_ids.user_id, self.specialist_2)
        self.assertNotIn(self.specialist.partner_id, self.lead.message_partner_ids)
        self.assertEqual(self.client.ais_assignment_ids.sorted("id")[-1].transfer_id, transfer)
        self.assertEqual((transfer.state, transfer.approved_by_id), ("done", self.head))
        self.assertEqual(transfer.lead_count, 1, "what moved stays on record")
        self.assertFalse(self.lead.with_user(self.specialist).has_access("read"))

    def test_specialist_asks_and_the_head_approves(self):
        transfer = self._transfer(self.specialist)
        with self.assertRaises(AccessError):
            transfer.action_approve()
        with self.assertRaises(AccessError):
            transfer.write({"state": "done"})
        transfer.action_submit()
        self.assertTrue(self._activities(transfer, self.head))
        transfer.with_user(self.head).action_approve()
        self.assertEqual(self.client.user_id, self.specialist_2)
        with self.assertRaises(UserError):
            transfer.with_user(self.head).action_approve()

    def test_only_clients_of_one_specialist(self):
        with self.assertRaises(ValidationError):
            self._transfer(partner_ids=[Command.set(self.client_2.ids)])

    def test_error_half_way_moves_nothing(self):
        booking = self._book(1)
        transfer = self._transfer()
        self.env.flush_all()
        with (
            self.assertRaises(RuntimeError),
            self.env.cr.savepoint(),
            patch.object(
                self.registry["ais.client.transfer"],
                "_move_activities",
                side_effect=[None, None, None, RuntimeError("сбой")],
            ),
        ):
            transfer.action_approve()
        self.env.invalidate_all()
        self.assertEqual(self.client.user_id, self.specialist)
        self.assertEqual(self.lead.user_id, self.specialist)
        self.assertEqual(booking.user_id, self.specialist)
        self.assertEqual(transfer.state, "draft")

    def test_clients_come_back_after_a_vacation(self):
        transfer = self._transfer(
            is_all=True,
            partner_ids=[],
            reason="vacation",
            date_return=fields.Date.context_today(self.lead) + timedelta(days=14),
        )
        transfer.action_approve()
        self.assertEqual(self.client.user_id, self.specialist_2)
        self.env.flush_all()
        self.env.cr.execute("UPDATE ais_client_transfer SET date_return = CURRENT_DATE")
        transfer.invalidate_recordset()
        self._run_cron("ais.client.transfer", "_cron_return")
        self.assertEqual(self.client.user_id, self.specialist)
        self.assertEqual(self.lead.user_id, self.specialist)
        self.assertEqual(transfer.state, "returned")
        self.assertEqual(self.client_2.user_id, self.specialist_2, "his own clients stay his")
        self.assertEqual(self.client.ais_assignment_ids.sorted("id")[-1].reason, "returned")

    def test_progress_is_told(self):
        told = []
        with patch.object(
            self.registry["ais.progress"],
            "_report",
            lambda _self, _record, done, total: told.append((done, total)),
        ):
            step = self._transfer().approve_step()
        self.assertTrue(step["finished"])
        done, total = told[-1]
        self.assertEqual(done, total)
        self.assertGreater(total, 3)

    def test_client_who_went_to_somebody_else_meanwhile_stays_there(self):
        another = self._make_client("ООО «Другой»", self.specialist)
        transfer = self._transfer(partner_ids=[Command.set((self.client | another).ids)])
        transfer.action_submit()
        another.with_user(self.head).user_id = self.head
        transfer.action_approve()
        self.assertEqual(another.user_id, self.head)
        self.assertEqual(self.client.user_id, self.specialist_2)
        self.assertIn(another.name, transfer.message_ids.mapped("body")[0])

    def test_what_the_head_was_asked_for_is_not_changed_behind_his_back(self):
        transfer = self._transfer(self.specialist)
        transfer.action_submit()
        with self.assertRaises(UserError):
            transfer.write({"new_user_id": self.head.id})
        with self.assertRaises(ValidationError):
            self._transfer(new_user_id=self.accountant.id)

    def test_exactly_what_went_comes_back(self):
        nobodys = self.env["crm.lead"].create(
            {"name": "Без клиента", "user_id": self.specialist.id},
        )
        his_own = self.env["crm.lead"].create(
            {"name": "Свой", "partner_id": self.client.id, "user_id": self.specialist_2.id},
        )
        transfer = self._transfer(is_all=True, partner_ids=[], reason="vacation")
        transfer.action_approve()
        self.assertEqual(nobodys.user_id, self.specialist_2)
        later = self.env["crm.lead"].create(
            {"name": "Новый", "partner_id": self.client.id, "user_id": self.specialist_2.id},
        )
        self.env.flush_all()
        # a test is one moment: what was there before and what came later are told apart by hand
        for lead, days in ((his_own, -1), (later, 1)):
            self.env.cr.execute(
                "UPDATE crm_lead SET create_date = create_date + %s WHERE id = %s",
                (timedelta(days=days), lead.id),
            )
        transfer.action_return()
        self.assertEqual(nobodys.user_id, self.specialist)
        self.assertEqual(his_own.user_id, self.specialist_2)
        self.assertEqual(later.user_id, self.specialist)

    def test_nobody_gets_clients_back_who_has_left(self):
        transfer = self._transfer(reason="vacation")
        transfer.action_approve()
        self.specialist.active = False
        with self.assertRaises(UserError):
            transfer.action_return()
        self.assertEqual(self.client.user_id, self.specialist_2)

from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged

from ...models.catalogue import batch_mixin
from ...models.client import partner_duplicate, res_partner_protection, res_partner_quality
from ...models.corporate import corporate_order_risk, trainee_pace
from ..corporate.common import CorporateCommon
from ..corporate.training_common import TrainingCommon
from ..offer.common import OfferCommon
from .job_case import JobCase, Server


class SmallBatches(JobCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(batch_mixin, "BATCH", 2))
        for module in (corporate_order_risk, trainee_pace, res_partner_protection):
            cls.startClassPatcher(patch.object(module, "BATCH", 2))


@tagged("post_install", "-at_install")
class TestJobsOfSeats(SmallBatches, OfferCommon):
    """Jobs that look after held and unpaid seats, killed half-way."""

    def test_specialists_are_warned_of_holds_after_a_kill(self):
        holds = self.env["ais.booking"].concat(*(self._book(1) for _n in range(5)))
        holds.write({"hold_until": self.company.ais_end_of_working_day(1)})
        holds.is_hold_warned = False
        self.company.ais_hold_warning_days = 2
        self._kill_and_run_again(
            "ais.booking",
            "_cron_warn_holds",
            lambda: len(holds.filtered("is_hold_warned")),
        )
        self.assertEqual(self._tasks(holds), 5)

    def test_unpaid_seats_are_flagged_after_a_kill(self):
        self.company.write({"ais_prepayment_rule": "flag", "ais_prepayment_days": 3})
        tomorrow = self.company.ais_today() + timedelta(days=1)
        group = self._make_group(days=1, enroll_until=tomorrow)
        bookings = self.env["ais.booking"].concat(
            *(self._book(1, "confirmed", group=group) for _n in range(5)),
        )
        self._kill_and_run_again(
            "ais.booking",
            "_cron_check_prepayment",
            lambda: len(bookings.filtered("is_unpaid_late")),
        )
        self.assertEqual(self._tasks(bookings), 5)


@tagged("post_install", "-at_install")
class TestJobsOfOrders(SmallBatches, CorporateCommon):
    """The daily look at corporate orders, killed half-way."""

    def test_orders_are_looked_at_after_a_kill(self):
        orders = self.env["ais.corporate.order"].create(
            [{"partner_id": self.client.id, "user_id": self.specialist.id} for _n in range(5)],
        )
        documents = orders.document_ids.filtered("is_required")
        documents.deadline = self.today - timedelta(days=1)
        self.env.flush_all()
        self.env.cr.execute("UPDATE ais_corporate_order SET risk_state = 'ok'")
        self.env.invalidate_all()
        self._kill_and_run_again(
            "ais.corporate.order",
            "_cron_refresh_risk",
            lambda: len(orders.filtered(lambda order: order.risk_state == "late")),
        )


@tagged("post_install", "-at_install")
class TestJobsOfTraining(SmallBatches, TrainingCommon):
    """Who is behind is found anew every day, whatever happens to the server."""

    def test_trainees_are_looked_at_after_a_kill(self):
        group = self._make_group(seats=10, days=3)
        self._make_running(group, [f"Слушатель {number}" for number in "абвг"])
        people = group.booking_ids.trainee_ids
        self.env["ais.trainee"].search([("group_id", "!=", group.id)])._drop("own")
        self.env.flush_all()
        self.env.cr.execute("UPDATE ais_trainee SET pace = 'on_time'")
        self.env.invalidate_all()
        self._kill_and_run_again(
            "ais.trainee",
            "_cron_update_pace",
            lambda: len(people.filtered(lambda one: one.pace == "behind")),
        )


@tagged("post_install", "-at_install")
class TestJobsOutOfTime(SmallBatches):
    """Jobs over the client base whose time is over go on where they stopped."""

    def _run_out_of_time(self, model, method):
        """Run a job until nothing is left, each time with time for a batch only.

        :return: how many runs it took
        """
        for number in range(1, 200):
            server = Server(self, is_out_of_time=True)
            server.run(model, method)
            if not server.remaining:
                return number
        return self.fail(f"{method} comes to no end")

    def test_duplicates_are_found_run_by_run(self):
        twins = [
            (self._make_client(f"ООО «Двойник {n}»"), self._make_client(f"Двойник {n}, ООО"))
            for n in range(3)
        ]
        for number, pair in enumerate(twins):
            for card in pair:
                card.email = f"twin{number}@example.com"
        params = self.env["ir.config_parameter"]
        params.set_param("ais_sales.duplicates_until", False)
        everybody = self.env["res.partner"].with_context(active_test=False).search_count([])
        self.startPatcher(patch.object(partner_duplicate, "BATCH", everybody // 3))
        self.env["ais.partner.duplicate"].search([]).unlink()
        self.assertIn(self._run_out_of_time("ais.partner.duplicate", "_cron_find"), (3, 4))
        for first, second in twins:
            pairs = self.env["ais.partner.duplicate"].search([("partner_id", "=", first.id)])
            self.assertEqual(pairs.other_id, second)
        self.assertTrue(params.get_param("ais_sales.duplicates_until"))
        self.assertFalse(params.get_param("ais_sales.duplicates_from"))

    def test_scores_are_computed_run_by_run(self):
        everyone = self.env["res.partner"].with_context(active_test=False).search([])
        # those that come with Odoo are scored by rules that are younger
        self.env.add_to_compute(everyone._fields["ais_data_score"], everyone)
        scores = {card.id: card.ais_data_score for card in everyone}
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_partner SET ais_data_score = -7")
        self.env.invalidate_all()
        self.startPatcher(patch.object(res_partner_quality, "BATCH", len(everyone) // 3))
        self.env["ir.config_parameter"].set_param("ais_sales.rescore_from", "1")
        self.assertGreater(self._run_out_of_time("res.partner", "_cron_rescore"), 2)
        self.assertEqual({card.id: card.ais_data_score for card in everyone}, scores)

    def test_each_specialist_gets_stale_cards(self):
        self.company.ais_verify_months = 6
        other = self._make_client("ООО «Старая карточка»", self.specialist_2)
        for card in (self.client, other):
            card.sudo().ais_verified_on = self.today - timedelta(days=400)
        self.assertGreater(self._run_out_of_time("res.partner", "_cron_verify"), 1)
        self.assertEqual(len(self._activities(self.client, self.specialist)), 1)
        self.assertEqual(len(self._activities(other, self.specialist_2)), 1)

    def test_clients_become_free_run_by_run(self):
        clients = self.env["res.partner"].concat(
            *(self._make_client(f"ООО «Забытый {n}»", self.specialist) for n in range(5)),
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET ais_protected_until = %s WHERE id IN %s",
            (self.today - timedelta(days=1), clients._ids),
        )
        self.env.invalidate_all()
        for free in (2, 4, 5):
            Server(self, is_out_of_time=True).run("res.partner", "_cron_protection")
            self.assertEqual(len(clients.filtered(lambda one: not one.user_id)), free)

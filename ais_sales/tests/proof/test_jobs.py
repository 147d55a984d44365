from datetime import timedelta
from unittest.mock import patch

from odoo.tests import tagged

from ...models.booking import need
from ...models.catalogue import batch_mixin
from ...models.client import contact_agreement_cron
from ...models.corporate import order_document_tasks
from ...models.receivable import debt_promise
from .job_case import JobCase, Server


@tagged("post_install", "-at_install")
class TestJobs(JobCase):
    """A scheduled job that is killed half-way keeps what it has done, and the next run does the
    rest, nothing twice.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(batch_mixin, "BATCH", 2))
        for module in (need, contact_agreement_cron, order_document_tasks, debt_promise):
            cls.startClassPatcher(patch.object(module, "BATCH", 2))

    def test_lapsed_holds_are_set_free_after_a_kill(self):
        holds = self.env["ais.booking"].concat(*(self._book(1) for _n in range(5)))
        self._lapse(holds)
        self._kill_and_run_again(
            "ais.booking",
            "_cron_expire_holds",
            lambda: 5 - self.group.seats_held,
        )
        self.assertEqual(self._tasks(holds), 5)

    def test_groups_are_started_after_a_kill(self):
        groups = self.env["ais.course.group"].concat(*(self._make_group() for _n in range(5)))
        groups.write({"state": "guaranteed"})
        groups.write({"date_start": self.today, "date_end": self.today})
        self._kill_and_run_again(
            "ais.course.group",
            "_cron_roll_groups",
            lambda: len(groups.filtered(lambda group: group.state == "running")),
        )

    def test_needs_are_met_after_a_kill(self):
        self._book(1, lead_id=self.lead.id)
        needs = self.env["ais.need"].create(
            [{"lead_id": self.lead.id, "course_id": self.course.id} for _n in range(5)],
        )
        self._kill_and_run_again(
            "ais.need",
            "_cron_follow",
            lambda: len(needs.filtered(lambda one: one.state == "met")),
        )
        self.assertEqual(needs.group_id, self.group)

    def test_promises_are_judged_after_a_kill(self):
        clients = [self._make_client(f"ООО «Клиент {n}»", self.specialist) for n in range(5)]
        promises = self.env["ais.debt.contact"].create(
            [
                {
                    "client_id": client.id,
                    "user_id": self.specialist.id,
                    "date": self.today - timedelta(days=5),
                    "result": "promised",
                    "promise_amount": 1000,
                    "promise_date": self.today - timedelta(days=1),
                }
                for client in clients
            ],
        )
        self._kill_and_run_again(
            "ais.debt.contact",
            "_cron_promises",
            lambda: len(promises.filtered(lambda one: one.promise_state == "broken")),
        )

    def test_missed_contacts_are_noted_after_a_kill(self):
        contacts = self.env["ais.contact.agreement"].create(
            [
                {
                    "partner_id": self.client.id,
                    "user_id": self.specialist.id,
                    "topic": f"Позвонить {n}",
                    "date": self.today - timedelta(days=30),
                }
                for n in range(5)
            ],
        )
        self._kill_and_run_again(
            "ais.contact.agreement",
            "_cron_morning",
            lambda: len(contacts.filtered("is_missed")),
        )
        self.assertEqual(len(contacts.activity_id), 5, "each stands in the list once")

    def test_tasks_for_documents_are_given_after_a_kill(self):
        order = self.env["ais.corporate.order"].create(
            {"partner_id": self.client.id, "user_id": self.specialist.id},
        )
        document = order.document_ids[:1]
        documents = document.copy() | document.copy() | document.copy() | document.copy()
        (order.document_ids - documents - document).unlink()
        documents |= document
        documents.write({"deadline": self.today, "is_required": True})
        self.env["mail.activity"].search([("res_model", "=", documents._name)]).unlink()
        self._kill_and_run_again(
            "ais.order.document",
            "_cron_document_tasks",
            lambda: self._tasks(documents),
        )

    def test_job_without_time_goes_on_where_it_stopped(self):
        bookings = self.env["ais.booking"].concat(
            *(self._book(1, "confirmed") for _n in range(5)),
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ais_booking SET date_start = %s WHERE id IN %s",
            (self.company.ais_working_day(1), tuple(bookings.ids)),
        )
        self.env.invalidate_all()
        told = []
        for expected, left in ((2, 3), (4, 1), (5, 0)):
            server = Server(self, is_out_of_time=True)
            server.run("ais.booking", "_cron_ask_names")
            told.append(self._tasks(bookings))
            self.assertEqual(told[-1], expected, "not the same bookings again")
            self.assertEqual(server.remaining, left, "the scheduler starts it again at once")

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .test_request import RequestCommon


class BreachCommon(RequestCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.company.ais_today()
        cls.company.ais_breaches_since = cls.today - timedelta(days=30)
        # cards are looked at on the last working day of a week only, whichever day it is today
        cls.company.ais_breach_complete_percent = 0
        cls.env["ais.breach"].search([]).unlink()

    def _find(self):
        return self.env["ais.breach"]._find(self.company)

    def _found(self, clause, user=None):
        domain = [("clause", "=", clause)]
        if user:
            domain.append(("user_id", "=", user.id))
        return self.env["ais.breach"].search(domain)

    def _enter(self, by=None, user=None, **vals):
        return (
            self.env["ais.breach"]
            .with_user(by or self.head)
            .create(
                {
                    "clause": "2.2",
                    "user_id": (user or self.specialist).id,
                    "description": "Опоздал на встречу",
                    **vals,
                },
            )
        )

    def _overdue(self, user=None, days=2, kind="assignment"):
        request = self._ask(self.director, user or self.specialist, kind=kind, subject="Отчёт")
        self._make_late(request, days)
        return request

    def _contact(self, day, user=None, source="agreed", client=None):
        return (
            self.env["ais.contact.agreement"]
            .sudo()
            .create(
                {
                    "partner_id": (client or self.client).id,
                    "user_id": (user or self.specialist).id,
                    "date": day,
                    "topic": "Позвонить",
                    "source": source,
                },
            )
        )

    def _unanswered(self, **vals):
        lead = self.env["crm.lead"].create(
            {"name": "Обращение", "user_id": self.specialist.id, "type": "opportunity", **vals},
        )
        self._put_back(lead)
        return lead

    def _put_back(self, lead):
        """Received and due three days ago, whatever the clock of the inquiry makes of it."""
        moment = fields.Datetime.now() - timedelta(days=3)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_lead SET ais_response_deadline = %s, ais_received_at = %s WHERE id = %s",
            (moment, moment - timedelta(hours=1), lead.id),
        )
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestBreachFinders(BreachCommon):
    """The system finds each duty that was not done, once (5.1)."""

    def test_every_finder_is_there_and_takes_few_queries(self):
        breaches = self.env["ais.breach"]
        clauses = dict(breaches._fields["clause"]._description_selection(self.env))
        for clause, method in breaches._finders().items():
            self.assertIn(clause, clauses)
            self.assertTrue(callable(getattr(breaches, method)))
        for _number in range(5):
            self._unanswered()
            self._overdue()
        self._find()
        self.env.invalidate_all()
        with self.assertQueryCount(60):
            self.assertFalse(self._find())

    def test_unanswered_inquiry(self):
        lead = self._unanswered()
        self._unanswered(user_id=False, team_id=self.env.ref("sales_team.team_sales_department").id)
        self._find()
        found = self._found("2.4", self.specialist)
        self.assertEqual((found.record_ref, found.source), (lead, "system"))
        self.assertIn("Обращение", found.description)
        self.assertTrue(self._found("2.4", self.head), "nobody was given it: the head answers")
        lead.user_id = self.specialist_2
        # who got it anew has the hours of his own calendar
        self._put_back(lead)
        self.assertFalse(self._find(), "a new holder does not answer for the past")

    def test_contacts_agreed_and_of_the_policy(self):
        day = self.company.ais_working_day(-1)
        agreed = self._contact(day)
        self._contact(self.today + timedelta(days=1))
        policy = self._contact(self.company.ais_working_day(-6), source="policy")
        fresh = self._contact(day, source="policy", client=self.client_2)
        self._find()
        self.assertEqual(self._found("2.18").mapped("record_ref"), [agreed])
        self.assertEqual(self._found("2.19").mapped("record_ref"), [policy])
        self.assertTrue(fresh)

    def test_who_is_away_is_not_blamed_and_who_stands_in_is(self):
        day = self.company.ais_working_day(-1)
        self._contact(day)
        self._contact(day, self.specialist_2, client=self.client_2)
        self._overdue(days=1)
        self.env["ais.absence"].create(
            [
                {
                    "user_id": self.specialist.id,
                    "date_from": day - timedelta(days=5),
                    "date_until": day,
                    "substitute_id": self.specialist_2.id,
                    "state": "confirmed",
                },
            ],
        )
        self._find()
        self.assertEqual(self._found("2.18").user_id, self.specialist_2)
        self.assertEqual(len(self._found("2.18")), 2)
        self.assertFalse(self._found("1.9"), "an assignment is personal")

    def test_broken_promise_without_a_call(self):
        contacts = self.env["ais.debt.contact"]
        promised = self.company.ais_working_day(-4)
        vals = {
            "date": fields.Datetime.now() - timedelta(days=20),
            "result": "promised",
            "promise_amount": 100,
            "promise_date": promised,
        }
        followed = contacts.create({"client_id": self.client_2.id, **vals})
        contacts.create({"client_id": self.client_2.id, "result": "not_reached"})
        broken = contacts.create({"client_id": self.client.id, **vals})
        (broken | followed).sudo().promise_state = "broken"
        self._find()
        self.assertEqual(self._found("2.15").mapped("record_ref"), [broken])

    def test_late_assignment_and_violation(self):
        late = self._overdue()
        self._overdue(self.accountant, kind="violation")
        on_time = self._ask(self.director, self.specialist_2, kind="assignment", subject="План")
        done = self._overdue(self.specialist_2)
        self._as(done, self.specialist_2).action_answer("Готово")
        self._find()
        self.assertEqual(self._found("1.9", self.specialist).record_ref, late)
        self.assertEqual(self._found("1.9", self.specialist_2).record_ref, done)
        self.assertEqual(self._found("4.4").user_id, self.accountant)
        self.assertFalse(on_time.is_overdue)

    def test_late_document_of_an_order(self):
        order = self.env["ais.corporate.order"].create(
            {"partner_id": self.client.id, "user_id": self.specialist.id},
        )
        contract = order.document_ids.filtered(lambda one: one.turn == "specialist")[:1]
        contract.deadline = self.today - timedelta(days=1)
        (order.document_ids - contract).deadline = self.today + timedelta(days=9)
        self._find()
        found = self._found("2.22")
        self.assertEqual((found.record_ref, found.user_id), (contract, self.specialist))

    def test_late_report(self):
        day = self.company.ais_working_day(-2)
        reports = self.env["ais.activity.report"]
        for number, user in enumerate((self.specialist, self.specialist_2)):
            reports |= reports.create(
                {"user_id": user.id, "kind": "day", "date_from": day, "date_to": day},
            )
            reports[-1].deadline = self.company.ais_end_of_working_day(number or -1)
        self._find()
        self.assertEqual(self._found("2.20").record_ref, reports[0])
        self.assertIn(day.strftime("%d.%m.%Y"), self._found("2.20").description)

    def _incomplete(self):
        """A client's card without its data; the last working day of the week."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET ais_data_score = 10 WHERE id = %s", (self.client.id,)
        )
        self.company.ais_breach_complete_percent = 80
        day = self.today
        while self.company.ais_working_day(1, day).isocalendar()[1] == day.isocalendar()[1]:
            day += timedelta(days=1)
        return day

    def test_incomplete_cards_are_one_breach_a_week(self):
        day = self._incomplete()
        breaches = self.env["ais.breach"]
        method = breaches._find_incomplete_cards
        zone = self.company.ais_timezone()
        days = breaches._days(self.company)._replace(last=day, zone=zone)
        rows = [row for row in method(self.company, days) if row[0] == self.specialist.id]
        self.assertEqual(len(rows), 1)
        monday = day - timedelta(days=day.weekday())
        self.assertFalse(method(self.company, days._replace(last=monday)))
        self.company.ais_breaches_since = monday + timedelta(days=1)
        self.assertFalse(method(self.company, days))
        found = breaches._enter(self.company, "2.6", rows, days)
        self.assertFalse(breaches._enter(self.company, "2.6", rows, days))
        action = found.action_open_record()
        self.assertIn(self.client, self.env["res.partner"].search(action["domain"]))

    def test_cards_of_people_of_other_departments_are_not_counted(self):
        stranger = new_test_user(
            self.env, login="stranger", groups="sales_team.group_sale_salesman"
        )
        self.client.user_id = stranger
        day = self._incomplete()
        breaches = self.env["ais.breach"]
        days = breaches._days(self.company)._replace(last=day)
        rows = breaches._find_incomplete_cards(self.company, days)
        self.assertNotIn(stranger.id, [row[0] for row in rows])

    def test_before_the_day_of_the_register_nobody_is_blamed(self):
        self.company.ais_breaches_since = self.today
        self._overdue(days=1)
        self._unanswered()
        self.assertFalse(self._find())

    def test_evening_comes_once_a_day_when_the_working_day_is_over(self):
        late = self._overdue()
        over = self.company.ais_end_of_working_day(0)
        self.company.ais_breach_found_on = False
        for hours, found in ((-1, 0), (1, 1), (2, 1)):
            with freeze_time(over + timedelta(hours=hours)):
                self._run_cron("ais.breach", "_cron_evening")
            self.assertEqual(len(self._found("1.9")), found)
        self.assertEqual(self._found("1.9").record_ref, late)
        self.assertEqual(self.company.ais_breach_found_on, self.today)

    def test_evening_tells_the_head_and_the_employee_once(self):
        self._overdue()
        self.company.ais_breach_found_on = False
        breaches = self.env["ais.breach"]
        breaches._find(self.company)
        told = breaches._send_digest(self.company)
        self.assertTrue(told.told_at)
        mails = self.env["mail.mail"].search(
            [("recipient_ids", "in", (self.head | self.specialist).partner_id.ids)],
            order="id desc",
            limit=2,
        )
        self.assertEqual(mails.recipient_ids, (self.head | self.specialist).partner_id)
        for mail in mails:
            self.assertIn(f"/odoo/ais.breach/{told.id}", mail.body_html)
            self.assertIn("Отчёт", mail.body_html)
        self.assertFalse(breaches._send_digest(self.company))
        self.assertFalse(breaches._find(self.company))


@tagged("post_install", "-at_install")
class TestBreach(BreachCommon):
    """The employee explains, who stands above decides, and nothing is lost (5.1-5.3)."""

    def test_employee_explains_and_head_decides(self):
        breach = self._enter()
        self.assertEqual((breach.source, breach.entered_by_id), ("head", self.head))
        own = breach.with_user(self.specialist)
        with self.assertRaisesRegex(UserError, "to explain"):
            breach.action_decide("remark", "Опоздание")
        own.action_explain("Пробки")
        self.assertTrue(self._activities(breach, self.head))
        with self.assertRaisesRegex(UserError, "what is decided"):
            breach.action_decide("remark")
        breach.action_decide("remark", "Первый раз")
        self.assertEqual((breach.state, breach.decided_by_id), ("decided", self.head))
        with self.assertRaises(UserError):
            own.explanation = "Другое"

    def test_head_s_own_breach_is_decided_above(self):
        with self.assertRaises(AccessError):
            self._enter(user=self.head)
        breach = self._enter(self.deputy, self.head)
        with self.assertRaises(AccessError):
            breach.with_user(self.head).action_decide("excused")
        breach.with_user(self.director).action_decide("excused")
        self.assertEqual(breach.decided_by_id, self.director)

    def test_head_decides_on_specialists_only(self):
        for user in (self.accountant, self.training_office, self.deputy):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._enter(user=user)
        self.assertTrue(self._enter(self.deputy, self.accountant))

    def test_what_was_found_stays_as_it_was_found(self):
        self._overdue()
        found = self._find()
        for user in (self.head, self.director):
            breach = found.with_user(user)
            for vals in ({"description": "x"}, {"user_id": self.specialist_2.id}):
                with self.subTest(user.login, vals=vals), self.assertRaises(AccessError):
                    breach.write(vals)
            with self.assertRaises(UserError):
                breach.unlink()
        entered = self._enter()
        entered.description = "Опоздал на час"
        entered.unlink()
        self.assertFalse(entered.exists())

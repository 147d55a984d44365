from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import AisCommon


class RequestCommon(AisCommon):
    def _ask(self, author=None, user=None, **vals):
        """A request as its author makes it, submitted."""
        request = self._draft(author, user, **vals)
        request.action_submit()
        return request

    def _draft(self, author=None, user=None, **vals):
        values = {"kind": "information", "subject": "Списки группы", **vals}
        if user:
            values["user_id"] = user.id
        return self.env["ais.request"].with_user(author or self.specialist).create(values)

    def _as(self, request, user):
        return request.with_user(user)

    def _make_late(self, request, days):
        """Let working days pass: the deadline was so many of them ago."""
        request.sudo().deadline = self.company.ais_working_day(-days)

    def _proof(self, user):
        return self.env["ir.attachment"].with_user(user).create({"name": "фото.jpg", "raw": b"jpg"})


@tagged("post_install", "-at_install")
class TestRequest(RequestCommon):
    """One way for assignments, documents, resources, violations (1.8, 1.9, 4.1-4.4)."""

    def test_documents_are_asked_for_answered_and_accepted(self):
        request = self._draft(user=self.training_office)
        self.assertRegex(request.name, r"^СЗ-\d{4}-\d{4}$")
        self.assertEqual(request.deadline, self.company.ais_working_day(3))
        self.assertEqual((request.turn_user_id, request.is_department), (self.specialist, True))
        self.assertFalse(self._activities(request, self.training_office), "a draft waits")
        request.action_submit()
        self.assertEqual(request.turn_user_id, self.training_office)
        self.assertTrue(self._activities(request, self.training_office))
        answered = self._as(request, self.training_office)
        answered.action_accept()
        with self.assertRaisesRegex(UserError, "write the answer"):
            answered.action_answer()
        answered.answer = "<p>Списки в приложении</p>"
        answered.answer_attachment_ids = self._proof(self.training_office)
        answered.action_answer()
        self.assertFalse(self._activities(request, self.training_office))
        self.assertTrue(self._activities(request, self.specialist))
        self.assertEqual(request.turn_user_id, self.specialist)
        self.assertEqual((request.state, request.is_late), ("accepted", False))
        request.answer_attachment_ids.read(["raw"])
        request.action_return("Нет СНИЛС")
        self.assertEqual(request.return_remark, "Нет СНИЛС")
        self.assertTrue(self._activities(request, self.training_office))
        answered.action_answer("<p>Дополнили</p>")
        request.action_done()
        self.assertEqual((request.state, request.return_count), ("done", 1))
        self.assertFalse(request.turn_user_id or request.activity_ids)

    def test_assignments_go_down(self):
        assignment = {"kind": "assignment", "subject": "Обзвонить должников"}
        self.assertTrue(self._ask(self.head, self.specialist, **assignment))
        self.assertTrue(self._ask(self.deputy, self.head, **assignment))
        self.assertTrue(self._ask(self.director, self.accountant, **assignment))
        for author, user in (
            (self.specialist, self.specialist_2),
            (self.head, self.deputy),
            (self.head, self.accountant),
            (self.deputy, self.director),
        ):
            with (
                self.subTest(author=author.login, user=user.login),
                self.assertRaises(ValidationError),
            ):
                self._draft(author, user, **assignment)

    def test_nobody_decides_on_his_own(self):
        request = self._ask(kind="improvement", subject="Чат на сайте")
        self.assertEqual(request.user_id, self.deputy)
        for user in (self.specialist, self.head):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._as(request, user).action_answer("Согласовано")
        own = self._ask(self.deputy, kind="resource", subject="Ноутбук")
        self.assertEqual(own.user_id, self.director)
        with self.assertRaises(AccessError):
            own.action_answer("Согласовано")
        with self.assertRaises(ValidationError):
            self._draft(user=self.head, kind="resource")
        self._as(request, self.director).action_answer("Внедрить")
        self.assertEqual((request.state, request.is_granted), ("done", True))
        self.assertEqual(request.decided_by_id, self.director)
        self._as(own, self.director).action_reject("Нет средств")
        self.assertEqual(
            (own.state, own.is_granted, own.decided_by_id), ("rejected", False, self.director)
        )

    def test_resource_is_granted_and_then_received(self):
        request = self._ask(self.accountant, kind="resource", subject="Сканер")
        self._as(request, self.director).action_answer("Выдать")
        self.assertEqual((request.state, request.is_granted), ("accepted", True))
        request.action_done()
        self.assertEqual(request.state, "done")

    def test_violation_is_eliminated_with_proof(self):
        request = self._ask(self.training_office, self.accountant, kind="violation")
        answered = self._as(request, self.accountant)
        with self.assertRaisesRegex(UserError, "attach the proof"):
            answered.action_answer("Исправлено")
        answered.answer_attachment_ids = self._proof(self.accountant)
        answered.action_answer("Исправлено")
        self.assertTrue(request.answered_at)

    def test_rejection_has_a_reason_and_is_not_the_author_s(self):
        request = self._ask(user=self.training_office)
        with self.assertRaises(AccessError):
            request.action_reject("Не нужно")
        with self.assertRaisesRegex(UserError, "Say why"):
            self._as(request, self.training_office).action_reject(" ")
        request.action_withdraw()
        self.assertEqual(request.state, "draft")
        request.action_submit()
        self._as(request, self.head).action_reject("Списки есть в системе")
        self.assertEqual(request.state, "rejected")

    def test_what_is_asked_for_is_fixed_and_handed_over(self):
        request = self._ask(self.head, self.specialist, kind="assignment", subject="Отчёт")
        with self.assertRaises(UserError):
            request.subject = "Другое"
        with self.assertRaises(AccessError):
            self._as(request, self.specialist).deadline = "2030-01-01"
        self._as(request, self.specialist).action_accept()
        request.user_id = self.specialist_2
        self.assertEqual(request.state, "submitted")
        self.assertFalse(self._activities(request, self.specialist))
        self.assertTrue(self._activities(request, self.specialist_2))
        with self.assertRaises(AccessError):
            self._as(request, self.specialist).action_accept()

    def test_addressee_does_not_put_off_what_was_ordered_from_above(self):
        request = self._ask(self.director, self.head, kind="assignment", subject="План")
        below = self._ask(self.director, self.specialist, kind="assignment", subject="Отчёт")
        for user, one in ((self.head, request), (self.head, below), (self.deputy, below)):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._as(one, user).deadline = "2030-01-01"
        with self.assertRaises(AccessError):
            self._as(below, self.head).action_reject("Не нужно")
        own = self._ask(self.head, self.specialist, kind="assignment", subject="Звонки")
        self._as(own, self.deputy).deadline = "2030-01-01"
        self.assertEqual(self._activities(own, self.specialist).date_deadline, own.deadline)

    def test_request_from_a_record_is_about_it(self):
        context = {"ais_about_active": True, "active_model": "crm.lead", "active_id": self.lead.id}
        requests = self.env["ais.request"].with_context(**context)
        values = requests.with_user(self.specialist).default_get(["record_ref", "kind"])
        self.assertEqual(values["record_ref"], f"crm.lead,{self.lead.id}")
        self.assertEqual(values["kind"], "information")
        values = requests.with_user(self.specialist_2).default_get(["record_ref"])
        self.assertNotIn("record_ref", values, "a colleague's inquiry is not his to read")
        self.assertEqual(requests.with_user(self.head).default_get(["kind"])["kind"], "assignment")

    def test_list_of_requests_takes_the_same_queries_however_long_it_is(self):
        for number in range(12):
            self._ask(user=self.training_office, subject=f"Список {number}")
        names = ("display_name", "is_overdue", "addressee", "turn_user_id", "is_author")
        spec = {name: {} for name in names}
        requests = self.env["ais.request"].with_user(self.specialist)
        requests.web_search_read([], spec)
        self.env.invalidate_all()
        with self.assertQueryCount(8):
            requests.web_search_read([], spec)

    def test_contact_of_another_unit_answers_by_mail(self):
        contact = self.env["res.partner"].create({"name": "Завхоз", "email": "ahr@ais.example"})
        request = self._draft(kind="information", partner_id=contact.id)
        self.assertFalse(request.user_id)
        request.action_submit()
        letter = request.message_ids.filtered(lambda one: contact in one.partner_ids)
        self.assertIn("Списки группы", letter.body)
        reply = {"body": "Ключи у охраны", "author_id": contact.id, "message_type": "email"}
        request.sudo().message_post(**reply)
        self.assertIn("Ключи у охраны", request.answer)
        self.assertTrue(self._activities(request, self.specialist))
        request.action_answer()
        request.action_done()
        self.assertEqual(request.state, "done")

    def test_overdue_goes_up_step_by_step_and_once(self):
        request = self._ask(self.specialist_2, self.specialist)
        self._make_late(request, 1)
        self.assertTrue(request.is_overdue)
        self.assertIn(request, self.env["ais.request"].search([("is_overdue", "=", True)]))
        for days, level, told in (
            (1, False, None),
            (2, False, None),
            (3, "1", self.head),
            (5, "2", self.deputy),
            (7, "3", self.director),
        ):
            self._make_late(request, days)
            for _time in range(2):
                self._run_cron("ais.request", "_cron_remind")
            self.assertEqual(request.escalation_level, level, days)
            if told:
                self.assertEqual(len(self._activities(request, told)), 1)
        self.assertEqual(request.reminder, "overdue")
        self.assertEqual(len(self._activities(request, self.specialist)), 1)

    def test_reminder_before_the_deadline(self):
        request = self._ask(user=self.training_office)
        self._run_cron("ais.request", "_cron_remind")
        self.assertFalse(request.reminder)
        request.sudo().deadline = self.company.ais_working_day(1)
        self._run_cron("ais.request", "_cron_remind")
        self.assertEqual(request.reminder, "warned")

    def test_days_to_the_answer_are_working_days(self):
        request = self._ask(user=self.training_office)
        request.sudo().submitted_at = self.company.ais_end_of_working_day(-3)
        now = self.company.ais_end_of_working_day(-1)
        self.assertEqual(request._working_days(request.submitted_at, now), 2.0)


@tagged("post_install", "-at_install")
class TestProductProposal(RequestCommon):
    """A course is proposed with evidence of demand, and granted once (2.25)."""

    def test_proposal_collects_evidence_and_makes_one_draft_course(self):
        needs = self.env["ais.need"]
        for topic, client, user, people in (
            ("Пожарная безопасность", self.client, self.specialist, 3),
            ("пожарной безопасности для ИТР", self.client_2, self.specialist_2, 5),
            ("Сметное дело", self.client, self.specialist, 9),
        ):
            needs |= needs.create(
                {
                    "name": topic,
                    "partner_id": client.id,
                    "user_id": user.id,
                    "people": people,
                },
            )
        rival = self.env["ais.competitor"].create({"name": "Соседний центр"})
        offer = self.env["ais.competitor.offer"].create(
            {"name": "Пожарная охрана", "competitor_id": rival.id, "price_unit": 20000},
        )
        proposal = self._draft(
            kind="product", subject="Новый курс: пожарный минимум", course_price=18000
        )
        self.assertEqual(proposal.user_id, self.head)
        proposal.action_collect_evidence()
        proposal.action_collect_evidence()
        self.assertEqual(
            (proposal.need_count, proposal.need_people, proposal.need_clients), (2, 8, 2)
        )
        self.assertEqual((proposal.offer_ids, proposal.offer_price), (offer, 20000))
        self.assertEqual(proposal.need_ids.search([("id", "in", proposal.need_ids.ids)]), needs[0])
        proposal.action_submit()
        decided = self._as(proposal, self.head)
        decided.action_answer("Открываем")
        course = proposal.course_id
        self.assertFalse(course.active or course.product_id.active)
        self.assertEqual(course.request_id, proposal)
        self.assertEqual((course.name, course.list_price), (proposal.subject, 18000))
        self.assertTrue(self._activities(course, self.training_office))
        proposal.sudo()._make_course()
        self.assertEqual(len(proposal.sudo().course_ids), 1)
        with self.assertRaises(AccessError):
            self._as(course, self.training_office).request_id = False
        self._as(course, self.training_office).action_into_catalogue()
        self.assertTrue(course.active and course.product_id.active)

    def test_refused_proposal_makes_no_course(self):
        proposal = self._ask(self.head, kind="product", subject="Сметное дело")
        self.assertEqual(proposal.user_id, self.deputy)
        with self.assertRaises(AccessError):
            proposal.action_answer("Открываем")
        self._as(proposal, self.deputy).action_reject("Мало спроса")
        self.assertFalse(proposal.course_id)
        self.assertEqual((proposal.is_granted, bool(proposal.decided_at)), (False, True))

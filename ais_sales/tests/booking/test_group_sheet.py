import io
from unittest.mock import patch

from pypdf import PdfReader

from odoo.tests import HttpCase, tagged

from ...reports import page_numbers
from ..common import ROLES, AisCommon


@tagged("post_install", "-at_install")
class TestGroupSheet(AisCommon, HttpCase):
    """The training office prints who comes to a group."""

    def setUp(self):
        super().setUp()
        self.group.write(
            {
                "venue": "Лесная, 5, ауд. 301",
                "trainer_id": self.env["res.partner"].create({"name": "Кузнецова Ольга"}).id,
            },
        )
        self.booking = self._book(3, state="confirmed")
        self._name(self.booking, "Яковлев Ян Янович", "Андреева Анна Петровна")
        self.booking.trainee_ids.filtered(lambda t: t.name.startswith("А")).write(
            {"email": "anna@example.com", "phone": "+7 900 1112233", "position": "Инженер"},
        )
        self.foreign = self._book(2, user=self.specialist_2, client=self.client_2)
        self._name(self.foreign, "Чужой Человек")

    def _pdf(self, groups, user=None):
        report = self.env["ir.actions.report"].with_user(user or self.training_office)
        content, _kind = report.with_context(force_report_rendering=True)._render_qweb_pdf(
            "ais_sales.group_sheet",
            groups.ids,
        )
        pages = PdfReader(io.BytesIO(content)).pages
        return [" ".join(page.extract_text().split()) for page in pages]

    def test_sheet_tells_about_the_group_and_everyone_in_it(self):
        (text,) = self._pdf(self.group)
        for part in (
            f"Лист группы {self.group.code}",
            "Защита персональных данных",
            f"{self.group.date_end:%d.%m.%Y}",
            "Лесная, 5, ауд. 301",
            "Кузнецова Ольга",
            "40 ак. ч.",
            "10, удержано 2, подтверждено 3, свободно 5",
            "Андреева Анна Петровна",
            "ООО «Ромашка»",
            "Инженер",
            "+7 900 1112233",
            "anna@example.com",
            self.booking.name,
            "подтверждено",
            "АО «Василёк»",
            "Чужой Человек",
            "удержано",
            "Названо слушателей: 3, не названо: 2.",
            "Стр. 1 из 1",
        ):
            self.assertIn(part, text)
        self.assertEqual(text.count("не назван "), 2)
        self.assertLess(text.index("Андреева"), text.index("Яковлев"))
        self.assertNotIn("других специалистов", text)

    def test_waiting_and_cancelled_are_not_on_the_sheet(self):
        gone = self._book(1)
        gone.action_cancel("price")
        waiting = self._book(1, state="waitlist")
        (text,) = self._pdf(self.group)
        self.assertNotIn(waiting.name, text)
        self.assertNotIn(gone.name, text)

    def test_specialist_sees_own_trainees_and_how_many_seats_others_took(self):
        (text,) = self._pdf(self.group, self.specialist)
        self.assertIn("Андреева Анна Петровна", text)
        self.assertNotIn("Чужой Человек", text)
        self.assertNotIn("Василёк", text)
        self.assertIn("Ещё мест занято бронями других специалистов: 2.", text)

    def test_several_groups_have_a_sheet_each(self):
        pages = self._pdf(self.group | self.other_group)
        self.assertEqual(len(pages), 2)
        self.assertIn(self.group.code, pages[0])
        self.assertIn(self.other_group.code, pages[1])
        self.assertIn("Мест в группе пока никто не занял.", pages[1])
        for page in pages:
            self.assertIn("Стр. 1 из 1", page)

    def test_full_classroom_goes_over_pages_with_a_head_on_each(self):
        group = self._make_group(seats=70)
        booking = self._book(65, state="confirmed", group=group)
        self._name(booking, *(f"Слушатель Номер{number:02}" for number in range(60)))
        pages = self._pdf(group)
        self.assertGreater(len(pages), 1)
        for number, page in enumerate(pages, 1):
            self.assertIn("Работодатель", page)
            self.assertIn(f"Стр. {number} из {len(pages)}", page)
        text = " ".join(pages)
        for number in range(60):
            self.assertEqual(text.count(f"Номер{number:02}"), 1)
        self.assertIn("Названо слушателей: 60, не названо: 5.", pages[-1])

    def test_every_role_prints_it(self):
        for role in ROLES:
            with self.subTest(role=role):
                (text,) = self._pdf(self.group, getattr(self, role))
                self.assertIn(self.group.code, text)

    def test_without_a_cyrillic_font_pages_are_numbered_all_the_same(self):
        with patch.object(page_numbers, "_page_font", lambda: "Helvetica"):
            (text,) = self._pdf(self.group)
        self.assertIn("1 / 1", text)

    def test_file_is_named_after_the_group(self):
        report = self.env.ref("ais_sales.group_sheet_action")
        self.assertIn("Лист группы", report.with_context(lang="ru_RU").print_report_name)
        self.assertEqual(report.binding_model_id.model, "ais.course.group")

import base64
import io
from datetime import date, timedelta

import openpyxl

from odoo.exceptions import UserError, ValidationError
from odoo.tests import BaseCase, tagged

from ...tools import frdo, frdo_file, oksm
from .documents_common import PERSON, DocumentsCommon

FACTS = {
    "kind": "certificate",
    "series": "ПК",
    "number": "26000001",
    "date": date(2026, 11, 20),
    "registration_number": "ПК-2026-0001",
    "hours": 72.0,
    "last_name": "Иванова",
    "first_name": "Анна",
    "middle_name": "Петровна",
    "course_name": "Защита информации",
    "delivery_mode": "blended",
    "date_start": date(2026, 11, 2),
    "date_end": date(2026, 11, 18),
    "birth_date": date(1985, 3, 12),
    "gender": "female",
    "snils": "11223344595",
    "country": "RU",
    "education_level": "vocational",
    "diploma_last_name": "Петрова",
    "diploma_series": "ВСГ",
    "diploma_number": "1234567",
}
WORDS = {
    "document_kind": {"certificate": "Удостоверение о повышении квалификации"},
    "gender": {"female": "Жен", "male": "Муж"},
    "education_level": {"higher": "Высшее образование", "vocational": "СПО"},
    "study_form": {"blended": "Очно-заочная"},
    "loss_confirmed": {"yes": "Да", "no": "Нет"},
    "exchange_confirmed": {"yes": "Да", "no": "Нет"},
    "destruction_confirmed": {"yes": "Да", "no": "Нет"},
    "document_status": {"original": "Оригинал", "duplicate": "Дубликат"},
}
REQUIRED = (
    "gender",
    "snils",
    "birth_date",
    "education_level",
    "diploma_number",
    "citizenship_code",
)
COLUMNS = [
    frdo.Column(
        key,
        f"Колонка {key}",
        required=key in REQUIRED,
        only_duplicates=key.startswith("orig_") or key == "number_to_change",
        choices=WORDS.get(key, {}),
    )
    for key in frdo.KEYS
]


@tagged("post_install", "-at_install")
class TestFrdoRows(BaseCase):
    """Rows of the register, worked out without a database."""

    def _problems(self, **facts):
        return frdo.row_of({**FACTS, **facts}, COLUMNS)[1]

    def test_row_is_written_as_the_register_wants_it(self):
        row, problems = frdo.row_of(FACTS, COLUMNS)
        self.assertFalse(problems)
        self.assertEqual(list(row), list(frdo.KEYS))
        self.assertEqual(len(row), 40)
        for key, text in {
            "issue_date": "20.11.2026",
            "birth_date": "12.03.1985",
            "snils": "112-233-445 95",
            "hours": "72",
            "start_year": "2026",
            "gender": "Жен",
            "citizenship_code": "643",
            "study_form": "Очно-заочная",
            "document_status": "Оригинал",
            "loss_confirmed": "Нет",
            "orig_number": "",
            "number_to_change": "",
        }.items():
            self.assertEqual(row[key], text, key)

    def test_what_is_missing_is_named(self):
        self.assertEqual(self._problems(gender=False), [("gender", frdo.MISSING)])
        self.assertEqual(self._problems(birth_date=None), [("birth_date", frdo.MISSING)])
        self.assertEqual(self._problems(snils="112-233-445 96"), [("snils", frdo.BAD_SNILS)])
        self.assertEqual(
            self._problems(birth_date=date(2026, 11, 2)), [("birth_date", frdo.BAD_BIRTH_DATE)]
        )
        self.assertEqual(
            self._problems(education_level="student"), [("education_level", frdo.STILL_STUDENT)]
        )

    def test_foreigner_is_not_asked_for_a_snils(self):
        self.assertFalse(self._problems(snils=False, country="KZ"))
        self.assertEqual(self._problems(snils=False), [("snils", frdo.MISSING)])
        self.assertEqual(
            self._problems(snils=False, country=None),
            [("snils", frdo.MISSING), ("citizenship_code", frdo.MISSING)],
        )
        # but one that is given is checked
        self.assertEqual(self._problems(snils="1", country="KZ"), [("snils", frdo.BAD_SNILS)])

    def test_duplicate_tells_of_the_original(self):
        original = {
            "kind": "certificate",
            "series": "ПК",
            "number": "25000009",
            "date": date(2025, 5, 1),
            "registration_number": "ПК-2025-0009",
            "last_name": "Петрова",
            "first_name": "Анна",
        }
        facts = {**FACTS, "original": original, "replace_reason": "name", "is_destroyed": True}
        row, _problems = frdo.row_of(facts, COLUMNS)
        for key, text in {
            "document_status": "Дубликат",
            "loss_confirmed": "Нет",
            "exchange_confirmed": "Да",
            "destruction_confirmed": "Да",
            "orig_number": "25000009",
            "orig_issue_date": "01.05.2025",
            "orig_last_name": "Петрова",
            "number_to_change": "25000009",
        }.items():
            self.assertEqual(row[key], text, key)
        lost, _problems = frdo.row_of({**facts, "replace_reason": "lost"}, COLUMNS)
        self.assertEqual((lost["loss_confirmed"], lost["exchange_confirmed"]), ("Да", "Нет"))

    def test_countries_have_their_codes(self):
        for letters, code in (("RU", "643"), ("by", "112"), ("KZ", "398"), ("US", "840")):
            self.assertEqual(oksm.country_code(letters), code)
        self.assertEqual(len(oksm.CODES), 249)
        self.assertEqual(len(set(oksm.CODES.values())), 249)
        self.assertEqual((oksm.country_code("XX"), oksm.country_code(None)), ("", ""))

    def test_file_that_is_no_template_is_refused(self):
        book = openpyxl.Workbook()
        book.active.append(["Фамилия", "Имя"])
        stream = io.BytesIO()
        book.save(stream)
        for content, reason in (
            (b"text", frdo_file.NOT_XLSX),
            (stream.getvalue(), frdo_file.NO_HEADINGS),
            (b"x" * (frdo_file.MAX_BYTES + 1), frdo_file.TOO_BIG),
        ):
            with self.subTest(reason), self.assertRaises(frdo_file.TemplateError) as caught:
                frdo_file.read_layout(content, COLUMNS)
            self.assertEqual(caught.exception.reason, reason)

    def test_text_that_looks_like_a_formula_stays_text(self):
        row, _problems = frdo.row_of({**FACTS, "last_name": "=1+1"}, COLUMNS)
        own = frdo_file.make(COLUMNS, [row])
        layout = frdo_file.read_layout(own, COLUMNS)
        for content in (own, frdo_file.fill(own, layout, [row])):
            sheet = openpyxl.load_workbook(io.BytesIO(content)).active
            cells = [cell for line in sheet.iter_rows(min_row=2) for cell in line]
            self.assertIn("=1+1", [cell.value for cell in cells])
            self.assertNotIn("f", {cell.data_type for cell in cells})


@tagged("post_install", "-at_install")
class TestFrdoExport(DocumentsCommon):
    """The training office makes the file for the register (273-ФЗ, ст. 98)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.issued = cls.documents.create(
            [{"trainee_id": trainee.id} for trainee in cls.anna | cls.petr],
        )
        cls.columns = cls.env["ais.frdo.column"]._columns()[1]

    def _export(self, **vals):
        wizard = self.env["ais.frdo.export"].with_user(self.training_office).create(vals)
        wizard.action_check()
        return wizard

    def _sheet(self, wizard):
        return openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.file))).active

    def _template(self, headings, above=2):
        book = openpyxl.Workbook()
        book.active.title = "Инструкция"
        sheet = book.create_sheet("Шаблон")
        for _n in range(above):
            sheet.append(["Загрузка документов"])
        sheet.append(headings)
        stream = io.BytesIO()
        book.save(stream)
        return base64.b64encode(stream.getvalue())

    def test_forty_columns_stand_in_the_order_of_the_template(self):
        self.assertEqual([column.key for column in self.columns], list(frdo.KEYS))
        self.assertEqual(self.columns[0].heading, "Вид документа")
        self.assertEqual(self.columns[-1].heading, "Номер документа для изменения")

    def test_only_complete_rows_go_out_and_the_rest_is_listed(self):
        self.petr.write({"birth_date": False, "snils": False})
        wizard = self._export(group_id=self.group.id)
        self.assertEqual((wizard.complete_count, wizard.missing_count), (1, 1))
        line = wizard.line_ids.filtered("missing")
        self.assertEqual(line.document_id.trainee_id, self.petr)
        self.assertEqual(line.missing, "Дата рождения получателя; СНИЛС")
        self.assertEqual(line.action_open_trainee()["res_id"], self.petr.id)
        wizard.action_export()
        sheet = self._sheet(wizard)
        self.assertEqual((sheet.max_row, sheet.max_column), (2, 40))
        row = [cell.value for cell in sheet[2]]
        self.assertEqual(row[0], "Удостоверение о повышении квалификации")
        self.assertEqual(row[26], "112-233-445 95")
        self.assertEqual(row[24], "12.03.1985")
        of_anna, of_petr = self.issued
        self.assertTrue(of_anna.frdo_exported_on)
        self.assertEqual(of_anna.frdo_exported_by_id, self.training_office)
        self.assertFalse(of_petr.frdo_exported_on)
        self.assertEqual(wizard.line_ids.filtered("missing").document_id, of_petr)

    def test_what_is_entered_after_the_check_goes_out(self):
        self.petr.birth_date = False
        wizard = self._export()
        self.petr.birth_date = "1990-01-01"
        wizard.action_export()
        self.assertEqual(self._sheet(wizard).max_row, 3)
        self.assertEqual(wizard.missing_count, 0)

    def test_check_of_many_costs_as_many_queries_as_of_two(self):
        counts = {}
        for size in (2, 40):
            group = self._make_group(seats=50)
            booking = self._book(size, "confirmed", group)
            booking.trainee_ids = [
                (0, 0, {"name": f"Слушатель {size} Номер{n:03}", **PERSON}) for n in range(size)
            ]
            self._end_training(group)
            self._finish(booking.trainee_ids)
            self._issue(booking.trainee_ids)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            wizard = self._export(group_id=group.id)
            self.env.flush_all()
            counts[size] = self.cr.sql_log_count - before
            self.assertEqual(wizard.missing_count, size)
        self.assertLessEqual(counts[40], counts[2] + 3, counts)

    def test_what_was_spoilt_after_the_check_stays_out(self):
        wizard = self._export()
        self.issued[1].spoil("Опечатка")
        wizard.action_export()
        self.assertEqual(self._sheet(wizard).max_row, 2)
        self.assertEqual(wizard.line_ids.document_id, self.issued[0])

    def test_export_is_logged_as_access_to_personal_data(self):
        self._export().action_export()
        log = self.env["ais.personal.access"].search([], limit=1)
        self.assertEqual((log.user_id, log.kind), (self.training_office, "exported"))
        self.assertEqual((log.person_count, log.model_id.model), (2, "ais.issued.document"))
        self.assertIn("snils", log.field_names)

    def test_exported_once_unless_it_is_wanted_again(self):
        self._export().action_export()
        with self.assertRaisesRegex(UserError, "exported before"):
            self._export()
        self.assertEqual(self._export(is_exported_too=True).complete_count, 2)

    def test_seminars_and_statements_are_not_exported(self):
        self._finish(self.semyon, "failed")
        self._issue(self.semyon)
        self.assertEqual(self._export().line_ids.document_id, self.issued)

    def test_nobody_complete_is_refused(self):
        (self.anna | self.petr).write({"diploma_series": False})
        wizard = self._export()
        with self.assertRaisesRegex(UserError, "No person is complete"):
            wizard.action_export()
        self.assertFalse(wizard.file)

    def test_official_file_is_filled_where_its_headings_stand(self):
        headings = [column.heading for column in reversed(self.columns)]
        headings[3] = "Новая графа регулятора"
        template = self._template([f"  {name.upper()}\n" for name in headings])
        wizard = self._export(template=template, template_name="шаблон.xlsx")
        self.assertIn("“НОВАЯ ГРАФА РЕГУЛЯТОРА” is not known", wizard.template_note)
        wizard.action_export()
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.file)))
        sheet = book["Шаблон"]
        self.assertEqual(book.sheetnames, ["Инструкция", "Шаблон"])
        row = {sheet.cell(3, n).value.strip(): sheet.cell(4, n).value for n in range(1, 41)}
        self.assertEqual(row["ФАМИЛИЯ ПОЛУЧАТЕЛЯ"], "Иванова")
        self.assertEqual(row["ГРАЖДАНСТВО ПОЛУЧАТЕЛЯ (КОД СТРАНЫ ПО ОКСМ)"], "643")
        self.assertIsNone(row["НОВАЯ ГРАФА РЕГУЛЯТОРА"])
        self.assertEqual(sheet.cell(5, 40).value, "Удостоверение о повышении квалификации")
        # kept for the next time
        again = self.env["ais.frdo.export"].with_user(self.training_office).create({})
        self.assertTrue(again.template)
        self.assertEqual(again.template_name, "шаблон.xlsx")

    def test_set_of_38_columns_is_known_by_other_headings(self):
        merged = {"loss_confirmed", "exchange_confirmed", "destruction_confirmed"}
        headings = [column.heading for column in self.columns if column.key not in merged]
        headings.insert(2, "Подтверждение утраты/обмена/уничтожения")
        self.assertEqual(len(headings), 38)
        wizard = self._export(template=self._template(headings), template_name="38.xlsx")
        self.assertFalse(wizard.template_note)

    def test_missing_column_of_the_official_file_is_reported(self):
        headings = [column.heading for column in self.columns if column.key != "snils"]
        wizard = self._export(template=self._template(headings), template_name="x.xlsx")
        self.assertEqual(wizard.template_note, "The template has no column “СНИЛС”.")

    def test_wrong_file_is_refused_in_words(self):
        with self.assertRaisesRegex(UserError, "not an XLSX file"):
            self._export(template=base64.b64encode(b"text"))
        with self.assertRaisesRegex(UserError, "no row with the headings"):
            self._export(template=self._template(["Имя", "Фамилия"]))

    def test_late_for_the_register(self):
        document = self.issued[0]
        self.assertEqual(document.frdo_due_on, self.today + timedelta(days=60))
        late = [("is_frdo_late", "=", True)]
        self.assertFalse(self.documents.search(late) & self.issued)
        self.company.ais_frdo_days = 0
        self.env.flush_all()
        self.cr.execute(
            "UPDATE ais_issued_document SET frdo_due_on = %s WHERE id = %s",
            (self.today - timedelta(days=1), document.id),
        )
        self.env.invalidate_all()
        self.assertEqual(self.documents.search(late) & self.issued, document)
        self.assertTrue(document.is_frdo_late)
        self.assertEqual(
            self.documents.search([("is_frdo_late", "=", False)]) & self.issued, self.issued[1]
        )

    def test_words_of_a_choice_are_needed(self):
        column = self.env.ref("ais_sales.ais_frdo_column_gender").with_user(self.training_office)
        self.assertEqual(column.words, "Male = Муж\nFemale = Жен")
        for words in ("Муж", "", "Man = Муж", "Male ="):
            with self.subTest(words=words), self.assertRaisesRegex(ValidationError, "Male, Female"):
                column.words = words
            column.invalidate_recordset()
        column.words = "male=Мужской\nFemale = Женский"
        self.assertEqual(column.choices, "male=Мужской\nfemale=Женский")
        wizard = self._export()
        wizard.action_export()
        self.assertEqual(self._sheet(wizard)["Z2"].value, "Женский")

    def test_every_word_of_the_template_stands_beside_a_value_with_a_name(self):
        for column in self.env["ais.frdo.column"].search([("choices", "!=", False)]):
            with self.subTest(column=column.heading):
                unknown = frdo.read_choices(column.choices).keys() - column._value_labels().keys()
                self.assertFalse(unknown)

    def test_a_new_column_is_made_with_its_words(self):
        columns = self.env["ais.frdo.column"].with_user(self.training_office)
        self.env.ref("ais_sales.ais_frdo_column_gender").unlink()
        vals = {"heading": "Пол", "key": "gender"}
        with self.assertRaisesRegex(ValidationError, "Male, Female"), self.cr.savepoint():
            columns.create({**vals, "words": "Муж"})
        column = columns.create({**vals, "words": "Male = Муж\nFemale = Жен"})
        self.assertEqual(column.choices, "male=Муж\nfemale=Жен")

    def test_column_without_choices_needs_no_words(self):
        column = self.env.ref("ais_sales.ais_frdo_column_number")
        self.assertFalse(column.words)
        with self.assertRaisesRegex(ValidationError, "needs no words"):
            column.words = "Male = Муж"

    def test_course_says_what_is_conferred(self):
        self.course.write({"professional_area": "Связь", "qualification_name": "Специалист"})
        wizard = self._export()
        wizard.action_export()
        self.assertEqual(self._sheet(wizard)["L2"].value, "Связь")
        self.assertEqual(self._sheet(wizard)["N2"].value, "Специалист")

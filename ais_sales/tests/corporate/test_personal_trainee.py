import base64
import logging

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import ROLES
from ..rpc import REFUSED, RpcCase
from .people_common import PeopleCommon, snils

PERSONAL = (
    "birth_date",
    "gender",
    "snils",
    "has_no_snils",
    "citizenship_id",
    "education_level",
    "diploma_last_name",
    "diploma_series",
    "diploma_number",
    "name_change_note",
    "data_note",
)
NEED_THEM = ("specialist", "head", "training_office")


@tagged("post_install", "-at_install")
class TestPersonalTrainee(RpcCase, PeopleCommon):
    """A trainee's papers are read by those who need them, and leave no traces (152-ФЗ)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # whoever may export gets no more than he may read
        allowed = cls.env.ref("base.group_allow_export")
        allowed.user_ids |= cls.env["res.users"].browse(getattr(cls, role).id for role in ROLES)
        cls.trainee = cls.env["ais.trainee"].create(
            {
                "booking_id": cls.booking.id,
                "name": "Иванова Анна Петровна",
                "birth_date": "1985-03-05",
                "snils": "112-233-445 95",
                "diploma_number": "7654321",
            }
        )

    def test_papers_are_for_those_who_need_them_whichever_way_they_are_asked_for(self):
        for role in ROLES:
            self._log_in(getattr(self, role))
            allowed = role in NEED_THEM
            known = self._call("ais.trainee", "fields_get", list(PERSONAL), [])
            views = self._call("ais.trainee", "get_views", views=[[False, "form"], [False, "list"]])
            with self.subTest(role=role):
                self.assertEqual(set(known), set(PERSONAL) if allowed else set())
                arch = views["views"]["form"]["arch"] + views["views"]["list"]["arch"]
                self.assertEqual('name="snils"' in arch, allowed)
                self.assertEqual('name="person"' in arch, allowed, "no empty page is left")
            for name in PERSONAL:
                with self.subTest(role=role, field=name):
                    self._try_all_ways(name, allowed)

    def _try_all_ways(self, name, allowed):
        ids = self.trainee.ids
        ways = [("read", [ids, [name]]), ("export_data", [ids, [name]])]
        if name != "data_note":
            ways += [
                ("search_count", [[[name, "!=", False]]]),
                ("search", [[]], {"order": f"{name} desc", "limit": 1}),
                (
                    "formatted_read_group",
                    [[], [f"{name}:month" if name == "birth_date" else name], ["__count"]],
                ),
            ]
        for method, args, *kwargs in ways:
            if allowed:
                self._call("ais.trainee", method, *args, **(kwargs[0] if kwargs else {}))
            else:
                self._refused(
                    REFUSED, "ais.trainee", method, *args, **(kwargs[0] if kwargs else {})
                )

    def test_papers_are_not_reached_from_a_booking_or_an_order_either(self):
        self._log_in(self.accountant)
        for model, record in (("ais.booking", self.booking), ("ais.corporate.order", self.order)):
            self._refused(REFUSED, model, "export_data", record.ids, ["trainee_ids/snils"])
            self._refused(
                REFUSED, model, "search_count", [["trainee_ids.snils", "=", "112-233-445 95"]]
            )
        read = self._call(
            "ais.trainee", "web_read", self.trainee.ids, {"name": {}, "is_data_complete": {}}
        )
        self.assertEqual(read[0]["name"], "Иванова Анна Петровна")

    def test_bad_list_leaves_no_snils_in_logs_nor_in_messages(self):
        numbers = [snils(300 + number) for number in range(4)] + ["112-233-445 96"]
        told = [part for number in numbers for part in (number, number.replace("-", ""))]
        rows = self._list(
            f"Иванов Иван\t05.03.1985\t{numbers[0]}\tplain@x.example",
            f"Иванов Иван\t05.03.1985\t{numbers[0]}",
            f"Петров Пётр\t05.03.2030\t{numbers[1]}",
            f"Сидоров Сидор\t\t{numbers[4]}\tне почта",
            f"Орлов Олег\t\t{numbers[2]}\t\t\tНет такой группы",
            f"Белов Борис\t\t{numbers[0]}",
        )
        with self.assertLogs(level=logging.DEBUG) as logs:
            logging.getLogger("ais_sales.test").debug("the log is read from here")
            wizard = self._import(rows)
            self.assertEqual((wizard.new_count, wizard.refused_count), (1, 5))
            wizard.action_add()
            with self.assertRaises(UserError):
                self._import("ФИО\n")
            trainee = self.order.trainee_ids.filtered(lambda one: one.name == "Иванов Иван")
            for number in (numbers[4], "112-233-445 95"):
                with self.assertRaises(UserError) as refused:
                    trainee.with_user(self.specialist).snils = number
                self.assertNotIn(number, str(refused.exception))
            self.env.flush_all()
        text = "\n".join(logs.output)
        notes = " ".join(filter(None, wizard.line_ids.mapped("note")))
        messages = self.env["mail.message"].search([("id", ">", 0)], order="id desc", limit=200)
        bodies = " ".join(
            f"{one.body} {one.subject} {one.tracking_value_ids.mapped('new_value_char')}"
            for one in messages
        )
        for part in told:
            self.assertNotIn(part, text)
            self.assertNotIn(part, notes)
            self.assertNotIn(part, bodies)
        self.assertIn("1 added", self.order.message_ids[0].body)

    def test_list_that_comes_by_rpc_leaves_no_snils_in_the_log(self):
        self._log_in(self.specialist)
        vals = {"booking_id": self.booking.id, "name": "Петров Пётр", "snils": "112-233-445 96"}
        with self.assertLogs(level=logging.DEBUG) as logs:
            logging.getLogger("ais_sales.test").debug("the log is read from here")
            for change in ({}, {"snils": "112-233-445 95"}, {"birth_date": "1985-13-45"}):
                self._refused(
                    "odoo.exceptions.ValidationError", "ais.trainee", "create", [{**vals, **change}]
                )
        for part in ("112-233-445", "1985-13-45"):
            self.assertNotIn(part, "\n".join(logs.output))

    def test_change_of_papers_is_not_told_in_the_chatter(self):
        before = len(self.trainee.message_ids)
        self.trainee.with_user(self.specialist).write(
            {"snils": snils(9), "birth_date": "1986-01-01", "diploma_number": "1"}
        )
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertEqual(len(self.trainee.message_ids), before)

    def test_destruction_clears_the_papers_and_keeps_the_name(self):
        person = self.env["res.partner"].create({"name": "Иванова Анна", "email": "a@x.example"})
        self.trainee.partner_id = person
        words = "Диплом прислан почтой"
        self.trainee.message_post(body=words, message_type="comment")
        labels = person._ais_anonymise()
        self.assertIn("personal data and diploma of the trainee", labels)
        for name in PERSONAL[:-1]:
            self.assertFalse(self.trainee[name], name)
        self.assertEqual(self.trainee.name, "Иванова Анна Петровна")
        self.assertNotIn("Диплом", str(self.trainee.message_ids.mapped("body")))

    def test_export_of_many_is_logged(self):
        self.company.ais_personal_many = 1
        self._name(self.booking, "Петров Пётр")
        self._log_in(self.specialist)
        self._call("ais.trainee", "export_data", self.booking.trainee_ids.ids, ["snils"])
        logged = self.env["ais.personal.access"].search([], limit=1)
        self.assertEqual((logged.user_id, logged.field_names), (self.specialist, "snils"))
        self.assertEqual(logged.person_count, 2)

    def test_list_of_the_client_is_the_importer_s_own(self):
        wizard = self._import(self._list("Иванов Иван\t\t" + snils(8)))
        other = wizard.line_ids.with_user(self.specialist_2)
        self.env.flush_all()
        other.invalidate_recordset()
        with self.assertRaises(AccessError):
            other.mapped("data")
        self._log_in(self.training_office)
        self._refused(REFUSED, "ais.trainee.import", "read", wizard.ids, ["text"])
        self._refused(REFUSED, "ais.trainee.import", "create", [{"text": "x"}])
        self._log_in(self.specialist)
        wizard = self._call(
            "ais.trainee.import",
            "create",
            [
                {
                    "corporate_order_id": self.order.id,
                    "file": base64.b64encode("ФИО\nИванов Иван".encode()).decode(),
                }
            ],
        )
        action = self._call("ais.trainee.import", "action_read", wizard)
        self.assertEqual(action["res_id"], wizard[0])

    def test_confirmation_of_consents_stands_on_the_order(self):
        wizard = self._import(
            self._list("Иванов Иван"), consent_on="2026-11-10", consent_note="Письмо № 12"
        )
        self.assertTrue(wizard)
        self.assertEqual(self.order.consent_note, "Письмо № 12")

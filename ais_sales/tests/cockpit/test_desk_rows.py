from datetime import timedelta

from odoo.tests import tagged
from odoo.tools import mute_logger

from .desks_common import DESKS, DesksCommon


@tagged("post_install", "-at_install")
class TestDeskRows(DesksCommon):
    """What stands on a desk can be opened and done, and costs the same for any amount of work."""

    def test_the_desk_costs_the_same_for_any_amount_of_work(self):
        self._invoice(overdue=20)
        self._fill(8)
        few = self._count_queries()
        self._fill(8)
        self.assertEqual(self._count_queries(), few)

    def _count_queries(self):
        counts = {}
        for name, roles in DESKS.items():
            user = getattr(self, roles[-1])
            # what is kept between requests is warm
            self._desk(user, name)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            getattr(self.env["ais.desk"].with_user(user), name)()
            counts[name] = self.env.cr.sql_log_count - before
        return counts

    def _task_notes(self, user):
        rows = self._block(user, "specialist_desk", "tasks")["rows"]
        return {row["title"]: row["note"] for row in rows}

    def test_tasks_of_today_stand_on_the_desk_and_those_of_whom_one_stands_in_for(self):
        for days, summary in ((0, "Сегодня"), (-3, "С прошлой недели"), (1, "Завтра")):
            self.lead.activity_schedule(
                summary=summary,
                date_deadline=self.today + timedelta(days=days),
                user_id=self.specialist.id,
            )
        self.assertEqual(self._task_notes(self.specialist).keys(), {"Сегодня", "С прошлой недели"})
        self.assertFalse(self._task_notes(self.specialist_2))
        self._replace(self.specialist_2, self.specialist)
        told = self._task_notes(self.specialist_2)
        self.assertEqual(told.keys(), {"Сегодня", "С прошлой недели"})
        self.assertIn(self.specialist.name, told["Сегодня"])

    def test_rows_buttons_and_lists_are_for_who_sees_them(self):
        self._fill(2)
        self._invoice(overdue=20)
        pressed = set()
        for user, desk in self._desks():
            for block in desk["blocks"]:
                with self.subTest(user=user.login, block=block["key"]):
                    for behind in (block.get("all"), *block.get("columns", ())):
                        if behind:
                            self._assert_opens(user, behind, block.get("count"))
                    if block["kind"] == "rows":
                        pressed |= self._press_all(user, block["rows"])
        self.assertGreaterEqual(
            pressed,
            {
                "action_reached",
                "action_no_answer",
                "action_agree_next",
                "action_confirm",
                "action_note_promise",
                "action_ais_log_contact",
                "action_ais_distribute",
            },
        )

    def _assert_opens(self, user, behind, count=None):
        model = behind["res_model"]
        views = [(False, "list"), (False, "form")]
        if behind["xml_id"]:
            action = self.env["ir.actions.actions"].with_user(user)._for_xml_id(behind["xml_id"])
            self.assertEqual(action["res_model"], model)
            views = action["views"]
        records = self.env[model].with_user(user)
        self.assertTrue(records.get_views(views)["views"])
        found = records.web_search_read(behind["domain"], {"display_name": {}}, limit=8)
        if count is not None:
            self.assertEqual(found["length"], count)

    def _press_all(self, user, rows):
        """:return: the methods that were called, each once"""
        pressed = set()
        for row in rows:
            record = self.env[row["model"]].with_user(user).browse(row["id"])
            record.check_access("read")
            for button in row["buttons"]:
                self.assertTrue(button["label"] and button["icon"])
                if button["method"] not in pressed:
                    self._press(record, button["method"])
                    pressed.add(button["method"])
        return pressed

    @mute_logger("odoo.addons.base.models.ir_rule")
    def _press(self, record, method):
        """As the web client does it; the change is taken back."""
        self.assertFalse(method.startswith("_"))
        self.env.flush_all()
        point = self.env.cr.savepoint(flush=False)
        try:
            getattr(record, method)()
            self.env.flush_all()
        finally:
            self.env.invalidate_all(flush=False)
            point.rollback()
            point.close()

    def test_who_has_nothing_to_do_is_told_what_to_do(self):
        new = self._make_user("specialist", "newcomer")
        for block in self._desk(new, "specialist_desk")["blocks"]:
            with self.subTest(block["key"]):
                self.assertTrue(block["empty"])
                self.assertFalse(block["rows"])
                self.assertFalse(block.get("count"))
        for name, roles in DESKS.items():
            for block in self._desk(getattr(self, roles[0]), name)["blocks"]:
                self.assertTrue(block.get("empty") or block["kind"] == "clauses", block["key"])

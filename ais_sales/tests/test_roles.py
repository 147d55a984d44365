from odoo.tests import JsonRpcException, new_test_user, tagged

from .common import ROLES, AisCommon
from .rights import OPERATIONS, RIGHTS, STOCK_RIGHTS, allowed
from .rpc import REFUSED, RpcCase


@tagged("post_install", "-at_install")
class TestRoles(RpcCase, AisCommon):
    """Each role does its own work and no other, whichever way it comes in."""

    def test_each_role_has_the_rights_of_the_plan(self):
        for role in ROLES:
            env = self.env(user=getattr(self, role))
            for model, rights in (RIGHTS | STOCK_RIGHTS).items():
                for letter, operation in OPERATIONS.items():
                    with self.subTest(role=role, model=model, operation=operation):
                        self.assertEqual(
                            env[model].has_access(operation),
                            letter in allowed(rights, role),
                        )

    def test_the_plan_speaks_of_every_table_of_ours(self):
        ours = {
            name
            for name, model in self.env.registry.items()
            if name.startswith("ais.") and not model._abstract and not model._transient
        }
        self.assertEqual(ours, set(RIGHTS))

    def test_who_has_no_role_sees_nothing(self):
        stranger = self._make_stranger()
        self._log_in(stranger)
        for model in (*RIGHTS, "crm.lead"):
            self._refused(REFUSED, model, "search_read", [], ["display_name"])
        menus = self._call("ir.ui.menu", "load_menus", False)
        names = {menu.get("xmlid") for menu in menus.values()}
        self.assertNotIn("ais_sales.ais_menu_root", names)

    def _make_stranger(self):
        return self.env["res.users"].create(
            {
                "name": "Вахтёр",
                "login": "ais_stranger",
                "password": "ais_stranger",
                "group_ids": [(6, 0, self.env.ref("base.group_user").ids)],
            },
        )

    def test_specialist_books_and_reads_no_colleague_s_booking(self):
        own = self._book(1)
        other = self._book(1, user=self.specialist_2, client=self.client_2)
        self._log_in(self.specialist)
        found = self._call("ais.booking", "search", [["id", "in", (own | other).ids]])
        self.assertEqual(found, own.ids)
        self._call("ais.booking", "action_confirm", own.ids)
        self._refused(REFUSED, "ais.booking", "read", other.ids, ["seats"])
        self._refused(REFUSED, "ais.booking", "action_confirm", other.ids)
        self._refused(REFUSED, "ais.booking", "write", other.ids, {"user_id": self.specialist.id})
        self.assertEqual((own.state, other.state), ("confirmed", "hold"))

    def test_accountant_and_training_office_hold_no_seats(self):
        booking = self._book(1)
        vals = {"group_id": self.group.id, "partner_id": self.client.id}
        for user in (self.accountant, self.training_office, self.deputy, self.director):
            self._log_in(user)
            with self.subTest(user.login):
                self._refused(REFUSED, "ais.booking", "create", [vals])
                self._refused(REFUSED, "ais.booking", "action_confirm", booking.ids)
                self._refused(REFUSED, "ais.booking", "action_cancel", booking.ids, "price")
                self._refused(REFUSED, "ais.booking", "unlink", booking.ids)
                read = self._call("ais.booking", "read", booking.ids, ["seats"])
                self.assertEqual(read[0]["seats"], 1)
        self.assertSeats(self.group, held=1, taken=1)

    def test_nobody_writes_the_counts_of_seats(self):
        for user in (self.head, self.training_office):
            self._log_in(user)
            for name in ("seats_held", "seats_confirmed", "seats_taken", "seats_waitlisted"):
                self._refused(
                    "odoo.exceptions.ValidationError",
                    "ais.course.group",
                    "write",
                    self.group.ids,
                    {name: 5},
                )
        self.assertSeats(self.group, held=0, taken=0)

    def test_head_moves_every_specialist_s_booking(self):
        booking = self._book(2, user=self.specialist_2, client=self.client_2)
        self._log_in(self.head)
        self._call("ais.booking", "action_move", booking.ids, self.other_group.id)
        self.assertEqual(booking.group_id, self.other_group)
        self.assertSeats(self.group, held=0)
        self.assertSeats(self.other_group, held=2)

    def test_only_the_head_changes_the_order_of_the_queue(self):
        booking = self._book(1, state="waitlist")
        vals = {"waitlist_priority": "1", "priority_reason": "Постоянный клиент"}
        self._log_in(self.specialist)
        self._refused(REFUSED, "ais.booking", "write", booking.ids, vals)
        self._log_in(self.head)
        self._call("ais.booking", "write", booking.ids, vals)
        self.assertEqual(booking.waitlist_priority, "1")

    def test_another_company_s_staff_see_nothing_of_ours(self):
        self._book(1)
        company = self.env["res.company"].create({"name": "Другой центр"})
        self.specialist_2.write(
            {"company_id": company.id, "company_ids": [(6, 0, company.ids)]},
        )
        self._log_in(self.specialist_2)
        for model in ("ais.course", "ais.course.group", "ais.booking", "ais.trainee"):
            self.assertEqual(
                self._call(model, "search_count", [["company_id", "=", self.company.id]]),
                0,
                model,
            )
        vals = {"group_id": self.group.id, "partner_id": self.client_2.id}
        with self.assertRaises(JsonRpcException):
            self._call("ais.booking", "create", [vals])
        self.assertSeats(self.group, taken=1)

    def test_every_menu_that_a_role_sees_opens(self):
        for role in ROLES:
            self._log_in(getattr(self, role))
            menus = self._call("ir.ui.menu", "load_menus", False)
            root = next(
                menu for menu in menus.values() if menu.get("xmlid") == "ais_sales.ais_menu_root"
            )
            opened = 0
            waiting = [root]
            while waiting:
                menu = waiting.pop()
                waiting += [menus[str(child)] for child in menu["children"]]
                if menu["action_model"] == "ir.actions.act_window":
                    with self.subTest(role=role, menu=menu["xmlid"]):
                        self._open(menu["action_id"])
                        opened += 1
            self.assertGreater(opened, 4, role)

    def _open(self, action_id):
        action = self.make_jsonrpc_request("/web/action/load", {"action_id": action_id})
        views = self._call(action["res_model"], "get_views", views=action["views"])
        self.assertTrue(views["views"])
        if action["target"] != "new":
            self._call(action["res_model"], "web_search_read", [], {"display_name": {}}, limit=5)

    def test_day_of_each_role_begins_on_a_page_that_opens(self):
        landing = self.env.ref("ais_sales.ais_home_action")
        desks = {
            "specialist": "specialist_desk",
            "head": "head_desk",
            "deputy": "director_desk",
            "director": "director_desk",
        }
        models = {"accountant": "ais.booking", "training_office": "ais.course.group"}
        for role in ROLES:
            self._log_in(getattr(self, role))
            session = self.make_jsonrpc_request("/web/session/get_session_info", {})
            self.assertEqual(session["home_action_id"], landing.id)
            action = self.make_jsonrpc_request("/web/action/run", {"action_id": landing.id})
            with self.subTest(role=role):
                if role in desks:
                    self.assertEqual(action["tag"], f"ais_{desks[role]}")
                    self.assertTrue(self._call("ais.desk", desks[role])["blocks"])
                else:
                    self.assertEqual(action["res_model"], models[role])
                    self._call(action["res_model"], "get_views", views=action["views"])

    def test_home_that_somebody_has_chosen_and_an_administrator_s_stay(self):
        chosen = self.env.ref("ais_sales.ais_course_group_action")
        self.accountant.action_id = chosen.id
        admin = self.env.ref("base.user_admin")
        admin.group_ids |= self.env.ref("ais_sales.group_head")
        stranger = new_test_user(self.env, login="ais_stranger", groups="base.group_user")
        for user, home in ((self.accountant, chosen.id), (admin, False), (stranger, False)):
            user.password = user.login
            self._log_in(user)
            session = self.make_jsonrpc_request("/web/session/get_session_info", {})
            self.assertEqual(session["home_action_id"], home)

from odoo.tests import tagged

from ..rpc import REFUSED, RpcCase
from .people_common import PeopleCommon

STATE = {"training_state": "studying"}


@tagged("post_install", "-at_install")
class TestCorporateAccess(RpcCase, PeopleCommon):
    """Corporate orders and trainees: each role reads and writes its own part, through RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.specialist.group_ids |= cls.env.ref("base.group_allow_export")
        cls._name_people(cls.booking, "Иванов Иван")
        cls.their_order = cls.env["ais.corporate.order"].create(
            {"partner_id": cls.client_2.id, "user_id": cls.specialist_2.id},
        )
        cls.their_booking = cls._take(
            cls.other_group, 2, cls.their_order, cls.specialist_2, cls.client_2
        )
        cls._name_people(cls.their_booking, "Петров Пётр")

    @classmethod
    def _name_people(cls, booking, name):
        booking.write({"trainee_ids": [(0, 0, {"name": name})]})

    def _both(self, model):
        pairs = {
            "ais.corporate.order": self.order | self.their_order,
            "ais.trainee": self.booking.trainee_ids | self.their_booking.trainee_ids,
        }
        return pairs[model]

    def _found(self, model):
        domain = [["id", "in", self._both(model).ids]]
        found = self._call(model, "search", domain)
        grouped = self._call(model, "formatted_read_group", domain, [], ["__count"])
        self.assertEqual(grouped[0]["__count"], len(found), "what is counted is what is found")
        return set(found)

    def test_specialist_has_own_clients_orders_and_no_other_s(self):
        self._log_in(self.specialist)
        for model, own, other in (
            ("ais.corporate.order", self.order, self.their_order),
            ("ais.trainee", self.booking.trainee_ids, self.their_booking.trainee_ids),
        ):
            with self.subTest(model):
                self.assertEqual(self._found(model), set(own.ids))
                self._call(model, "read", own.ids, ["display_name"])
                for method, args in (
                    ("read", [["display_name"]]),
                    ("write", [{"active": False} if "active" in other else {"name": "Я"}]),
                    ("unlink", []),
                    ("export_data", [["name"]]),
                ):
                    self._refused(REFUSED, model, method, other.ids, *args)
        self._refused(
            REFUSED, "ais.corporate.order", "write", self.their_order.ids, {"user_id": self.env.uid}
        )
        self._refused(
            REFUSED,
            "ais.trainee",
            "create",
            [{"name": "Чужой Иван", "booking_id": self.their_booking.id}],
        )
        self._refused(
            REFUSED,
            "ais.trainee",
            "write",
            self.booking.trainee_ids.ids,
            {"booking_id": self.their_booking.id},
        )

    def test_keeper_of_the_client_has_its_order_whoever_is_named_on_it(self):
        self.order.user_id = self.specialist_2
        self._log_in(self.specialist)
        self.assertEqual(self._found("ais.corporate.order"), set(self.order.ids))
        self._call("ais.corporate.order", "write", self.order.ids, {"contract_number": "12"})
        self.order.partner_id.user_id = self.specialist_2
        self._refused(REFUSED, "ais.corporate.order", "read", self.order.ids, ["name"])

    def test_training_office_keeps_people_and_progress_but_no_bookings(self):
        self._log_in(self.training_office)
        trainee = self.their_booking.trainee_ids
        self.assertEqual(self._found("ais.trainee"), set(self._both("ais.trainee").ids))
        self._call(
            "ais.trainee", "write", trainee.ids, {**STATE, "snils": "112-233-445 95", "phone": "1"}
        )
        self.assertEqual((trainee.training_state, trainee.snils), ("studying", "112-233-445 95"))
        for vals in ({"booking_id": self.booking.id}, {"partner_id": self.client.id}):
            self._refused(REFUSED, "ais.trainee", "write", trainee.ids, vals)
        vals = {"name": "Новый Иван", "booking_id": self.booking.id}
        self._refused(REFUSED, "ais.trainee", "create", [vals])
        self._refused(REFUSED, "ais.trainee", "unlink", trainee.ids)
        self._refused(REFUSED, "ais.booking", "write", self.booking.ids, {"seats": 9})
        self._refused(REFUSED, "ais.corporate.order", "create", [{"partner_id": self.client.id}])

    def test_specialist_keeps_people_but_no_progress(self):
        self._log_in(self.specialist)
        trainee = self.booking.trainee_ids
        self._call("ais.trainee", "write", trainee.ids, {"snils": "112-233-445 95"})
        for vals in (STATE, {"test_score": 50}, {"result": "passed"}):
            self._refused(REFUSED, "ais.trainee", "write", trainee.ids, vals)
        self.assertEqual(trainee.training_state, "listed")

    def test_head_has_all_orders_and_people(self):
        self._log_in(self.head)
        for model in ("ais.corporate.order", "ais.trainee"):
            self.assertEqual(self._found(model), set(self._both(model).ids))
        self._call("ais.corporate.order", "write", self.their_order.ids, {"contract_number": "1"})
        self._call("ais.trainee", "write", self.their_booking.trainee_ids.ids, {"phone": "2"})

    def test_management_and_accountant_read_and_write_nothing(self):
        for user in (self.deputy, self.director, self.accountant):
            self._log_in(user)
            for model in ("ais.corporate.order", "ais.trainee"):
                both = self._both(model)
                with self.subTest(user=user.login, model=model):
                    self.assertEqual(self._found(model), set(both.ids))
                    self._call(model, "read", both.ids, ["display_name"])
                    vals = {"contract_number": "1"} if "contract_number" in both else {"phone": "1"}
                    self._refused(REFUSED, model, "write", both.ids, vals)
                    self._refused(REFUSED, model, "unlink", both.ids)
                    self._refused(REFUSED, model, "create", [vals])

    def test_nobody_reaches_another_company(self):
        company = self.env["res.company"].create({"name": "Другой центр"})
        user = self._make_user("head", "head_elsewhere")
        user.write({"company_ids": [(6, 0, company.ids)], "company_id": company.id})
        self._log_in(user)
        for model in ("ais.corporate.order", "ais.trainee"):
            self.assertFalse(self._found(model))
            self._refused(REFUSED, model, "read", self._both(model).ids, ["display_name"])

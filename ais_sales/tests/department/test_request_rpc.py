from odoo.tests import tagged

from ..common import ROLES
from ..rpc import REFUSED, RpcCase
from .test_breach import BreachCommon

WRONG = "odoo.exceptions.UserError"
INVALID = "odoo.exceptions.ValidationError"
MODEL = "ais.request"


@tagged("post_install", "-at_install")
class TestRequestAccess(RpcCase, BreachCommon):
    """Each sees and writes his part of requests and breaches, through RPC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        scene = cls()
        cls.asked = scene._ask(cls.specialist, cls.training_office)
        cls.ordered = scene._ask(
            cls.director, cls.specialist_2, kind="assignment", subject="Собрать долги"
        )
        cls.outside = scene._ask(cls.accountant, cls.training_office, subject="Табель")
        cls.drafted = scene._draft(cls.specialist, cls.training_office, subject="Черновик")
        cls.proposed = scene._ask(cls.specialist_2, kind="improvement", subject="Чат")
        cls.all = cls.asked | cls.ordered | cls.outside | cls.drafted | cls.proposed

    def _seen(self, model, records):
        return set(self._call(model, "search", [["id", "in", records.ids]]))

    def test_who_sees_which_requests(self):
        seen = {
            self.specialist: self.asked | self.drafted,
            self.specialist_2: self.ordered | self.proposed,
            self.training_office: self.asked | self.outside,
            self.accountant: self.outside,
            self.head: self.asked | self.ordered | self.proposed,
            self.deputy: self.all - self.drafted,
            self.director: self.all - self.drafted,
        }
        for user, requests in seen.items():
            self._log_in(user)
            with self.subTest(user.login):
                self.assertEqual(self._seen(MODEL, self.all), set(requests.ids))
                hidden = self.all - requests
                if hidden:
                    self._refused(REFUSED, MODEL, "read", hidden[:1].ids, ["subject"])
                    self._refused(REFUSED, MODEL, "write", hidden[:1].ids, {"subject": "x"})
                    self._refused(REFUSED, MODEL, "action_accept", hidden[:1].ids)

    def test_nobody_forges_a_step(self):
        forged = {
            "state": "done",
            "author_id": self.head.id,
            "answered_at": "2026-01-01 10:00:00",
            "is_granted": True,
            "decided_by_id": self.director.id,
            "days_to_answer": 0.1,
            "is_late": False,
            "escalation_level": "1",
            "name": "СЗ-1",
            "is_department": False,
            "turn_user_id": False,
        }
        vals = {"kind": "improvement", "subject": "Чат"}
        for user, request in (
            (self.specialist_2, self.proposed),
            (self.deputy, self.proposed),
            (self.director, self.ordered),
        ):
            self._log_in(user)
            for name, value in forged.items():
                with self.subTest(user.login, field=name):
                    self._refused(REFUSED, MODEL, "write", request.ids, {name: value})
                    self._refused(REFUSED, MODEL, "create", [{**vals, name: value}])
                    self._refused(
                        REFUSED, MODEL, "create", [vals], context={f"default_{name}": value}
                    )
            self._refused(REFUSED, MODEL, "create", [{**vals, "answer": "Согласовано"}])

    def test_each_does_his_own_step(self):
        self._log_in(self.specialist_2)
        for method in ("action_accept", "action_answer"):
            self._refused(REFUSED, MODEL, method, self.proposed.ids)
        self._refused(REFUSED, MODEL, "action_reject", self.proposed.ids, "Нет")
        self._refused(WRONG, MODEL, "action_done", self.proposed.ids)
        self._refused(WRONG, MODEL, "unlink", self.proposed.ids)
        self._refused(WRONG, MODEL, "write", self.proposed.ids, {"subject": "Другое"})
        self._refused(REFUSED, MODEL, "write", self.proposed.ids, {"answer": "Да"})
        self._refused(REFUSED, MODEL, "write", self.ordered.ids, {"deadline": "2030-01-01"})
        self._call(MODEL, "action_accept", self.ordered.ids)
        self._call(MODEL, "action_answer", self.ordered.ids, "<p>Собраны</p>")
        self._refused(REFUSED, MODEL, "action_done", self.ordered.ids)
        self._refused(WRONG, MODEL, "write", self.ordered.ids, {"answer": "Ещё"})
        vals = {"kind": "assignment", "subject": "x", "user_id": self.specialist.id}
        self._refused(INVALID, MODEL, "create", [vals])
        self._log_in(self.head)
        self._refused(REFUSED, MODEL, "action_done", self.ordered.ids)
        self._refused(REFUSED, MODEL, "action_answer", self.proposed.ids, "Да")
        self._call(MODEL, "create", [vals])
        self._log_in(self.director)
        self._call(MODEL, "action_return", self.ordered.ids, "Не все")
        self._call(MODEL, "action_answer", self.proposed.ids, "Да")
        self.assertEqual((self.ordered.state, self.proposed.state), ("accepted", "done"))

    def test_who_sees_and_writes_which_breaches(self):
        own = self._enter(user=self.specialist)
        other = self._enter(user=self.specialist_2)
        heads = self._enter(self.deputy, self.head)
        both = own | other | heads
        model = "ais.breach"
        for role in ROLES:
            self._log_in(getattr(self, role))
            expected = {"specialist": own, "training_office": own.browse(), "accountant": own[:0]}
            with self.subTest(role):
                self.assertEqual(self._seen(model, both), set(expected.get(role, both).ids))
        self._log_in(self.specialist)
        self._refused(REFUSED, model, "read", other.ids, ["description"])
        for vals in (
            {"state": "decided"},
            {"decision": "excused"},
            {"description": "Не было"},
            {"user_id": self.specialist_2.id},
            {"source": "system"},
            {"explained_at": "2026-01-01 10:00:00"},
        ):
            with self.subTest(vals=vals):
                self._refused(REFUSED, model, "write", own.ids, vals)
        self._refused(REFUSED, model, "action_decide", own.ids, "excused")
        self._refused(REFUSED, model, "unlink", own.ids)
        entry = {"clause": "2.2", "user_id": self.specialist_2.id, "description": "x"}
        self._refused(REFUSED, model, "create", [entry])
        self._call(model, "write", own.ids, {"explanation": "Пробки"})
        self._call(model, "action_explain", own.ids)
        self._log_in(self.head)
        self._refused(REFUSED, model, "write", own.ids, {"explanation": "x"})
        self._refused(REFUSED, model, "write", heads.ids, {"decision": "excused"})
        self._refused(REFUSED, model, "action_decide", heads.ids, "excused")
        for forged in ({"source": "system"}, {"state": "decided"}, {"decided_by_id": 2}):
            self._refused(REFUSED, model, "create", [{**entry, **forged}])
        self._call(model, "write", own.ids, {"decision": "talk"})
        self._call(model, "action_decide", own.ids)
        self.assertEqual((own.state, own.decided_by_id), ("decided", self.head))

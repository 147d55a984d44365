from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from ..rpc import REFUSED, RpcCase
from .orders_common import TrainingOrdersCommon


@tagged("post_install", "-at_install")
class TestTrainingOrderPapers(TrainingOrdersCommon, HttpCase):
    """«Приказ о зачислении», «Приказ об отчислении» as they are printed."""

    def test_enrolment_is_printed_with_all_that_an_order_has(self):
        order = self._enrolment()
        self.assertIn("ПРОЕКТ", self._text("training_order", order))
        order.action_sign()
        text = self._text("training_order", order)
        self.assertNotIn("ПРОЕКТ", text)
        self.assertHolds(
            text,
            "АНО ДПО «Пример»",
            "ПРИКАЗ",
            order.name,
            "Об открытии курса и зачислении на обучение",
            "программе повышения квалификации «Защита персональных данных»",
            "40 ак. ч.",
            "Иванов Иван Иванович",
            "ООО «Ромашка»",
            f"заявка № {self.booking.name}",
            "номер ПДН-7",
            "Всего: 3\xa0слушателя".replace("\xa0", " "),
            "Иванов И. И.",
        )

    def test_expulsion_tells_its_ground(self):
        self._begin()
        self._complete(self._people())
        text = self._text("training_order", self._expulsion())
        self.assertHolds(
            text,
            "О закрытии курса и отчислении",
            "в связи с завершением обучения",
            "с выдачей удостоверений о повышении квалификации",
        )

    def test_no_personal_data_beyond_names(self):
        self.booking.trainee_ids[0].write(
            {
                "snils": "900-800-701 50",
                "birth_date": "1990-03-04",
                "phone": "+7 900 111-22-33",
                "email": False,
            }
        )
        text = self._text("training_order", self._enrolment())
        for secret in ("900-800-701", "04.03.1990", "111-22-33"):
            self.assertNotIn(secret, text)

    def test_sixty_people_stand_on_several_pages_with_headings(self):
        big = self._make_group(seats=60, days=20)
        names = [f"Слушатель {number:02d} Константинович" for number in range(60)]
        self._confirmed(self.client, self.specialist, *names, group=big)
        order = self._order(big.with_user(self.training_office).action_order_enrolment())
        order.action_sign()
        pages = self._pdf("training_order", order, self.training_office)
        text = " ".join(pages)
        self.assertGreater(len(pages), 2)
        for name in names:
            self.assertEqual(text.count(name), 1, name)
        for page in pages:
            self.assertIn("Фамилия, имя, отчество", page)
        self.assertIn("Иванов И. И.", pages[-1])

    def test_specialist_prints_an_extract_of_own_people(self):
        order = self._enrolment()
        order.action_sign()
        text = self._text("training_order", order, self.specialist_2)
        self.assertHolds(text, "ВЫПИСКА ИЗ ПРИКАЗА", "Орлова Анна Львовна", "Выписка верна")
        self.assertNotIn("Ким Ян", text)
        self.assertNotIn("ВЫПИСКА", self._text("training_order", order, self.director))
        with self.assertRaises(AccessError):
            self._text("training_order", order, self.accountant)


@tagged("post_install", "-at_install")
class TestTrainingOrderRpc(TrainingOrdersCommon, RpcCase):
    """What each role may do with orders through RPC."""

    def test_roles(self):
        order = self._enrolment()
        model = "ais.training.order"
        for user in (self.specialist, self.head, self.deputy, self.director):
            self._log_in(user)
            self.assertEqual(self._call(model, "search_count", [("id", "=", order.id)]), 1)
            self._refused(REFUSED, model, "action_sign", [order.id])
            self._refused(REFUSED, model, "write", [order.id], {"basis": "x"})
            self._refused(REFUSED, model, "create", [{"group_id": self.running.id}])
            self._refused(REFUSED, model, "action_cancel", [order.id], "x")
        self._log_in(self.accountant)
        self._refused(REFUSED, model, "search_read", [], ["name"])
        self._log_in(self.training_office)
        self._refused(REFUSED, model, "write", [order.id], {"state": "signed"})
        vals = {"group_id": self.running.id, "name": "1", "state": "signed"}
        self._refused(REFUSED, model, "create", [vals])
        self._call(model, "action_sign", [order.id])
        self.assertEqual(order.state, "signed")

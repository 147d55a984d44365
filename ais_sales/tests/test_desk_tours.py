from odoo.tests import HttpCase, tagged

from .cockpit.desks_common import DesksCommon
from .offer.common import OfferCommon


@tagged("post_install", "-at_install")
class TestDeskTours(OfferCommon, DesksCommon, HttpCase):
    """The day of each role from its desk, as it is clicked."""

    def test_specialist_does_the_day_s_work_from_the_desk(self):
        (contact,) = self._agree(self.specialist)
        (lead,) = self._ask_in(self.specialist)
        lead.name = "Спросили программу"
        self.start_tour("/odoo/ais-sales", "ais_specialist_desk", login=self.specialist.login)
        self.env.invalidate_all()
        self.assertEqual(contact.state, "done")
        self.assertEqual(lead.ais_first_response_user_id, self.specialist)

    def test_specialist_goes_on_from_row_to_row_without_the_mouse(self):
        self._agree(self.specialist, 2)
        self._ask_in(self.specialist, 2)
        self.start_tour("/odoo/ais-sales", "ais_desk_by_keyboard", login=self.specialist.login)

    def test_head_decides_and_gives_out_from_the_desk(self):
        order = self._offer(2, discount=12)
        order.ais_discount_reason_id = self.reason
        order._ais_ask_discount("Постоянный клиент")
        (lead,) = self._ask_in(self.env["res.users"])
        lead.name = "Ничей запрос"
        self.start_tour("/odoo/ais-sales", "ais_head_desk", login=self.head.login)
        self.env.invalidate_all()
        self.assertEqual(order.with_user(self.specialist).ais_approval_state, "approved")
        self.assertTrue(lead.user_id)

    def test_director_goes_from_a_figure_to_its_records(self):
        self._ask_in(self.specialist, 3)
        self.start_tour("/odoo/ais-sales", "ais_director_desk", login=self.director.login)

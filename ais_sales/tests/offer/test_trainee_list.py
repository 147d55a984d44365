from odoo.tests import HttpCase, tagged

from .documents_common import DocumentsCommon


@tagged("post_install", "-at_install")
class TestTraineeList(DocumentsCommon, HttpCase):
    """Annex No. 1 of the contract: who is trained."""

    def test_sixty_trainees_stand_on_several_pages_each_once(self):
        big = self._make_group(seats=60)
        order = self._make_order(line={"ais_group_id": big.id, "product_uom_qty": 60})
        names = [f"Слушатель {number:02d} Иванович" for number in range(60)]
        self._name_trainees(order, 60, *names)
        pages = self._pdf("trainee_list", order)
        text = " ".join(pages)
        self.assertGreater(len(pages), 1)
        for name in names:
            self.assertEqual(text.count(name), 1, name)
        for page in pages[:-1]:
            self.assertIn("Фамилия, имя, отчество", page)
        self.assertIn("60 слушателей", text)

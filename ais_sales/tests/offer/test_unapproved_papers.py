from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from .common import OfferCommon

PAPERS = (
    "sale.action_report_saleorder",
    "sale.action_report_pro_forma_invoice",
    "ais_sales.report_commercial_offer",
    "ais_sales.report_contract",
)


@tagged("post_install", "-at_install")
class TestUnapprovedPapers(OfferCommon, HttpCase):
    """No paper of an order tells a price before it is approved, nor does the portal (2.8)."""

    def setUp(self):
        super().setUp()
        self.company.write({"ais_discount_limit": 5, "ais_discount_limit_head": 20})
        self.order = self._offer(3, discount=12)
        self.order.ais_discount_reason_id = self.reason

    def _print(self, paper, user):
        reports = self.env["ir.actions.report"].with_user(user)
        return reports._render_qweb_pdf(paper, self.order.ids)

    def _approve(self):
        self.order._ais_ask_discount("Постоянный клиент")
        self.order.sudo().ais_approval_ids.with_user(self.head).action_approve()

    def test_no_paper_is_printed_before_the_discount_is_approved(self):
        papers = list(PAPERS)
        if self.env.ref("sale_pdf_quote_builder.action_report_saleorder_raw", False):
            papers.append("sale_pdf_quote_builder.action_report_saleorder_raw")
        for paper in papers:
            with self.subTest(paper):
                with self.assertRaises(UserError) as refused:
                    self._print(paper, self.specialist)
                self.assertIn(self.order.name, str(refused.exception))
        self.assertTrue(self._print("ais_sales.report_trainee_list", self.specialist)[0])
        self._approve()
        for paper in papers:
            with self.subTest(paper):
                self.assertTrue(self._print(paper, self.specialist)[0])

    def test_stock_papers_of_other_orders_and_of_readers_are_not_touched(self):
        product = self.env["product.product"].create({"name": "Учебник", "list_price": 100})
        other = self.order.create(
            {
                "partner_id": self.client.id,
                "order_line": [(0, 0, {"product_id": product.id, "discount": 90})],
            },
        )
        reports = self.env["ir.actions.report"]
        for user in (self.specialist, self.accountant):
            self.assertTrue(reports.with_user(user)._render_qweb_pdf(PAPERS[0], other.ids)[0])
        self.assertTrue(self._print(PAPERS[0], self.director))
        self.assertFalse(self.order.sudo().ais_approval_ids, "who reads approves nothing")

    def test_head_who_looks_at_a_paper_approves_nothing(self):
        for paper in PAPERS:
            self.assertTrue(self._print(paper, self.head)[0])
        self.assertEqual(self.order.ais_approval_state, "needed")
        with self.assertRaises(UserError):
            self.order.action_quotation_sent()

    def test_client_sees_a_proposal_when_it_is_sent_and_not_before(self):
        self.env["sale.order"].flush_model()
        url = self.order.sudo().get_portal_url()
        document = self.order.sudo().get_portal_url(report_type="pdf")
        self.env.flush_all()
        for path in (url, document):
            with self.subTest(path):
                self.assertNotIn(self.order.name, self.url_open(path).text)
        self._approve()
        self.order.action_quotation_sent()
        self.env.flush_all()
        for path in (url, document):
            with self.subTest(path):
                page = self.url_open(path)
                self.assertEqual(page.status_code, 200)
                self.assertIn(self.order.name, page.text)

    def test_staff_preview_a_proposal_that_is_not_sent(self):
        self.authenticate(self.specialist.login, self.specialist.login)
        page = self.url_open(self.order.sudo().get_portal_url())
        self.assertIn(self.order.name, page.text)

    def test_client_reads_what_was_sent_though_the_price_list_has_risen(self):
        self._approve()
        self.order.action_quotation_sent()
        self.group.price_unit = 90000
        document = self.order.sudo().get_portal_url(report_type="pdf")
        self.env.flush_all()
        self.assertIn(self.order.name, self.url_open(document).text)
        with self.assertRaises(UserError):
            self._print(PAPERS[0], self.specialist)

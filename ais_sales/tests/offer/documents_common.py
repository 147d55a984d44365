import io

from lxml import html
from pypdf import PdfReader

from odoo import Command

from ..common import AisCommon


class DocumentsCommon(AisCommon):
    """A training centre with its requisites, a client, an order of three seats."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rub = cls.env.ref("base.RUB")
        cls.rub.active = True
        cls.bank = cls.env["res.bank"].create(
            {
                "name": "ПАО СБЕРБАНК",
                "bic": "044525225",
                "ais_corr_account": "30101810400000000225",
                "country": cls.env.ref("base.ru").id,
            },
        )
        cls.company.write(
            {
                "name": "АНО ДПО «Пример»",
                "country_id": cls.env.ref("base.ru").id,
                "city": "Москва",
                "vat": "9901000010",
                "ais_kpp": "990101001",
                "ais_signer_name": "Иванов И. И.",
                "ais_signer_genitive": "директора Иванова Ивана Ивановича",
                "ais_license_number": "Л035-1",
                "ais_license_authority": "Департамент образования",
            },
        )
        cls.company.ais_bank_account_id = cls.env["res.partner.bank"].create(
            {
                "acc_number": "40703810300000000777",
                "partner_id": cls.company.partner_id.id,
                "bank_id": cls.bank.id,
            },
        )
        cls.pricelist = cls.env["product.pricelist"].create(
            {"name": "Рубли", "currency_id": cls.rub.id},
        )
        cls.course.description = "<p>Модуль «Угрозы»</p>"
        cls.group.price_unit = 15000
        cls.person = cls.env["res.partner"].create(
            {
                "name": "Гусева Елена Павловна",
                "parent_id": cls.client.id,
                "function": "Начальник отдела кадров",
            },
        )
        cls.order = cls._make_order()

    @classmethod
    def _make_order(cls, **vals):
        line = {
            "product_id": cls.course.product_id.id,
            "ais_group_id": cls.group.id,
            "product_uom_qty": 3,
            "price_unit": 15000,
            "tax_ids": [Command.set(cls.company._ais_exempt_tax().ids)],
        }
        return cls.env["sale.order"].create(
            {
                "partner_id": cls.client.id,
                "user_id": cls.specialist.id,
                "pricelist_id": cls.pricelist.id,
                "order_line": [Command.create({**line, **vals.pop("line", {})})],
                **vals,
            },
        )

    def _name_trainees(self, order, seats, *names):
        booking = self._book(seats, group=order.order_line.ais_group_id)
        self._name(booking, *names)
        booking.sudo().sale_line_id = order.order_line[0]

    def _invoice(self, order=None, term=None):
        order = order or self.order
        move = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": order.partner_id.id,
                "currency_id": self.rub.id,
                "invoice_date": self.company.ais_today(),
                "invoice_payment_term_id": term and term.id,
                "invoice_user_id": self.specialist.id,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": line.product_id.id,
                            "name": line.name,
                            "quantity": line.product_uom_qty,
                            "price_unit": line.price_unit,
                            "tax_ids": [Command.set(line.tax_ids.ids)],
                            "sale_line_ids": [Command.set(line.ids)],
                        },
                    )
                    for line in order.order_line
                ],
            },
        )
        move.action_post()
        return move

    def _text(self, report, records, user=None):
        """What a report says, where it does not matter how it stands on pages."""
        reports = self.env["ir.actions.report"].with_user(user or self.env.user)
        content, _kind = reports._render_qweb_html(f"ais_sales.{report}", records.ids)
        body = html.fromstring(content).find("body")
        for style in body.xpath("//style"):
            style.drop_tree()
        return " ".join(" ".join(body.itertext()).split())

    def _pdf(self, report, records, user=None):
        """Texts of the pages of a report that is really printed."""
        pages = self._pages(report, records, user)
        return [" ".join(page.extract_text().split()) for page in pages]

    def _pages(self, report, records, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.env.user)
        content, _kind = reports.with_context(force_report_rendering=True)._render_qweb_pdf(
            f"ais_sales.{report}",
            records.ids,
        )
        return PdfReader(io.BytesIO(content)).pages

    def assertHolds(self, text, *parts):
        for part in parts:
            self.assertIn(part, text)
        self.assertNotIn("False", text)

from datetime import date, timedelta
from decimal import Decimal

from psycopg2 import errors

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, tagged
from odoo.tools import mute_logger

from ...tools.key_rate_interest import interest
from .common import DebtCommon

RATES = [(date(2023, 12, 18), 16), (date(2024, 7, 29), 18), (date(2024, 9, 16), 19)]


@tagged("post_install", "-at_install")
class TestInterest(BaseCase):
    """Interest by article 395: sum × rate ÷ days of the year × days, by periods (2.15)."""

    def _days(self, periods):
        return [(one.days, one.percent, one.year_days) for one in periods]

    def test_periods_end_where_the_rate_changes(self):
        periods = interest(100000, date(2024, 7, 18), date(2024, 9, 20), RATES)
        self.assertEqual(self._days(periods), [(10, 16, 366), (49, 18, 366), (5, 19, 366)])
        self.assertEqual(
            [one.amount for one in periods],
            [Decimal("437.16"), Decimal("2409.84"), Decimal("259.56")],
        )
        self.assertEqual(periods[0].date_from, date(2024, 7, 19))
        self.assertEqual(periods[1].date_from, date(2024, 7, 29))
        self.assertEqual(periods[-1].date_to, date(2024, 9, 20))

    def test_leap_year_has_366_days(self):
        periods = interest("1000.50", date(2023, 12, 21), date(2024, 1, 10), RATES)
        self.assertEqual(self._days(periods), [(10, 16, 365), (10, 16, 366)])

    def test_paid_in_time_or_without_a_known_rate(self):
        self.assertEqual(interest(100, date(2024, 7, 18), date(2024, 7, 18), RATES), [])
        self.assertIsNone(interest(100, date(2023, 12, 16), date(2024, 1, 1), RATES))
        self.assertIsNone(interest(100, date(2024, 1, 1), date(2024, 2, 1), []))
        self.assertEqual(len(interest(100, date(2023, 12, 17), date(2024, 1, 1), RATES)), 2)


@tagged("post_install", "-at_install")
class TestClaim(DebtCommon):
    """What the pre-trial claim demands, how it is reckoned and what goes with it (2.15)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.soft | cls.second).active = False
        cls.company.ais_dunning = True
        cls.company.ais_penalty_kind = "key_rate"
        cls.rates = cls.env["ais.key.rate"]
        cls.rates.search([]).unlink()
        cls.rates.create(
            [
                {"date": cls.today - timedelta(days=100), "percent": 16},
                {"date": cls.today - timedelta(days=9), "percent": 15.5},
            ],
        )

    def _claim(self):
        self._run_cron("ais.dunning.notice", "_cron_dunning")
        return self.env["ais.dunning.notice"].search([("client_id", "=", self.client.id)])

    def _html(self, claim):
        report = self.env["ir.actions.report"]
        content, _kind = report._render_qweb_html("ais_sales.dunning_letter", claim.ids)
        return " ".join(content.decode().replace("\u00a0", " ").split())

    def test_interest_is_printed_by_periods(self):
        self._invoice(100000, 50)
        claim = self._claim()
        periods = claim._printed_periods()
        self.assertEqual(sum(one["days"] for one in periods), 50)
        self.assertEqual((periods[0]["percent"], periods[-1]["percent"]), (16, 15.5))
        # the first days of January are a period of their own: the year has other days
        latest = [one["days"] for one in periods if one["percent"] == 15.5]
        self.assertEqual(sum(latest), 10)
        self.assertAlmostEqual(claim.penalty, sum(one["amount"] for one in periods))
        html = self._html(claim)
        for text in ("статьи 395", "× 15,5 % ÷", "Итого процентов на"):
            self.assertIn(text, html)
        self.assertNotIn("Неустойка", html)

    def test_cancelled_claim_is_not_printed(self):
        self._invoice(100000, 50)
        claim = self._claim()
        claim.with_user(self.head).action_cancel()
        with self.assertRaisesRegex(UserError, f"cancelled: {claim.name}"):
            self._html(claim)

    def test_figures_stay_when_a_rate_is_entered_later(self):
        self._invoice(100000, 50)
        claim = self._claim()
        claim.with_user(self.head).action_approve()
        before = (claim.penalty, claim._printed_periods())
        self.rates.search([]).percent = 30
        self.assertEqual((claim.penalty, claim._printed_periods()), before)

    def test_claim_without_the_rates_of_its_days_is_not_sent(self):
        self._invoice(100000, 150)
        claim = self._claim()
        claim.with_user(self.head).action_approve()
        self.assertEqual(claim.state, "failed")
        self.assertIn((self.today - timedelta(days=149)).strftime("%d.%m.%Y"), claim.failure)
        self.rates.create({"date": self.today - timedelta(days=200), "percent": 17})
        claim.with_user(self.accountant).action_send()
        self.assertEqual(claim.state, "sent")
        self.assertEqual(len({one["percent"] for one in claim._printed_periods()}), 3)

    def test_old_rate_is_told_before_the_claim_goes_out(self):
        self._invoice(100000, 50)
        claim = self._claim()
        self.assertFalse(claim.rate_warning)
        self.rates.search([])[0].unlink()
        self.assertIn("last key rate", claim.rate_warning)

    def test_contract_penalty_is_printed_with_its_basis(self):
        self.company.write(
            {
                "ais_penalty_kind": "contract",
                "ais_penalty_percent": 0.1,
                "ais_claim_basis": "пункт 5.2 договора",
            },
        )
        self._invoice(1000, 50)
        claim = self._claim()
        self.assertEqual((claim.penalty, claim._printed_periods()), (50, []))
        html = self._html(claim)
        self.assertIn("Неустойка (пункт 5.2 договора) рассчитана по ставке 0,1 %", html)
        self.assertNotIn("395", html)

    def test_claim_without_a_penalty_has_no_empty_column(self):
        self.company.write({"ais_penalty_kind": "contract", "ais_penalty_percent": 0})
        self._invoice(1000, 50)
        html = self._html(self._claim())
        self.assertNotIn("Неустойка", html)
        self.assertIn("Приложение: копия неоплаченного счёта.", html)

    def test_copies_of_the_unpaid_invoices_go_with_the_claim(self):
        paid = self._invoice(1000, 50)
        owed = self._invoice(700, 50) | self._invoice(300, 40)
        claim = self._claim()
        self._pay(1000, invoice=paid)
        printed = []

        def render(report, name, res_ids=None, data=None):
            printed.append((report._get_report(name).report_name, tuple(res_ids)))
            return b"%PDF-", "pdf"

        self.patch(self.registry["ir.actions.report"], "_render_qweb_pdf", render)
        claim.with_user(self.head).action_approve()
        self.assertEqual(len(claim.mail_id.attachment_ids), 2)
        _letter, invoices = printed
        self.assertEqual(set(invoices[1]), set(owed.ids))
        self.assertIn(
            f"Invoices of the claim {claim.name}.pdf", claim.mail_id.attachment_ids.mapped("name")
        )

    def test_head_and_accountant_keep_the_rates(self):
        vals = {"date": self.today, "percent": 15}
        for user in (self.specialist, self.director):
            with self.assertRaises(AccessError):
                self.rates.with_user(user).create(vals)
        rate = self.rates.with_user(self.accountant).create(vals)
        rate.with_user(self.head).percent = 14.5
        with (
            self.assertRaises(errors.UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.rates.create(vals)
            self.env.flush_all()

from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from ..common import AisCommon
from ..rpc import REFUSED, RpcCase

# what each of these roles of the branch is asked for, of the other company
ASKED = ("specialist", "head", "director", "training_office", "accountant")


@tagged("post_install", "-at_install")
class TestTwoCompanies(RpcCase, AisCommon):
    """Two training centres in one database: each sells its own courses under its own numbers, tax,
    team and plan, and nobody sees the other's, by whatever door.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        russia = cls.env.ref("base.ru")
        cls.company.country_id = russia
        cls.branch = cls.env["res.company"].create(
            {"name": "Второй центр", "country_id": russia.id},
        )
        cls.env["account.chart.template"].try_loading("generic_coa", cls.branch, install_demo=False)
        cls.people = {}
        for role in ASKED:
            user = cls._make_user(role, f"{role}_branch")
            user.write(
                {"company_ids": [Command.set(cls.branch.ids)], "company_id": cls.branch.id},
            )
            cls.people[role] = user
        cls.team = cls.env["crm.team"].create(
            {
                "name": "Отдел второго центра",
                "company_id": cls.branch.id,
                "user_id": cls.people["head"].id,
                "member_ids": [Command.set(cls.people["specialist"].ids)],
            },
        )

    def _sell(self, seller, office, company):
        """A course, its group, a client, seats and a proposal of a company; through RPC."""
        self._log_in(office)
        direction = self.env["ais.direction"].create(
            {"name": f"Направление {company.id}", "code": f"Н{company.id}"},
        )
        course = (
            self.env["ais.course"]
            .with_company(company)
            .create(
                {
                    "name": f"Курс {company.name}",
                    "code": f"К{company.id}",
                    "direction_id": direction.id,
                    "kind": "seminar",
                    "hours": 8,
                    "list_price": 10000,
                    "company_id": company.id,
                },
            )
        )
        start = company.ais_today() + timedelta(days=30)
        (group,) = self._call(
            "ais.course.group",
            "create",
            [
                {
                    "course_id": course.id,
                    "date_start": str(start),
                    "date_end": str(start),
                    "seats_max": 5,
                },
            ],
        )
        self._log_in(seller)
        (client,) = self._call(
            "res.partner",
            "create",
            [{"name": f"ООО «Клиент {company.id}»", "is_company": True, "company_id": company.id}],
        )
        (lead,) = self._call(
            "crm.lead",
            "create",
            [{"name": "Обучить", "type": "opportunity", "partner_id": client}],
        )
        (booking,) = self._call(
            "ais.booking",
            "create",
            [{"group_id": group, "partner_id": client, "seats": 2, "lead_id": lead}],
        )
        (order,) = self._call(
            "sale.order",
            "create",
            [
                {
                    "partner_id": client,
                    "order_line": [Command.create({"product_id": course.product_id.id})],
                },
            ],
        )
        records = {
            "ais.course": course.ids,
            "ais.course.group": [group],
            "ais.booking": [booking],
            "crm.lead": [lead],
            "sale.order": [order],
            "res.partner": [client],
        }
        return {model: self.env[model].browse(ids) for model, ids in records.items()}

    def test_each_sells_its_own_and_nobody_sees_the_other_s(self):
        ours = self._sell(self.specialist, self.head, self.company)
        theirs = self._sell(self.people["specialist"], self.people["head"], self.branch)
        orders = ours["sale.order"], theirs["sale.order"]
        for records, company in ((ours, self.company), (theirs, self.branch)):
            order, course = records["sale.order"], records["ais.course"]
            numbers = self.env["ir.sequence"].search(
                [("code", "=", "sale.order"), ("company_id", "=", company.id)],
            )
            self.assertTrue(order.name.startswith("КП-"), order.name)
            self.assertEqual(len(numbers), 1)
            self.assertEqual(order.company_id, company)
            self.assertEqual(course.product_id.taxes_id, company._ais_exempt_tax())
            self.assertEqual(order.order_line.tax_ids, company._ais_exempt_tax())
            self.assertEqual(records["ais.booking"].company_id, company)
        self.assertTrue(orders[1].name.endswith("-00001"), "numbers of the branch are its own")
        self.assertEqual(theirs["crm.lead"].team_id, self.team)
        self.assertNotEqual(ours["crm.lead"].team_id, self.team)
        for user, records, company in (
            *((user, ours, self.company) for user in self.people.values()),
            *((user, theirs, self.branch) for user in (self.head, self.director)),
        ):
            self._log_in(user)
            for model, found in records.items():
                with self.subTest(user.login, model=model):
                    self._sees_nothing(user, model, found, company)
        self.assertSeats(self.group, taken=0)

    def _sees_nothing(self, user, model, found, company):
        if not self.env[model].with_user(user).has_access("read"):
            return
        domain = [["id", "in", found.ids], ["company_id", "=", company.id]]
        self.assertEqual(self._call(model, "search_count", domain), 0)
        self._refused(REFUSED, model, "read", found.ids, ["display_name"])
        # not even when the request says that the company is one's own
        self._refused(
            REFUSED,
            model,
            "search_count",
            domain,
            context={"allowed_company_ids": company.ids},
        )

    def test_plan_and_desks_are_each_company_s_own(self):
        theirs = self._sell(self.people["specialist"], self.people["head"], self.branch)
        self._call("ais.booking", "action_confirm", theirs["ais.booking"].ids)
        self._log_in(self.people["head"])
        (plan,) = self._call(
            "ais.sales.plan",
            "create",
            [
                {
                    "team_id": self.team.id,
                    "line_ids": [
                        Command.create({"user_id": self.people["specialist"].id, "target_seats": 7})
                    ],
                },
            ],
        )
        self.assertEqual(self.env["ais.sales.plan"].browse(plan).company_id, self.branch)
        facts = [["indicator", "=", "seats"], ["fact", ">", 0]]
        sums = {}
        for name, user in (("ours", self.director), ("theirs", self.people["director"])):
            self._log_in(user)
            for model in ("ais.sales.plan", "ais.sales.plan.line"):
                count = self._call(model, "search_count", [["company_id", "=", self.branch.id]])
                self.assertEqual(count, int(name == "theirs"), model)
            rows = self._call("ais.plan.fact", "search_read", facts, ["fact", "user_id"])
            mine = [row for row in rows if row["user_id"][0] == self.people["specialist"].id]
            sums[name] = sum(row["fact"] for row in mine)
            desk = self._call("ais.desk", "director_desk")
            self.assertTrue(desk["blocks"])
        self.assertEqual(sums, {"ours": 0, "theirs": 2})

    def test_every_record_of_a_company_has_a_rule_of_companies(self):
        rules = self.env["ir.rule"].search([("groups", "=", False)])
        ruled = {rule.model_id.model for rule in rules if "company_id" in (rule.domain_force or "")}
        lacking = [
            model._name
            for model in self.env.values()
            if model._name.startswith("ais.")
            and not model._abstract
            and not model._transient
            and "company_id" in model._fields
            and model._fields["company_id"].store
            and model._name not in ruled
        ]
        self.assertFalse(lacking)

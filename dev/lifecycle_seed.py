"""Run by `odoo shell`: a company that has lived with stock Odoo for two years, before ais_sales.

Everything is made with Odoo's own methods; moments of the past are then set by SQL.
SCALE (1.0: 2,000 partners, 5,000 leads, 1,000 orders, 1,000 invoices) is read from the environment.
"""

import os
import random
from datetime import timedelta

from odoo import Command, fields

SCALE = float(os.environ.get("SCALE", "1"))
PARTNERS, LEADS, ORDERS, INVOICES = (int(n * SCALE) for n in (2000, 5000, 1000, 1000))
rng = random.Random(19)
env = env(  # noqa: F821
    context={
        **env.context,  # noqa: F821
        "tracking_disable": True,
        "mail_notrack": True,
        # nobody is written to
        "mail_activity_quick_update": True,
        "mail_notify_force_send": False,
    },
)
company = env.company
company.country_id = env.ref("base.ru")
if not company.chart_template:
    env["account.chart.template"].try_loading("generic_coa", company, install_demo=False)
today = fields.Date.today()


def make_users():
    return env["res.users"].create(
        [
            {
                "name": f"Продавец {number}",
                "login": f"seller{number}",
                "password": f"seller{number}",
                "group_ids": [Command.link(env.ref("sales_team.group_sale_salesman").id)],
            }
            for number in range(8)
        ],
    )


def make_partners(users):
    firms = env["res.partner"].create(
        [
            {
                "name": f"ООО «Клиент {number}»",
                "is_company": True,
                "email": f"firm{number}@example.com",
                "phone": f"+7 495 {number:07d}",
                "user_id": users[number % 8].id if number % 3 else False,
                "city": rng.choice(["Москва", "Казань", "Тула"]),
            }
            for number in range(PARTNERS // 2)
        ],
    )
    people = env["res.partner"].create(
        [
            {
                "name": f"Иванов Иван {number}",
                "parent_id": firms[number % len(firms)].id if number % 2 else False,
                "email": f"person{number}@example.com",
                "function": "Начальник отдела кадров",
            }
            for number in range(PARTNERS - len(firms))
        ],
    )
    return firms, people


def make_leads(users, firms):
    stages = env["crm.stage"].search([])
    vals_list = []
    for number in range(LEADS):
        firm = firms[number % len(firms)]
        vals_list.append(
            {
                "name": f"Обучение {number}",
                "type": "opportunity" if number % 4 else "lead",
                "partner_id": firm.id if number % 3 else False,
                "contact_name": f"Пётр {number}",
                "email_from": f"lead{number}@example.com",
                "phone": f"+7 916 {number:07d}",
                "user_id": users[number % 8].id if number % 5 else False,
                "stage_id": stages[number % len(stages)].id,
                "expected_revenue": rng.randint(1, 40) * 5000,
            },
        )
    leads = env["crm.lead"].create(vals_list)
    leads[::10].with_context(active_test=False).action_set_lost()
    env.flush_all()
    env.cr.execute(
        "UPDATE crm_lead SET create_date = now() - (id %% 700) * interval '1 day'"
        " WHERE id = ANY(%s)",
        (leads.ids,),
    )
    env.invalidate_all()
    kind = env.ref("mail.mail_activity_data_call")
    env["mail.activity"].create(
        [
            {
                "res_model_id": env.ref("crm.model_crm_lead").id,
                "res_id": lead.id,
                "activity_type_id": kind.id,
                "user_id": lead.user_id.id or env.uid,
                "date_deadline": today - timedelta(days=rng.randint(-10, 60)),
                "summary": "Позвонить",
            }
            for lead in leads[1::5].filtered("active")
        ],
    )
    return leads


def make_orders(users, firms, leads):
    product = env["product.product"].create(
        {"name": "Семинар", "type": "service", "invoice_policy": "order", "list_price": 12000},
    )
    orders = env["sale.order"].create(
        [
            {
                "partner_id": firms[number % len(firms)].id,
                "user_id": users[number % 8].id,
                "opportunity_id": leads[number].id if number < len(leads) else False,
                "order_line": [
                    Command.create(
                        {"product_id": product.id, "product_uom_qty": 1 + number % 5},
                    ),
                ],
            }
            for number in range(ORDERS)
        ],
    )
    orders[::2].action_confirm()
    return product, orders


def make_invoices(users, firms, product, orders):
    moves = orders[: len(orders) // 2 : 2]._create_invoices()
    moves |= env["account.move"].create(
        [
            {
                "move_type": "out_invoice",
                "partner_id": firms[number % len(firms)].id,
                "invoice_user_id": users[number % 8].id,
                "invoice_date": today - timedelta(days=number % 500),
                "invoice_line_ids": [
                    Command.create({"product_id": product.id, "quantity": 1 + number % 3}),
                ],
            }
            for number in range(INVOICES - len(moves))
        ],
    )
    moves.action_post()
    for batch in range(0, len(moves) // 2, 100):
        env["account.payment.register"].with_context(
            active_model="account.move",
            active_ids=moves[batch : batch + 100].ids,
        ).create({"group_payment": False}).action_create_payments()
    return moves


def keep():
    """Commit, and let PostgreSQL see how much there is: what is planned for nothing takes hours."""
    env.cr.commit()
    env.cr.execute("ANALYZE")
    env.cr.commit()


sellers = make_users()
companies, persons = make_partners(sellers)
keep()
inquiries = make_leads(sellers, companies)
keep()
service, sold = make_orders(sellers, companies, inquiries)
keep()
make_invoices(sellers, companies, service, sold)
keep()

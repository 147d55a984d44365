"""Stories of a database's life for dev/lifecycle: each takes the environment of `odoo shell` and
tells whether it held and with what figures. Its docstring is its line in the table.
"""

from datetime import datetime, timedelta

from freezegun import freeze_time
from lifecycle_facts import one, our_crons
from lifecycle_stories_kept import (
    as_it_was,
    constraints_hold,
    documents,
    files,
    mark,
    neutralized,
    seats_equal,
    stored_again,
    trainees,
)

from odoo.tests import Form

# ---- installed on a database that has lived


def numbers_and_taxes(env):
    """Each company has its numbers of documents and its tax."""
    from odoo.addons.ais_sales.models.offer.res_company_numbers import DOCUMENT_SEQUENCES

    companies = env["res.company"].search([])
    lacking = []
    for company in companies:
        codes = env["ir.sequence"].search([("company_id", "=", company.id)]).mapped("code")
        wanted = set(DOCUMENT_SEQUENCES)
        if company.country_id.code != "RU":
            wanted.discard("sale.order")
        lacking += [(company.name, code) for code in wanted - set(codes)]
        taxes = env["account.tax"].search(
            [("ais_is_exempt", "=", True), ("company_id", "=", company.id)],
        )
        if len(taxes) != 1:
            lacking.append((company.name, f"{len(taxes)} taxes"))
    return not lacking, f"{len(companies)} companies {lacking or ''}"


def kept_clients(env):
    """Kept clients have a history, a policy and contacts spread over its days."""
    kept = one(env, "SELECT COUNT(*) FROM res_partner WHERE user_id > 0 AND parent_id IS NULL")
    known = one(
        env,
        "SELECT COUNT(DISTINCT a.partner_id) FROM ais_client_assignment a"
        " JOIN res_partner p ON p.id = a.partner_id AND p.user_id = a.user_id",
    )
    most = one(
        env,
        "SELECT COALESCE(MAX(n), 0) FROM (SELECT COUNT(*) AS n FROM res_partner"
        " WHERE user_id > 0 AND parent_id IS NULL GROUP BY user_id, ais_contact_due_on) x",
    )
    return kept == known and most <= 20, f"{known} of {kept}, at most {most} a day and person"


def old_inquiries(env):
    """Inquiries of the time before have no deadline and are not late."""
    late = one(env, "SELECT COUNT(*) FROM crm_lead WHERE ais_deadline IS NOT NULL")
    states = one(env, "SELECT COUNT(*) FROM crm_lead WHERE ais_sla_state IS NOT NULL")
    return late == states == 0, f"{env['crm.lead'].search_count([])} inquiries, {late} with one"


def paid_orders(env):
    """Stored payments of orders are those of their invoices."""
    wrong, orders = 0, env["sale.order"].search([])
    for order in orders:
        invoices = order.invoice_ids.filtered(lambda move: move.state == "posted")
        paid = bool(invoices) and all(
            move.payment_state in ("paid", "in_payment") for move in invoices
        )
        wrong += paid != (order.ais_payment_state == "paid")
    return not wrong, f"{len(orders)} orders, {wrong} wrong"


def day_after(env):
    """The day after: crons run, and nobody is flooded."""
    counted = {
        "tasks": "SELECT COUNT(*) FROM mail_activity",
        "breaches": "SELECT COUNT(*) FROM ais_breach",
        "letters": "SELECT COUNT(*) FROM mail_mail",
    }
    before = {name: one(env, query) for name, query in counted.items()}
    crons = our_crons(env)
    # the next working day's evening
    day = datetime.now() + timedelta(days=1)
    while day.weekday() > 3:
        day += timedelta(days=1)
    with freeze_time(day.replace(hour=19, minute=0)):
        for cron in crons:
            cron.with_user(cron.user_id).ir_actions_server_id.run()
    env.cr.commit()
    came = {name: one(env, query) - before[name] for name, query in counted.items()}
    most = one(
        env,
        "SELECT COALESCE(MAX(n), 0) FROM (SELECT COUNT(*) AS n FROM mail_activity WHERE id >"
        " (SELECT MAX(id) - %s FROM mail_activity) GROUP BY user_id) x",
        came["tasks"],
    )
    told = ", ".join(f"{number} {name}" for name, number in came.items())
    return most <= 25 and came["breaches"] <= 20, f"{len(crons)} crons; {told}; {most} a person"


# ---- uninstalled


def sells_on(env):
    """An order is confirmed, invoiced and paid."""
    order = env["sale.order"].search([("state", "=", "draft")], limit=1, order="id")
    if not order:
        product = env["product.product"].search([("type", "=", "service")], limit=1)
        product = product or product.create({"name": "Услуга", "type": "service"})
        order = env["sale.order"].create(
            {
                "partner_id": env["res.partner"].search([("is_company", "=", True)], limit=1).id,
                "order_line": [(0, 0, {"product_id": product.id, "price_unit": 100.0})],
            },
        )
    order.action_confirm()
    order.order_line.filtered("product_id").qty_delivered = 1
    invoice = order._create_invoices()
    invoice.action_post()
    env["account.payment.register"].with_context(
        active_model="account.move",
        active_ids=invoice.ids,
    ).create({})._create_payments()
    return invoice.payment_state in ("paid", "in_payment"), f"{order.name}, {invoice.name}"


def opens(env):
    """Forms, lists and kanbans of stock models open, old records too."""
    opened = 0
    for model in ("crm.lead", "sale.order", "account.move", "res.partner", "product.template"):
        views = env[model].get_views([(False, "form"), (False, "list"), (False, "search")])
        record = env[model].search([], limit=1, order="id")
        fields = {key: {} for key in views["models"][model]["fields"]}
        record.web_read(fields)
        Form(record or env[model])
        opened += 1
    return True, f"{opened} models"


def crm_goes_on(env):
    """An inquiry is entered, worked on and won."""
    lead = env["crm.lead"].create({"name": "После удаления", "type": "opportunity"})
    lead.message_post(body="Позвонили")
    lead.action_set_won()
    old = env["crm.lead"].search([("won_status", "=", "pending")], limit=1)
    old.action_set_won()
    return lead.won_status == "won", f"{lead.stage_id.name}"


UNINSTALLED = (opens, crm_goes_on, sells_on)
STORIES = {
    "fresh": (numbers_and_taxes, constraints_hold),
    "life": (numbers_and_taxes, kept_clients, old_inquiries, paid_orders, day_after),
    "uninstalled": UNINSTALLED,
    "again": (numbers_and_taxes, kept_clients, constraints_hold),
    "updated": (numbers_and_taxes, constraints_hold, trainees, stored_again, documents),
    "mark": (mark,),
    "restored": (as_it_was, files, seats_equal),
    "neutralized": (neutralized,),
}

"""The pipeline and the contacts list at 100,000 leads and 50,000 partners, with the add-on and in
stock Odoo, by turns in one process; beside it what the add-on does with as many rows.

Usage: bench_base.py STOCK_DATABASE DATABASE FOLDER. Writes FOLDER/base.json.
"""

import json
import os
import statistics
import sys
from pathlib import Path

from bench_rows import copies, environment, measured, open_kanban, open_list, vacuum

from odoo import fields
from odoo.tools import SQL

QUICK = bool(os.environ.get("QUICK"))
PARTNERS = 50_000
LEADS = 100_000
# stock Odoo writes a letter for each lead given: less is enough to see it
MOVED = {"ais": 5_000, "stock": 500}
# of the 20 who have leads five keep the clients: 5,000 organisations and leads each
SPECIALISTS = 5
STAFF = 20
REPEATS = 5 if QUICK else 15
# of records on a page: the queries of both must be the same
PAGES = (20, 80)


class Base:
    """One database with its client base: stock Odoo's, or that of the add-on."""

    def __init__(self, database, product):
        self.product = product
        self.env = environment(database)
        self.env = self.env(context={"lang": "en_US", "tz": "Europe/Moscow"})
        self._people()
        self._fill()

    def _people(self):
        roles = {
            "stock": ("sales_team.group_sale_manager", "sales_team.group_sale_salesman"),
            "ais": ("ais_sales.group_head", "ais_sales.group_specialist"),
        }
        head, specialist = (self.env.ref(name).id for name in roles[self.product])
        users = self.env["res.users"].with_context(no_reset_password=True)
        self.head = users.create(
            {"name": "Head", "login": "bench_head", "group_ids": [(4, head)], "lang": "en_US"},
        )
        self.specialists = users.create(
            [
                {
                    "name": f"Specialist {n}",
                    "login": f"bench_{n}",
                    "group_ids": [(4, specialist)],
                    "lang": "en_US",
                }
                for n in range(STAFF)
            ],
        )

    def _fill(self):
        """Half of the partners are organisations, half their people; two leads for each."""
        client = self.env["res.partner"].create(
            {
                "name": "Client",
                "is_company": True,
                "email": "a@example.com",
                "phone": "+74951234567",
                "user_id": self.specialists[0].id,
            },
        )
        stages = self.env["crm.stage"].search([("is_won", "=", False)]).ids
        lead = self.env["crm.lead"].create(
            {
                "name": "Lead",
                "type": "opportunity",
                "partner_id": client.id,
                "user_id": self.specialists[0].id,
                "expected_revenue": 100,
            },
        )
        self.env.flush_all()
        keeper = SQL("(%s::int[])[1 + n %% %s]", self.specialists.ids, SPECIALISTS)
        worker = SQL("(%s::int[])[1 + n %% %s]", self.specialists.ids, STAFF)
        segments = self._segments()
        half = PARTNERS // 2
        organisations = copies(
            client,
            half,
            {
                "name": SQL("'Client ' || n"),
                "complete_name": SQL("'Client ' || n"),
                "ais_name_key": SQL("'client ' || n"),
                "email": SQL("n || '@example.com'"),
                "email_normalized": SQL("n || '@example.com'"),
                "phone": SQL("'+7495' || 1000000 + n"),
                "phone_sanitized": SQL("'+7495' || 1000000 + n"),
                "vat": SQL("(7700000000 + n)::text"),
                "user_id": keeper,
                "ais_segment_id": segments,
                "commercial_partner_id": SQL("NULL"),
            },
        )
        people = {
            "name": SQL("'Person ' || n"),
            "complete_name": SQL("'Client ' || n || ', Person ' || n"),
            "ais_name_key": SQL("'person ' || n"),
            "email": SQL("'p' || n || '@example.com'"),
            "email_normalized": SQL("'p' || n || '@example.com'"),
            "phone": SQL("NULL"),
            "phone_sanitized": SQL("NULL"),
            "is_company": SQL("FALSE"),
            "parent_id": SQL("(%s::int[])[n]", organisations),
            "user_id": keeper,
            "commercial_partner_id": SQL("(%s::int[])[n]", organisations),
        }
        copies(client, PARTNERS - half, people)
        self.env.cr.execute(
            "UPDATE res_partner SET commercial_partner_id = id WHERE commercial_partner_id IS NULL",
        )
        now = fields.Datetime.now()
        copies(
            lead,
            LEADS,
            {
                "name": SQL("'Lead ' || n"),
                "user_id": worker,
                "ais_segment_id": segments,
                "partner_id": SQL("(%s::int[])[1 + n %% %s]", organisations, half),
                "stage_id": SQL("(%s::int[])[1 + n %% %s]", stages, len(stages)),
                "expected_revenue": SQL("n"),
                "date_deadline": SQL("current_date + n %% 90"),
                "ais_sla_state": SQL("(ARRAY['on_time','at_risk','overdue','met'])[1 + n %% 4]"),
                "ais_alert": SQL("(ARRAY[NULL,'warned','escalated',NULL])[1 + n %% 4]"),
                "ais_deadline": SQL(
                    "%s::timestamp + ((ARRAY[9, 1, -9, 9])[1 + n %% 4]) * interval '1 day'", now
                ),
                "ais_risk_at": SQL(
                    "%s::timestamp + ((ARRAY[8, -1, -10, 8])[1 + n %% 4]) * interval '1 day'", now
                ),
            },
        )
        self.env.cr.commit()
        vacuum(self.env.cr.dbname, "res_partner", "crm_lead")

    def _segments(self):
        """SQL of the segment of row `n`: stock Odoo has none."""
        if self.product == "stock":
            return None
        found = self.env["ais.market.segment"].create([{"name": f"Segment {n}"} for n in range(8)])
        return SQL("(%s::int[])[1 + n %% 8]", found.ids)

    def as_user(self, user):
        return self.env(user=user)

    # -- what both do

    def screens(self):
        """Name of each screen: what opens it, given the records on a page."""
        kanban = self.env.ref("crm.crm_case_kanban_view_leads").id
        contacts = self.env.ref("base.view_partner_tree").id
        pipeline = [("type", "=", "opportunity")]
        for role, user in (("head", self.head), ("specialist", self.specialists[0])):
            env = self.as_user(user)
            leads, partners = env["crm.lead"], env["res.partner"]
            own = [*pipeline, ("user_id", "=", user.id)] if role == "specialist" else pipeline
            yield (
                f"pipeline, {role}",
                lambda limit, own=own, leads=leads: open_kanban(leads, own, kanban, limit),
            )
            yield (
                f"contacts, {role}",
                lambda limit, partners=partners: open_list(partners, (), contacts, limit),
            )

    def entry(self, number):
        """The web client asks what a new card brings when its INN, phone or e-mail is typed."""
        partners = self.as_user(self.specialists[1])["res.partner"]
        seen = {
            "vat": {},
            "email": {},
            "phone": {},
            "name": {},
            "is_company": {},
            "same_vat_partner_id": {"fields": {"display_name": {}}},
        }
        if self.product == "ais":
            seen |= {"ais_duplicate_note": {}, "ais_kpp": {}}
        values = {
            "name": f"Client {number}",
            "is_company": True,
            "vat": str(7_700_000_000 + number),
            "email": f"{number}@example.com",
            "phone": f"+7495{1_000_000 + number}",
        }
        found = partners.onchange(values, ["vat"], seen)["value"]
        return found.get("ais_duplicate_note") or found.get("same_vat_partner_id")

    def give(self, turn):
        """Give clients with their open leads to another specialist."""
        old, new = self.specialists[turn], self.specialists[-1]
        env = self.as_user(self.head)
        if self.product == "ais":
            transfer = env["ais.client.transfer"].create(
                {"user_id": old.id, "new_user_id": new.id, "is_all": True, "reason": "dismissal"},
            )
            transfer.action_submit()
            transfer.action_approve()
            return
        # what a head does without the add-on: marks the lists and changes the salesperson
        own = [("user_id", "=", old.id)]
        clients = [*own, ("parent_id", "=", False)]
        for model, domain in (("res.partner", clients), ("crm.lead", own)):
            found = env[model].search(domain, limit=MOVED["stock"])
            found.write({"user_id": new.id})

    def check_given(self):
        """Everything that was to move has moved."""
        new = [("user_id", "=", self.specialists[-1].id)]
        clients = self.env["res.partner"].search_count([*new, ("parent_id", "=", False)])
        if clients < 3 * MOVED[self.product]:
            sys.exit(f"bench: {self.product} has moved {clients} clients")

    # -- what only the add-on does

    def tick(self, due):
        """The clocks' cron over 100,000 open leads, so many of which have come to their end."""
        now = fields.Datetime.now()
        self.env.cr.execute(
            SQL(
                "UPDATE crm_lead SET ais_deadline = %s::timestamp - interval '1 minute',"
                " ais_risk_at = %s::timestamp - interval '1 hour', ais_alert = 'warned'"
                " WHERE id IN (SELECT id FROM crm_lead WHERE ais_sla_state = 'on_time' LIMIT %s)",
                now,
                now,
                due,
            ),
        )
        self.env.cr.commit()
        return measured(self.env, self.env["crm.lead"]._cron_tick)


def median(runs):
    """Of (queries, ms): the most queries, the median time."""
    return {
        "queries": max(queries for queries, _took in runs),
        "ms": statistics.median(took for _queries, took in runs),
    }


def by_turns(bases, work, repeats):
    """Measure the same work in both databases by turns: a slow moment of the machine meets both.

    :param work: given the base and the turn, returns a callable
    :return: {product: {queries, ms}}
    """
    runs = {base.product: [] for base in bases}
    for turn in range(repeats):
        for base in bases:
            runs[base.product].append(measured(base.env, work(base, turn)))
            base.env.cr.commit()
    return {product: median(found) for product, found in runs.items()}


def screens(bases):
    found = []
    names = [name for name, _open in bases[0].screens()]
    for name in names:
        for limit in PAGES:

            def work(base, _turn, name=name, limit=limit):
                opened = dict(base.screens())[name]
                return lambda: opened(limit)

            by_turns(bases, work, 2)
            found.append({"screen": name, "page": limit, **by_turns(bases, work, REPEATS)})
            print(f"    {found[-1]}", flush=True)
    return found


if __name__ == "__main__":
    stock, own, place = sys.argv[1:]
    print(f"    {PARTNERS} partners and {LEADS} leads in both databases", flush=True)
    pair = [Base(stock, "stock"), Base(own, "ais")]
    results = {"partners": PARTNERS, "leads": LEADS, "moved": MOVED, "screens": screens(pair)}
    entered = by_turns(pair, lambda base, turn: lambda: base.entry(turn + 1), REPEATS)
    if not all(base.entry(1) for base in pair):
        sys.exit("bench: a client entered twice is not recognised")
    results["entry"] = entered
    print(f"    entry: {entered}", flush=True)
    with_addon = pair[1]
    # the first run warns of what the rows were made with
    with_addon.tick(0)
    results["cron"] = [
        {"due": due, **median([with_addon.tick(due) for _n in range(3)])} for due in (0, 100, 1000)
    ]
    print(f"    cron: {results['cron']}", flush=True)
    results["transfer"] = by_turns(pair, lambda base, turn: lambda: base.give(turn), 3)
    for base in pair:
        results["transfer"][base.product]["clients"] = MOVED[base.product]
        base.check_given()
    print(f"    transfer: {results['transfer']}", flush=True)
    Path(place, "base.json").write_text(json.dumps(results, indent=1), encoding="utf-8")

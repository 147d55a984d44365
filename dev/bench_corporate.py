"""The board of corporate orders and the matrix of documents at 1,000 orders, 12 documents each and
30,000 trainees, beside stock Odoo's tasks in the same database; the import of 2,000 people.

Usage: bench_corporate.py DATABASE FOLDER; the database has the add-on and Odoo's `project`. Writes
FOLDER/corporate.json. Every figure is the median of runs taken by turns.
"""

import base64
import io
import json
import os
import statistics
import sys
from pathlib import Path

import xlsxwriter
from bench_corporate_scene import TABLES as SCENE_TABLES
from bench_corporate_scene import CorporateScene
from bench_rows import copies, environment, measured, open_kanban, open_list, vacuum

from odoo.tools import SQL

QUICK = bool(os.environ.get("QUICK"))
ORDERS = 1_000
DOCUMENTS = 12
PEOPLE = 2_000
REPEATS = 5 if QUICK else 15
# of records on a page: what is asked of the database must not grow with it
PAGES = (20, 80, ORDERS)
TABLES = (*SCENE_TABLES, "project_task", "project_task_user_rel")


class Scene(CorporateScene):
    """Corporate orders, and as many tasks of a project."""

    def __init__(self, env):
        super().__init__(env, ORDERS)
        self._tasks()

    def _people(self):
        super()._people()
        self.head.group_ids += self.env.ref("project.group_project_manager")

    def _tasks(self):
        stages = self.env["project.task.type"].create(
            [{"name": f"Stage {number}"} for number in range(4)],
        )
        project = self.env["project.project"].create(
            {"name": "Bench", "type_ids": [(6, 0, stages.ids)], "partner_id": self.client.id},
        )
        task = self.env["project.task"].create(
            {
                "name": "Task",
                "project_id": project.id,
                "user_ids": [(6, 0, self.head.ids)],
                "date_deadline": self.env.company.ais_today(),
            },
        )
        self.env.flush_all()
        ids = copies(
            task,
            ORDERS - 1,
            {
                "name": SQL("'Task ' || n"),
                "stage_id": SQL("(%s::int[])[1 + n %% 4]", stages.ids),
            },
        )
        self.env.cr.execute(
            "INSERT INTO project_task_user_rel (task_id, user_id) SELECT unnest(%s), %s",
            (ids, self.head.id),
        )
        self.project = project

    def screens(self, page):
        """Name and what opens each screen, as the head of sales."""
        own = self.env(user=self.head.id, su=False)
        orders, tasks = own["ais.corporate.order"], own["project.task"]
        matrix = self.env.ref("ais_sales.ais_corporate_order_view_matrix").id
        project = [("project_id", "=", self.project.id)]
        return {
            "tasks": lambda: open_list(tasks, project, limit=page),
            "orders": lambda: open_list(orders, limit=page),
            "matrix": lambda: open_list(orders, view=matrix, limit=page),
            "tasks_board": lambda: open_kanban(
                tasks, project, self.env.ref("project.view_task_kanban").id, limit=page
            ),
            "orders_board": lambda: open_kanban(orders, limit=page),
        }


def by_turns(env, works, repeats):
    runs = {name: [] for name in works}
    for _turn in range(repeats + 1):
        for name, work in works.items():
            runs[name].append(measured(env, work))
            env.cr.rollback()
    # the first turn warms up what is read once
    return {
        name: {
            "queries": max(queries for queries, _took in found[1:]),
            "ms": statistics.median(took for _queries, took in found[1:]),
        }
        for name, found in runs.items()
    }


def client_list(count):
    """A client's list of so many people as an XLSX file in base64."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["ФИО", "E-mail", "Должность", "Дата рождения"])
    letters = "абвгдежзик"
    for number in range(count):
        name = "".join(letters[int(digit)] for digit in str(number))
        row = [f"Человеков{name} Иван Петрович", f"p{number}@example.com", "Инженер", "05.03.1985"]
        sheet.write_row(number + 1, 0, row)
    book.close()
    return base64.b64encode(stream.getvalue())


def import_people(scene, count):
    """Import a client's list through the wizard, as the head: read it, then add all."""
    env = scene.env(user=scene.head.id, su=False)
    order = env["ais.corporate.order"].create({"partner_id": scene.client.id})
    env["ais.booking"].create(
        {
            "group_id": scene.groups[1].id,
            "partner_id": scene.client.id,
            "corporate_order_id": order.id,
            "seats": count,
            "state": "confirmed",
        },
    )
    wizard = env["ais.trainee.import"].create(
        {
            "corporate_order_id": order.id,
            "file": client_list(count),
            "file_name": "people.xlsx",
        },
    )
    env.flush_all()

    def work():
        wizard.action_read()
        wizard.add()

    queries, took = measured(env, work)
    added = len(order.trainee_ids)
    env.cr.rollback()
    return {"people": count, "added": added, "queries": queries, "ms": took}


def load_contacts(scene, count):
    """As many contacts through stock Odoo's own import, the nearest thing it has."""
    env = scene.env
    rows = [[f"Contact {number}", f"c{number}@example.com", "Engineer"] for number in range(count)]

    def work():
        result = env["res.partner"].load(["name", "email", "function"], rows)
        if len(result["ids"] or ()) != count:
            raise RuntimeError(result["messages"])

    queries, took = measured(env, work)
    env.cr.rollback()
    return {"people": count, "queries": queries, "ms": took}


def risks(scene):
    """The cron that looks whether all the orders are on time."""
    orders = scene.env["ais.corporate.order"].search([])

    def work():
        orders._risk_facts()

    return by_turns(scene.env, {"risks": work}, REPEATS)["risks"]


def main(database, folder):
    env = environment(database)
    env = env(context={"lang": "en_US", "tz": "Europe/Moscow"})
    scene = Scene(env)
    env.cr.commit()
    vacuum(database, *TABLES)
    figures = {
        "orders": env["ais.corporate.order"].search_count([]),
        "documents": env["ais.order.document"].search_count([]),
        "trainees": env["ais.trainee"].search_count([]),
        "tasks": env["project.task"].search_count([]),
        "screens": {page: by_turns(env, scene.screens(page), REPEATS) for page in PAGES},
        "risks": risks(scene),
        "import": [import_people(scene, count) for count in (PEOPLE // 10, PEOPLE)],
        "contacts": load_contacts(scene, PEOPLE),
    }
    Path(folder, "corporate.json").write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])

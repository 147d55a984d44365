"""Screenshots of the running product, each as the role that works with the screen.

Usage: shots.py DATABASE CHROMIUM FOLDER; the database has the demo data.
"""

import subprocess
import sys
from pathlib import Path

from browser import Browser

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "ais_sales" / "tests" / "race"))

from servers import OdooServer  # noqa: E402


def board(browser, server):
    browser.log_in(server, "head")
    browser.open(f"{server}/odoo/ais-groups")
    browser.wait_for(".o_kanban_record")


def hold(browser, server):
    browser.log_in(server, "specialist")
    browser.open(f"{server}/odoo/action-crm.crm_lead_action_pipeline")
    browser.click(".o_kanban_record:not(.o_kanban_ghost)")
    browser.click("button[name=action_ais_hold_seats]")
    browser.wait_for(".modal .o_form_view")


def decision(browser, server):
    browser.log_in(server, "head")
    browser.open(f"{server}/odoo/ais-decisions")
    browser.click(".o_data_row .o_data_cell")
    browser.click("button[name=action_open_decision]")
    browser.wait_for(".modal .o_form_view")


def booking(browser, server):
    browser.log_in(server, "specialist")
    browser.open(f"{server}/odoo/ais-bookings")
    browser.wait_for(".o_data_row")


def analysis(browser, server):
    browser.log_in(server, "director")
    browser.open(f"{server}/odoo/ais-groups-analysis")
    browser.wait_for(".o_pivot table")


def desk(browser, server):
    browser.log_in(server, "specialist")
    browser.open(f"{server}/odoo/ais-sales")
    browser.wait_for(".o_ais_block_contacts .o_ais_desk_row")


def head_desk(browser, server):
    browser.log_in(server, "head")
    browser.open(f"{server}/odoo/ais-sales")
    browser.wait_for(".o_ais_block_plan canvas")


def director_desk(browser, server):
    browser.log_in(server, "director")
    browser.open(f"{server}/odoo/ais-sales")
    browser.wait_for(".o_ais_block_sla canvas")
    browser.wait_for(".o_ais_measure")


def plan(browser, server):
    browser.log_in(server, "director")
    browser.open(f"{server}/odoo/ais-plan-fact")
    browser.wait_for(".o_pivot table, .o_graph_canvas_container canvas")


SHOTS = (board, hold, decision, booking, analysis, desk, head_desk, director_desk, plan)
# a desk is long: its shot shows more of it
TALL = {desk: 1100, head_desk: 1100, director_desk: 1300}

if __name__ == "__main__":
    database, program, folder = sys.argv[1:]
    command = [sys.executable, "-m", "odoo", "server", "-c", str(ROOT / ".dev" / "odoo.conf")]
    odoo = OdooServer(command, database, "--log-level=error", log=subprocess.DEVNULL).wait(120)
    try:
        with Browser(program, (1280, 760)) as window:
            for shot in SHOTS:
                window.resize(1280, TALL.get(shot, 760))
                shot(window, f"http://127.0.0.1:{odoo.port}")
                window.shoot(Path(folder, f"{shot.__name__}.png"))
                print(f"    {shot.__name__}.png")
    finally:
        odoo.stop()

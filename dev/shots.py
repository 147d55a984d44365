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
    browser.open(f"{server}/odoo/ais-sales")
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


SHOTS = (board, hold, decision, booking, analysis)

if __name__ == "__main__":
    database, program, folder = sys.argv[1:]
    command = [sys.executable, "-m", "odoo", "server", "-c", str(ROOT / ".dev" / "odoo.conf")]
    odoo = OdooServer(command, database, "--log-level=error", log=subprocess.DEVNULL).wait(120)
    try:
        with Browser(program, (1280, 760)) as window:
            for shot in SHOTS:
                shot(window, f"http://127.0.0.1:{odoo.port}")
                window.shoot(Path(folder, f"{shot.__name__}.png"))
                print(f"    {shot.__name__}.png")
    finally:
        odoo.stop()

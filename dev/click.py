"""Odoo's click robot on every menu, view and filter of the add-on, as each role.

Usage: click.py DATABASE CHROMIUM LOGIN...; fails when a screen shows an error.
"""

import subprocess
import sys
import time
from pathlib import Path

from browser import Browser

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "ais_sales" / "tests" / "race"))

from servers import OdooServer  # noqa: E402

SECONDS = 900
# what the robot says goes to the console, which is kept here
START = """
(() => {
    window.robot = [];
    for (const kind of ["log", "error"]) {
        const say = console[kind];
        console[kind] = (...words) => {
            window.robot.push(words.map((word) => word?.stack || String(word)).join(" "));
            say.apply(console, words);
        };
    }
    odoo.loader.modules
        .get("@web/webclient/clickbot/clickbot_loader")
        .startClickEverywhere("ais_sales.ais_menu_root", false);
})()
"""


def click(browser, server, login):
    """Click everything as a demo user.

    :return: list of what the robot said; the last line tells whether it succeeded
    """
    browser.log_in(server, login)
    browser.open(f"{server}/odoo")
    browser.wait_for(".o_navbar")
    browser.run(START)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        time.sleep(2)
        said = browser.run("window.robot") or []
        if any("clickbot test succeeded" in line or "test failed" in line for line in said):
            return said
    return [*said, "the robot did not come to an end"]


if __name__ == "__main__":
    database, program, *logins = sys.argv[1:]
    command = [sys.executable, "-m", "odoo", "server", "-c", str(ROOT / ".dev" / "odoo.conf")]
    odoo = OdooServer(command, database, "--log-level=error", log=subprocess.DEVNULL).wait(120)
    failed = []
    try:
        for login in logins:
            with Browser(program, (1280, 760)) as window:
                said = click(window, f"http://127.0.0.1:{odoo.port}", login)
            counts = ", ".join(line for line in said if line.startswith("Successfully tested"))
            print(f"{login}: {counts or 'nothing'}", flush=True)
            if "clickbot test succeeded" not in said[-1]:
                failed.append(login)
                print("\n".join(said[-8:]))
    finally:
        odoo.stop()
    sys.exit(f"errors on the screens of {', '.join(failed)}" if failed else 0)

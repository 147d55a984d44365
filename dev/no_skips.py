"""pytest plugin: a test that was skipped is a test that failed.

pytest-odoo skips browser tests in silence when it has no HTTP server, and Odoo when it finds no
browser; a green run would then prove less than it says.
"""


def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.getplugin("terminalreporter")
    skipped = reporter.stats.get("skipped", [])
    if skipped and exitstatus == 0:
        session.exitstatus = 1
        for report in skipped:
            reporter.write_line(f"skipped, which is not allowed: {report.nodeid}", red=True)

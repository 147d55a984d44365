"""Runs stock Odoo's tests of one module on a database where everything is already loaded.

Usage: stock_tests_run.py DATABASE TAGS [Odoo's arguments]

Odoo runs the tests marked "at install" only while it installs their module, before the modules that
depend on it: an add-on never meets them. Here both kinds run in the complete registry.
"""

import sys

from odoo.cli import main
from odoo.tests import loader

make_suite = loader.make_suite


def make_once(module_names, position="at_install"):
    """Odoo's suites of both positions, when everything is loaded; none before."""
    suite = make_suite([], position)
    if position == "post_install":
        for each in ("at_install", position):
            suite.addTests(make_suite(module_names, each))
    return suite


loader.make_suite = make_once
database, tags, *arguments = sys.argv[1:]
sys.argv = ["odoo", "server", "-d", database, "--test-tags", tags, "--stop-after-init", *arguments]
main()

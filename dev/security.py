"""Run by `odoo shell`: write SECURITY.md from the registry and from the tests' table of rights."""

import os
from pathlib import Path

from odoo.addons.ais_sales.tests.proof.security_page import page

text = page(env)  # noqa: F821
Path(os.environ["SECURITY_PAGE"]).write_text(text, encoding="utf-8")

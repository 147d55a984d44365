"""Odoo's command line as a program: `python -m odoo` cannot start its process of the bus anew."""

import odoo.cli

odoo.cli.main()

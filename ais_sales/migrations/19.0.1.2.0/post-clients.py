"""Clients that were kept before their history was: it begins now."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    api.Environment(cr, SUPERUSER_ID, {})["res.partner"]._ais_adopt_kept()

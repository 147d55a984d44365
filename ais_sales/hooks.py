def post_init_hook(env):
    """Give every existing company its no-VAT tax and its public holidays, so that the first course
    can be sold at once.
    """
    for company in env["res.company"].search([]):
        company._ais_exempt_tax()
    env["resource.calendar"]._cron_add_holidays()


def uninstall_hook(env):
    """Leave a plain Odoo: the add-on's flag on taxes goes, the tax itself stays on its invoices."""
    env["ir.config_parameter"].search([("key", "=like", "ais_sales.%")]).unlink()

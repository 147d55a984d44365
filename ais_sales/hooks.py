from odoo.tools import SQL

# which the add-on knows by name
MEDIA = {
    "medium_phone": "Телефон",
    "medium_email": "Электронная почта",
    "medium_website": "Сайт",
    "medium_messenger": "Мессенджер",
    "medium_event": "Выставка или конференция",
    "medium_partner": "Партнёр",
}
# on fields of Odoo's own that the add-on searches by
INDEXES = (
    "res_partner__user_id_index",
    "res_partner__email_normalized_index",
    "res_partner__phone_sanitized_index",
    "account_move__commercial_partner_id_index",
)


def pre_init_hook(env):
    """Take over the channels that the company calls as the add-on does: of its own, or of the time
    before the add-on was uninstalled.
    """
    media = (
        env["utm.medium"]
        .with_context(active_test=False)
        .search([("name", "in", [*MEDIA.values()])])
    )
    known = media.get_external_id()
    own = media.filtered(lambda medium: not known[medium.id])
    env["ir.model.data"]._update_xmlids(
        [
            {"xml_id": f"ais_sales.{name}", "record": medium, "noupdate": True}
            for name, title in MEDIA.items()
            for medium in own.filtered(lambda one, title=title: one.name == title)[:1]
        ],
    )


def post_init_hook(env):
    """Give every existing company its no-VAT tax, its public holidays and its numbers of documents,
    so that the first course can be sold at once, and existing clients their history.

    Existing inquiries stay without deadlines: nobody is late with what was never promised.
    """
    companies = env["res.company"].search([])
    for company in companies:
        company._ais_exempt_tax()
    companies._ais_make_document_sequences()
    env["resource.calendar"]._cron_add_holidays()
    env["res.partner"]._ais_adopt_kept()


def uninstall_hook(env):
    """Leave a plain Odoo: the add-on's flag on taxes goes, the tax itself stays on its invoices."""
    env["ir.config_parameter"].search([("key", "=like", "ais_sales.%")]).unlink()
    _keep_used_media(env)
    _drop_traces(env)
    # made by companies, so nothing else takes them away; orders are numbered by stock Odoo again
    env["ir.sequence"].search(
        [
            "|",
            ("code", "=like", "ais.%"),
            "&",
            ("code", "=", "sale.order"),
            ("prefix", "=like", "КП-%"),
        ],
    ).unlink()
    # Odoo deletes the add-on's records one after the other before it drops their tables: nothing
    # may hold a segment then
    for table in ("res_partner", "crm_lead"):
        env.cr.execute(SQL("UPDATE %s SET ais_segment_id = NULL", SQL.identifier(table)))
    env.cr.execute("UPDATE ais_market_segment SET parent_id = NULL")
    env.cr.execute("UPDATE ais_contact_policy SET segment_id = NULL")
    env.cr.execute("UPDATE ais_client_assignment SET transfer_id = NULL")
    env.cr.execute("UPDATE ais_sales_plan SET previous_id = NULL")
    # the add-on's demo users may be named in these as well
    for table in (
        # with their lines and milestones
        "ais_sales_plan",
        "ais_development_goal",
        # by which papers and orders people work
        "ais_department_acknowledgement",
        "ais_department_document",
        "ais_staffing_line",
        "ais_appointment",
        "ais_absence",
        "ais_breach",
        "ais_request",
        "ais_department_report",
        "ais_activity_report",
        "ais_client_intake",
        # what was taught and issued, before the people
        "ais_attendance",
        "ais_issued_document",
        "ais_form_spoilt",
        "ais_form_batch",
        "ais_training_order",
        "ais_order_document",
        "ais_trainee",
        # whose seats they are, before the groups
        "ais_order_addendum",
        "ais_booking",
        "ais_corporate_order",
        "ais_course_group",
        "ais_dunning_notice",
        "ais_reconciliation_act",
        "ais_debt_contact",
        "ais_debt_pause",
        "ais_client_transfer",
        "ais_contact_agreement",
        "ais_consultation",
        "ais_personal_access",
    ):
        env.cr.execute(SQL("DELETE FROM %s", SQL.identifier(table)))
    # invoices and orders stay, so do the demo clients and users named in them
    env.cr.execute(
        """
        WITH kept AS (
            SELECT partner_id FROM account_move UNION SELECT commercial_partner_id FROM account_move
            UNION SELECT partner_id FROM account_move_line UNION SELECT partner_id FROM sale_order
            UNION SELECT partner_id FROM account_payment)
        DELETE FROM ir_model_data d WHERE d.module = 'ais_sales'
           AND d.model = 'res.partner' AND d.res_id IN (SELECT partner_id FROM kept)
        """,
    )
    # the register of destroyed data is stock Odoo's and stays, so do the demo users named in it
    env.cr.execute(
        """
        WITH kept AS (
            SELECT u.id, u.partner_id FROM res_users u JOIN privacy_log l ON l.user_id = u.id)
        DELETE FROM ir_model_data d WHERE d.module = 'ais_sales' AND (
            (d.model = 'res.users' AND d.res_id IN (SELECT id FROM kept))
            OR (d.model = 'res.partner' AND d.res_id IN (SELECT partner_id FROM kept)))
        """,
    )
    env.invalidate_all()


def _keep_used_media(env):
    """Inquiries, orders and invoices keep the channel that they came by."""
    env.cr.execute(
        """
        WITH used AS (
            SELECT medium_id FROM crm_lead UNION SELECT medium_id FROM sale_order
            UNION SELECT medium_id FROM account_move)
        DELETE FROM ir_model_data d
         WHERE d.module = 'ais_sales' AND d.model = 'utm.medium'
           AND d.res_id IN (SELECT medium_id FROM used)
        """,
    )


def _drop_traces(env):
    """What Odoo leaves of any add-on: indexes on its own fields, and notes of foreign keys."""
    for name in INDEXES:
        env.cr.execute(SQL("DROP INDEX IF EXISTS %s", SQL.identifier(name)))
    env.cr.execute(
        """
        DELETE FROM ir_model_constraint c USING ir_module_module m
         WHERE m.id = c.module AND m.name = 'ais_sales' AND c.type = 'f'
        """,
    )
    # the notes that other add-ons keep of what the models of this one have from them
    env.cr.execute(
        """
        DELETE FROM ir_model_data d
         WHERE d.module != 'ais_sales' AND (
               d.model = 'ir.model.inherit' AND d.res_id IN (
                   SELECT i.id FROM ir_model_inherit i JOIN ir_model m ON m.id = i.model_id
                    WHERE m.model LIKE 'ais.%')
            OR d.model = 'ir.model.fields.selection' AND d.res_id IN (
                   SELECT s.id FROM ir_model_fields_selection s
                     JOIN ir_model_fields f ON f.id = s.field_id WHERE f.model LIKE 'ais.%'))
        """,
    )

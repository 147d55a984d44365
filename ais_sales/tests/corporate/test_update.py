from pathlib import Path

from odoo import fields
from odoo.modules.migration import load_script
from odoo.tests import tagged
from odoo.tools import file_path

from ... import hooks
from ..receivable.bank_common import PaidCommon

SCRIPTS = "ais_sales/migrations"
BEFORE = "19.0.1.0.0"


@tagged("post_install", "-at_install")
class TestUpdate(PaidCommon):
    """A database of an earlier version, or of stock Odoo, is brought to the present one."""

    def _update(self, name, version=BEFORE):
        self.env.flush_all()
        (path,) = Path(file_path(SCRIPTS)).glob(f"*/{name}.py")
        load_script(str(path), path.stem.replace("-", "_")).migrate(self.cr, version)
        self.env.invalidate_all()

    def test_payments_of_old_statements_are_known(self):
        imported = self._load(self._paid("0012"), self._paid("7", 100, "аванс", day="17.11.2026"))
        self.env.flush_all()
        self.cr.execute("UPDATE ais_bank_import_line SET dedup_key = 'old-' || id")
        self._update("post-statements")
        again = self._load(self._paid("0012"), self._paid("8", 50, "аванс"))
        self.assertEqual(
            again.line_ids.filtered(lambda one: one.amount == 45000).state, "duplicate"
        )
        self.assertEqual(len(imported.line_ids), 2)
        self.assertEqual(self.invoice.payment_state, "paid", "paid once")

    def test_payment_that_was_entered_twice_stays_twice(self):
        self._load(self._paid("12"))
        twice = self._load(self._paid("13"))
        self.env.flush_all()
        self.cr.execute("UPDATE ais_bank_import_line SET number = '12', dedup_key = 'old-' || id")
        self._update("post-statements")
        self.assertEqual(twice.line_ids.dedup_key, f"old-{twice.line_ids.id}")

    def test_rules_are_brought_to_what_the_version_grants(self):
        rule = self.env.ref("ais_sales.ais_activity_report_rule_head")
        domain, groups = rule.domain_force, rule.groups
        rule.write(
            {"domain_force": "[(1, '=', 1)]", "groups": [(4, self.env.ref("base.group_user").id)]}
        )
        gone = self.env["ir.rule"].create(
            {"name": "Правило прежней версии", "model_id": rule.model_id.id, "domain_force": "[]"},
        )
        self.env["ir.model.data"]._update_xmlids(
            [{"xml_id": "ais_sales.rule_of_before", "record": gone, "noupdate": True}],
        )
        self._update("post-rules", "19.0.1.1.0")
        self.assertEqual((rule.domain_force, rule.groups), (domain, groups))
        self.assertFalse(gone.exists())

    def test_types_of_documents_learn_their_facts_and_personal_data(self):
        kinds = {
            name: self.env.ref(f"ais_sales.document_type_{name}")
            for name in ("invoice", "consents", "education")
        }
        kinds["education"].is_personal = False
        self.env.flush_all()
        self.cr.execute(
            "UPDATE ais_document_type SET fact = NULL, is_personal = NULLIF(is_personal, true)"
            " WHERE id = ANY(%s)",
            ([kind.id for kind in kinds.values()],),
        )
        self.env.invalidate_all()
        self._update("post-documents")
        self.assertEqual(kinds["invoice"].fact, "invoice")
        self.assertTrue(kinds["consents"].is_personal)
        self.assertFalse(kinds["education"].is_personal, "somebody has taken the mark")

    def test_letters_of_guarantee_get_a_number_and_a_date(self):
        booking = self.env["ais.booking"].create(
            {"group_id": self.group.id, "partner_id": self.client.id, "seats": 1},
        )
        self.env.flush_all()
        self.cr.execute("ALTER TABLE ais_booking DROP CONSTRAINT ais_booking_guarantee_letter_ok")
        self.cr.execute(
            "UPDATE ais_booking SET has_guarantee_letter = true WHERE id = %s", (booking.id,)
        )
        self._update("pre-guarantee")
        self.assertEqual(booking.guarantee_number, "б/н")
        self.assertTrue(booking.guarantee_date)

    def test_clients_of_before_have_a_history_and_are_not_due_on_one_day(self):
        self.env["ais.contact.policy"].create(
            {"name": "Всем", "sequence": 1, "contact_days": 30, "protection_days": 90},
        )
        clients = self.env["res.partner"].create(
            [{"name": f"Прежний {number}", "user_id": self.specialist.id} for number in range(60)],
        )
        self.env.flush_all()
        self.cr.execute(
            "DELETE FROM ais_client_assignment WHERE partner_id = ANY(%s)", (clients.ids,)
        )
        self._update("post-clients")
        self.assertEqual(set(clients.ais_assignment_ids.mapped("reason")), {"entered"})
        self.assertEqual(clients.ais_assignment_ids.user_id, self.specialist)
        due = clients.mapped("ais_contact_due_on")
        self.assertLessEqual(max(map(due.count, due)), 2)
        today = fields.Date.context_today(clients)
        self.assertGreater(min(due), today)
        self.assertLessEqual(max(due), fields.Date.add(today, days=30))
        self._update("post-clients")
        self.assertEqual(len(clients.ais_assignment_ids), 60)

    def test_channels_in_use_outlive_the_add_on_and_are_taken_over_again(self):
        phone, event = (self.env.ref(f"ais_sales.medium_{name}") for name in ("phone", "event"))
        self.lead.medium_id = phone
        self.env.flush_all()
        hooks._keep_used_media(self.env)
        known = self.env["ir.model.data"].search(
            [("module", "=", "ais_sales"), ("model", "=", "utm.medium")],
        )
        self.assertIn(event.id, known.mapped("res_id"))
        self.assertNotIn(phone.id, known.mapped("res_id"))
        hooks.pre_init_hook(self.env)
        self.env.registry.clear_cache()
        self.assertEqual(self.env.ref("ais_sales.medium_phone"), phone)
        self.assertEqual(self.env.ref("ais_sales.medium_event"), event)

    def test_tax_of_before_is_taken_over(self):
        tax = self.company._ais_exempt_tax()
        tax.write({"ais_is_exempt": False, "active": False})
        self.assertEqual(self.company._ais_exempt_tax(), tax)
        self.assertTrue(tax.active and tax.ais_is_exempt)

    def test_measures_and_fields_are_called_as_now_and_odoo_s_own_as_odoo_does(self):
        self.env["res.lang"]._activate_lang("ru_RU")
        measure = self.env.ref("ais_sales.measure_invoiced")
        # the words of this very version, whenever the database was made
        self._update_words()
        names = {lang: measure.with_context(lang=lang).name for lang in ("en_US", "ru_RU")}
        for lang in names:
            measure.with_context(lang=lang).name = f"Прежнее имя {lang}"
        measure.green = 77
        field = self.env["ir.model.fields"]._get("res.partner", "user_id")
        field.with_context(lang="ru_RU").field_description = "Как у Odoo"
        template = self.env.ref("ais_sales.mail_template_offer").with_context(lang="ru_RU")
        template.name = "Наше письмо"
        self._update_words()
        for lang, name in names.items():
            self.assertEqual(measure.with_context(lang=lang).name, name)
        self.assertEqual(measure.green, 77, "the director's aim")
        self.assertEqual(field.with_context(lang="ru_RU").field_description, "Как у Odoo")
        self.assertEqual(template.name, "Наше письмо")

    def _update_words(self):
        for name in ("post-measures", "post-words"):
            self._update(name, "19.0.1.1.0")

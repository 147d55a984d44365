from contextlib import closing

from psycopg2 import IntegrityError
from psycopg2.errors import LockNotAvailable, SerializationFailure

import odoo
from odoo import api
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .documents_common import DocumentsCommon


@tagged("post_install", "-at_install")
class TestDocumentsForms(DocumentsCommon):
    """Documents are printed on numbered forms of a pool (2.24)."""

    def test_documents_take_the_next_forms(self):
        batch = self._forms(98, 104)
        issued = self._issue(self.anna | self.petr)
        self.assertEqual(issued.mapped("number"), ["000098", "000099"])
        self.assertEqual(issued.mapped("series"), ["УПК", "УПК"])
        self.assertEqual(issued.batch_id, batch)
        self.assertEqual((batch.number_next, batch.left, batch.state), (100, 5, "open"))

    def test_too_few_forms_are_told_with_their_number(self):
        batch = self._forms(1, 1)
        wizard = self._wizard(self.anna | self.petr)
        self.assertIn("2 documents, 1 forms left", wizard.forms_note)
        with self.assertRaisesRegex(UserError, "2 documents, 1 forms left"):
            wizard.action_issue()
        self.assertFalse((self.anna | self.petr).issued_document_ids)
        self.assertEqual(batch.left, 1)

    def test_two_batches_are_used_one_after_the_other(self):
        self._forms(1, 1)
        second = self._forms(1, 5, series="УПК-2")
        issued = self._issue(self.anna | self.petr)
        self.assertEqual(issued.mapped("series"), ["УПК", "УПК-2"])
        self.assertEqual(second.number_next, 2)

    def test_without_forms_a_sequence_numbers_unless_forms_are_a_must(self):
        self.assertEqual(self._issue(self.anna).series, "ПК")
        self.company.ais_numbering_certificate = "forms"
        with self.assertRaisesRegex(UserError, "1 documents, 0 forms left"):
            self._issue(self.petr)
        self.company.ais_numbering_certificate = "sequence"
        batch = self._forms()
        self.assertFalse(self._issue(self.petr).batch_id)
        self.assertEqual(batch.left, 10)

    def test_spoilt_forms_are_passed_over_and_recorded(self):
        batch = self._forms(1, 4)
        batch.spoilt_ids = [(0, 0, {"number": 1, "reason": "Залит"})]
        self.assertEqual((batch.left, batch.spoilt_count), (3, 1))
        first, second = self._issue(self.anna | self.petr)
        self.assertEqual((first.number, second.number), ("000002", "000003"))
        second.spoil("Порван")
        self.assertEqual(batch.spoilt_ids.mapped("number"), [1, 3])
        self.assertEqual(batch.spoilt_ids.document_id, second)
        self.assertEqual(batch.left, 1)
        self.assertEqual(self._issue(self.petr).number, "000004")
        self.assertEqual(batch.state, "used")

    def test_spoilt_form_is_one_of_the_batch_and_free(self):
        batch = self._forms(1, 4)
        self._issue(self.anna)
        for number, words in ((9, "is not one of"), (1, "carries the document of Иванова")):
            with self.subTest(number), self.assertRaisesRegex(ValidationError, words):
                batch.spoilt_ids = [(0, 0, {"number": number, "reason": "?"})]
        batch.spoilt_ids = [(0, 0, {"number": 3, "reason": "Залит"})]
        with self.assertRaisesRegex(ValidationError, "as spoilt already"):
            batch.spoilt_ids = [(0, 0, {"number": 3, "reason": "Ещё раз"})]

    def test_overlapping_forms_are_refused(self):
        self._forms(100, 200)
        for first, last in ((200, 300), (50, 100), (120, 130), (1, 999)):
            with self.subTest((first, last)), self.assertRaisesRegex(ValidationError, "overlap"):
                self._forms(first, last)
        with self.assertRaisesRegex(ValidationError, "below the first"):
            self._forms(10, 5, series="Другая")
        # another series, another kind
        self._forms(100, 200, series="УПК-2")
        self._forms(100, 200, kind="diploma")

    def test_used_forms_keep_their_numbers(self):
        batch = self._forms(1, 10)
        batch.number_from = 2
        self.assertEqual(batch.number_next, 2)
        self._issue(self.anna)
        with self.assertRaisesRegex(UserError, "their numbers stay"):
            batch.number_to = 20
        with self.assertRaisesRegex(UserError, "Withdraw them"):
            batch.unlink()
        batch.is_withdrawn = True
        self.assertEqual(batch.state, "withdrawn")
        self.assertEqual(self._issue(self.petr).series, "ПК")

    def test_few_forms_become_a_task_once(self):
        self.company.ais_forms_few = 5
        batch = self._forms(1, 6)
        self._issue(self.anna)
        self.assertFalse(self._activities(batch, self.training_office))
        batch.user_id = self.training_office
        self._issue(self.petr)
        self.assertEqual(len(self._activities(batch, self.training_office)), 1)
        self._finish(self.semyon)
        self._issue(self.semyon)
        self.assertEqual(len(self._activities(batch, self.training_office)), 1)

    def test_number_is_given_once_whatever_python_says(self):
        first, second = self._issue(self.anna | self.petr)
        for query in (
            "UPDATE ais_issued_document SET number = %(number)s WHERE id = %(id)s",
            "UPDATE ais_issued_document SET registration_number = %(register)s WHERE id = %(id)s",
        ):
            with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
                self.cr.execute(
                    query,
                    {
                        "id": second.id,
                        "number": first.number,
                        "register": first.registration_number,
                    },
                )

    def test_two_clerks_never_take_the_same_form(self):
        """Two real transactions: the second waits for the first and then goes on after it."""
        connection = odoo.sql_db.db_connect(self.env.cr.dbname)
        company = self.env.ref("base.main_company")
        with closing(connection.cursor()) as setup:
            setup.execute(
                "INSERT INTO ais_form_batch (company_id, kind, series, number_from, number_to,"
                ' number_next, digits, received_on, state, "left")'
                " VALUES (%s, 'attendance', 'ГОНКА', 1, 9, 1, 6, now(), 'open', 9) RETURNING id",
                (company.id,),
            )
            (batch_id,) = setup.fetchone()
            setup.commit()
        try:
            with closing(connection.cursor()) as one, closing(connection.cursor()) as two:
                first, second = (api.Environment(cr, 1, {}) for cr in (one, two))
                # both have seen the pool as it is
                second["ais.form.batch"].search_count([("id", "=", batch_id)])
                taken = self._take(first, company.id)
                first.flush_all()
                two.execute("SET LOCAL lock_timeout = '200ms'")
                with mute_logger("odoo.sql_db"), self.assertRaises(LockNotAvailable):
                    self._take(second, company.id)
                two.rollback()
                second.transaction.clear()
                second["ais.form.batch"].search_count([("id", "=", batch_id)])
                one.commit()
                with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                    self._take(second, company.id)
                two.rollback()
                second.transaction.clear()
                # which is what Odoo does with the request
                self.assertEqual((taken, self._take(second, company.id)), ("000001", "000002"))
                two.rollback()
        finally:
            with closing(connection.cursor()) as setup:
                setup.execute("DELETE FROM ais_form_batch WHERE id = %s", (batch_id,))
                setup.commit()

    def _take(self, env, company_id):
        company = env["res.company"].browse(company_id)
        ((_batch, series, number),) = env["ais.form.batch"]._take(company, "attendance", 1)
        self.assertEqual(series, "ГОНКА")
        return number

from odoo.modules.module import Manifest
from odoo.tests import TransactionCase, tagged
from odoo.tools.convert import convert_file


@tagged("post_install", "-at_install")
class TestDemo(TransactionCase):
    """Who tries the product finds a department at work, whatever the day of the year."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        room = ""
        for path in Manifest.for_addon("ais_sales")["demo"]:
            if path.split("/")[1] != room:
                room = path.split("/")[1]
                # PostgreSQL knows nothing of rows that nobody else sees yet, and plans for none
                cls.env.flush_all()
                cls.env.cr.execute("ANALYZE")
            convert_file(cls.env, "ais_sales", path, {}, mode="init", noupdate=True)

    def test_every_role_has_a_person(self):
        for login, role in (
            ("specialist", "specialist"),
            ("specialist2", "specialist"),
            ("head", "head"),
            ("deputy", "deputy"),
            ("director", "director"),
            ("training", "training_office"),
            ("accountant", "accountant"),
        ):
            user = self.env.ref(f"ais_sales.user_{login}")
            self.assertEqual(user.login, login)
            self.assertTrue(user.has_group(f"ais_sales.group_{role}"))

    def test_groups_and_bookings_are_in_every_state(self):
        for model in ("ais.course.group", "ais.booking"):
            found = {state for (state,) in self.env[model]._read_group([], ["state"]) if state}
            self.assertEqual(found, set(self.env[model]._fields["state"].get_values(self.env)))

    def test_the_counts_of_groups_are_those_of_their_bookings(self):
        for group in self.env["ais.course.group"].search([]):
            taken = group.booking_ids.filtered(
                lambda booking: booking.state in ("hold", "confirmed", "done"),
            )
            self.assertEqual(group.seats_taken, sum(taken.mapped("seats")), group.code)

    def test_there_is_something_to_decide_and_somebody_who_waits(self):
        today = self.env.company.ais_today()
        group = self.env.ref("ais_sales.group_pdn_decide")
        self.assertLessEqual(group.decision_date, today)
        self.assertTrue(group.activity_ids.filtered(lambda one: one.user_id.login == "head"))
        full = self.env.ref("ais_sales.group_lin_full")
        self.assertEqual((full.seats_available, full.seats_waitlisted), (0, 3))
        self.assertFalse(self.env["ais.course"].search([("product_id", "=", False)]))

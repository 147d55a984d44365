from ..common import AisCommon


class TestNumbers(AisCommon):
    """Numbers of bookings come from Odoo's sequence, however it is set up."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sequence = cls.env.ref("ais_sales.ais_booking_sequence")

    def test_bookings_entered_together_are_numbered_one_after_another(self):
        year = self.env.company.ais_today().year
        bookings = self._book() + self._book()
        first, second = (int(name.rsplit("-", 1)[1]) for name in bookings.mapped("name"))
        self.assertEqual(second, first + 1)
        self.assertTrue(bookings[0].name.startswith(f"БР-{year}-"))

    def test_a_changed_prefix_counts_from_the_next_booking(self):
        self._book()
        self.sequence.prefix = "АИС/%(y)s/"
        self.assertRegex(self._book().name, r"^АИС/\d\d/\d{5}$")

    def test_a_sequence_of_the_company_goes_before_the_common_one(self):
        self._book()
        own = self.sequence.copy({"company_id": self.company.id, "prefix": "ЦПК-"})
        self.assertEqual(self._book().name, "ЦПК-00001")
        own.unlink()
        self.assertTrue(self._book().name.startswith("БР-"))

    def test_a_sequence_without_gaps_is_numbered_by_odoo(self):
        self.sequence.write({"implementation": "no_gap", "prefix": "Б", "number_next": 7})
        self.assertEqual([self._book().name, self._book().name], ["Б00007", "Б00008"])

    def test_the_time_in_a_number_is_that_of_the_booking(self):
        self.sequence.prefix = "%(h24)s%(min)s%(sec)s-"
        self.assertRegex(self._book().name, r"^\d{6}-\d{5}$")

    def test_without_a_sequence_a_booking_is_still_taken(self):
        self.sequence.unlink()
        self.assertEqual(self._book().name, "/")

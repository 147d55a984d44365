from odoo.tests import HttpCase, tagged

from ..corporate.training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestPhone(TrainingCommon, HttpCase):
    """What is filled in on the way, on a screen as wide as a phone's."""

    browser_size = "375x800"

    def test_teacher_s_day_is_entered_on_a_phone(self):
        self.start_tour(
            "/odoo/ais-attendance",
            "ais_attendance_on_a_phone",
            login=self.training_office.login,
        )
        self.env.invalidate_all()
        day = self.group.booking_ids.trainee_ids.attendance_ids
        self.assertEqual(day.mapped(lambda row: (row.date, row.hours)), [(self.today, 2)])

from datetime import timedelta

from odoo.tests import HttpCase, tagged

from .corporate.training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestCorporateTours(TrainingCommon, HttpCase):
    """Training under control in the web client, as it is clicked."""

    def test_training_office_keeps_attendance_in_the_sheet(self):
        self.start_tour(
            f"/odoo/action-ais_sales.ais_course_group_action/{self.group.id}",
            "ais_keep_attendance",
            login=self.training_office.login,
        )
        self.env.invalidate_all()
        # by client and name: Сидорова, Иванов, Петров
        ivanov, petrov, sidorova = self.people
        first = self.group.date_start
        hours = {
            person: {(row.date - first).days: row.hours for row in person.attendance_ids}
            for person in self.people
        }
        self.assertEqual(hours[sidorova], {0: 3.5, 1: 4, 2: 4, 4: 4})
        self.assertEqual(hours[ivanov], {0: 0, 1: 2, 2: 0, 4: 4})
        self.assertEqual(hours[petrov], {4: 4})
        self.assertEqual(sidorova.result, "passed")
        self.assertEqual(first + timedelta(days=4), self.today)

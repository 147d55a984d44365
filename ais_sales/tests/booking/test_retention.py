from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import AisCommon


@tagged("post_install", "-at_install")
class TestRetention(AisCommon):
    """Clients who have gone quiet or are due for a refresher are brought back (2.7)."""

    def _trained(self, months, seats=3):
        """The client's people were trained so many months ago."""
        booking = self._book(seats)
        booking.action_confirm()
        self.env.flush_all()
        start = fields.Date.subtract(fields.Date.context_today(booking), months=months)
        self.env.cr.execute("UPDATE ais_booking SET state = 'done' WHERE id = %s", (booking.id,))
        self.env.cr.execute(
            "UPDATE ais_course_group SET date_start = %s, date_end = %s WHERE id = %s",
            (start, start + timedelta(days=4), self.group.id),
        )
        self.env.invalidate_all()

    def _rows(self, kind):
        self.env.flush_all()
        self.env["ais.retention"].invalidate_model()
        return (
            self.env["ais.retention"]
            .with_user(self.specialist)
            .search([("partner_id", "=", self.client.id), ("kind", "=", kind)])
        )

    def test_quiet_client_is_listed_once_with_its_last_training(self):
        self.lead.active = False
        self._trained(13)
        row = self._rows("dormant")
        self.assertEqual(len(row), 1)
        row.action_inquire()
        lead = self._rows("dormant").lead_id
        self.assertEqual((lead.partner_id, lead.user_id), (self.client, self.specialist))
        with self.assertRaises(UserError):
            self._rows("dormant").action_inquire()

    def test_refresher_makes_an_inquiry_with_course_and_people(self):
        self.lead.active = False
        self.course.refresher_months = 12
        self._trained(11)
        row = self._rows("refresher")
        self.assertEqual((row.course_id, row.people), (self.course, 3))
        action = row.action_inquire()
        lead = self.env["crm.lead"].browse(action["res_id"])
        self.assertEqual((lead.ais_course_id, lead.ais_seats), (self.course, 3))

    def test_booked_again_is_not_due(self):
        self.course.refresher_months = 12
        self._trained(11)
        self._book(3, group=self.other_group)
        self.assertFalse(self._rows("refresher"))
        self.assertFalse(self._rows("dormant"))

    def test_colleague_s_clients_are_not_listed(self):
        self._trained(13)
        self.client.user_id = self.specialist_2
        self.assertFalse(self._rows("dormant"))

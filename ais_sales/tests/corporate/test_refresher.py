from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools import SQL

from ..rpc import REFUSED, RpcCase
from .people_common import PeopleCommon, snils


@tagged("post_install", "-at_install")
class TestRefresher(RpcCase, PeopleCommon):
    """Two years later the people of an order come back as a refresher list (2.7, 2.22)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead.active = False
        cls.course.refresher_months = 24
        cls.booking.write(
            {
                "trainee_ids": [
                    Command.create(
                        {
                            "name": "Иванов Иван Иванович",
                            "position": "Инженер",
                            "email": "i@x.example",
                            "snils": snils(11),
                            "birth_date": "1985-03-05",
                        }
                    ),
                    Command.create({"name": "Петров Пётр Петрович"}),
                    Command.create({"name": "Сидоров Сидор", "email": "s@x.example"}),
                ]
            }
        )
        cls.ivanov, cls.petrov, cls.sidorov = cls.booking.trainee_ids.sorted("name")
        cls._trained(cls.booking, months=23)

    @classmethod
    def _trained(cls, booking, months, state="completed"):
        """The people of a booking were trained so many months ago."""
        day = fields.Date.subtract(fields.Date.context_today(booking), months=months)
        cls.env.flush_all()
        cls.env.cr.execute(
            "UPDATE ais_course_group SET date_start = %s, date_end = %s, state = 'done'"
            " WHERE id = %s",
            (day, day, booking.group_id.id),
        )
        cls.env.cr.execute("UPDATE ais_booking SET state = 'done' WHERE id = %s", (booking.id,))
        cls.env.cr.execute(
            "UPDATE ais_trainee SET training_state = %s, booking_state = 'done',"
            " result = 'passed', completed_on = %s WHERE booking_id = %s",
            (state, day, booking.id),
        )
        cls.env.invalidate_all()

    def _put(self, trainee, **vals):
        """How it stands in the books since long ago, whatever the way there."""
        self.env.flush_all()
        for name, value in vals.items():
            self.env.cr.execute(
                SQL(
                    "UPDATE ais_trainee SET %s = %s WHERE id = %s",
                    SQL.identifier(name),
                    value,
                    trainee.id,
                )
            )
        self.env.invalidate_all()

    def _rows(self, user=None, domain=()):
        rows = self.env["ais.refresher"].with_user(user or self.specialist)
        return rows.search([("partner_id", "=", self.client.id), *domain])

    def _names(self, **kwargs):
        return set(self._rows(**kwargs).mapped("name"))

    def test_people_come_back_when_their_time_comes(self):
        rows = self._rows(domain=[("due_on", "<=", "today +3m")])
        self.assertEqual(len(rows), 3)
        row = rows[0]
        self.assertEqual(row.name, "Иванов Иван Иванович")
        self.assertEqual((row.course_id, row.trainee_id), (self.course, self.ivanov))
        self.assertEqual(row.due_on, fields.Date.add(row.trained_on, months=24))
        self.assertFalse(self._rows(domain=[("due_on", "<", "today")]))
        self.client.invalidate_recordset()
        self.assertEqual(self.client.with_user(self.specialist).ais_refresher_count, 3)

    def test_who_left_or_is_taught_still_is_not_due(self):
        self._put(self.petrov, training_state="dropped", drop_reason="other")
        self._put(self.sidorov, training_state="studying")
        self.assertEqual(self._names(), {"Иванов Иван Иванович"})

    def test_list_of_a_group_that_is_over_counts_when_nobody_kept_the_progress(self):
        self._put(self.petrov, training_state="listed")
        self.assertEqual(len(self._rows()), 3)
        self.course.refresher_months = 0
        self.assertFalse(self._rows())

    def test_who_is_trained_again_is_not_due(self):
        again = self._take(self._make_group(days=40), 5)
        theirs = self._take(
            self._make_group(days=50),
            5,
            self.env["ais.corporate.order"],
            self.specialist_2,
            self.client_2,
        )
        again.write({"trainee_ids": [Command.create({"name": "ПЕТРОВ Петр Петрович"})]})
        self.assertEqual(self._names(), {"Иванов Иван Иванович", "Сидоров Сидор"})
        # another name and another employer, the same СНИЛС: she has married and moved
        theirs.write(
            {
                "trainee_ids": [
                    Command.create({"name": "Иванова Ивана", "snils": snils(11)}),
                    Command.create({"name": "Сидоров Сидор", "email": "other@x.example"}),
                ]
            }
        )
        self.assertEqual(self._names(), {"Сидоров Сидор"}, "a namesake elsewhere is nobody's")
        theirs.trainee_ids.filtered("email").email = "s@x.example"
        self.assertFalse(self._names())
        again.action_cancel("dates")
        self.assertEqual(self._names(), {"Петров Пётр Петрович"})

    def test_another_course_does_not_refresh(self):
        course = self.course.copy({"name": "Другой курс"})
        other = self._take(self._make_group(days=40, course_id=course.id), 5)
        self._name(other, "Петров Пётр Петрович")
        self.assertIn("Петров Пётр Петрович", self._names())

    def test_issued_document_tells_when(self):
        day = fields.Date.add(self.booking.group_id.date_end, days=10)
        self._put(self.ivanov, refresher_date=fields.Date.add(day, months=24))
        due = {row.name: row.due_on for row in self._rows()}
        self.assertEqual(due["Иванов Иван Иванович"], fields.Date.add(day, months=24))
        self.assertLess(due["Петров Пётр Петрович"], due["Иванов Иван Иванович"])

    def test_destroyed_data_are_not_asked_for(self):
        person = self.env["res.partner"].create({"name": "Петров Пётр Петрович"})
        self.petrov.partner_id = person
        person._ais_anonymise()
        self.assertNotIn("Петров Пётр Петрович", self._names())

    def test_inquiry_for_people_with_their_names_and_a_need(self):
        rows = self._rows().filtered(lambda row: row.name != "Сидоров Сидор")
        action = rows.action_inquire()
        lead = self.env["crm.lead"].browse(action["res_id"])
        self.assertEqual((lead.partner_id, lead.user_id), (self.client, self.specialist))
        self.assertEqual((lead.ais_course_id, lead.ais_seats), (self.course, 2))
        self.assertIn("Иванов Иван Иванович, Инженер", lead.description)
        self.assertNotIn("Сидоров", lead.description)
        self.assertNotIn(snils(11), lead.description)
        self.assertEqual((lead.ais_need_ids.people, lead.ais_need_ids.course_id), (2, self.course))
        self.assertEqual(lead.ais_refresher_trainee_ids, self.ivanov | self.petrov)
        self.assertEqual(rows.lead_id, lead, "the row shows the open inquiry")
        self.assertEqual(rows[0].action_open_lead()["res_id"], lead.id)
        with self.assertRaises(UserError):
            rows.action_inquire()
        rest = self._rows() - rows
        self.assertFalse(rest.lead_id, "who is not named in it is still to be asked for")
        lead.action_set_lost()
        rows.invalidate_recordset()
        self.assertFalse(rows.lead_id)

    def test_open_inquiry_about_the_course_is_shown_with_all_its_people(self):
        lead = self.env["crm.lead"].create(
            {
                "name": "Обучить всех",
                "type": "opportunity",
                "partner_id": self.client.id,
                "ais_course_id": self.course.id,
            }
        )
        self.assertEqual(self._rows().mapped("lead_id"), lead)
        self.assertEqual(len(self._rows().filtered("lead_id")), 3)

    def test_inquiry_for_each_client(self):
        theirs = self._take(
            self._make_group(days=70),
            2,
            self.env["ais.corporate.order"],
            self.specialist,
            self.client_2,
        )
        self._name(theirs, "Орлов Олег")
        self._trained(theirs, 30)
        rows = (
            self.env["ais.refresher"]
            .with_user(self.head)
            .search([("partner_id", "in", (self.client | self.client_2).ids)])
        )
        self.assertEqual(len(rows), 4)
        action = rows.action_inquire()
        leads = self.env["crm.lead"].search(action["domain"])
        self.assertEqual(
            {(lead.partner_id, lead.user_id, lead.ais_seats) for lead in leads},
            {(self.client, self.specialist, 3), (self.client_2, self.specialist_2, 1)},
        )
        overdue = leads.filtered(lambda lead: lead.partner_id == self.client_2).ais_need_ids
        self.assertFalse(overdue.date_to, "nobody asks for a training in the past")

    def test_seats_are_held_from_the_inquiry_in_two_clicks(self):
        lead = self.env["crm.lead"].browse(self._rows().action_inquire()["res_id"])
        lead = lead.with_user(self.specialist)
        action = lead.action_ais_hold_seats()
        wizard = Form(
            self.env["ais.booking.hold"]
            .with_user(self.specialist)
            .with_context(**action["context"])
        ).save()
        self.assertEqual((wizard.trainee_count, wizard.seats), (3, 3))
        booking = self.env["ais.booking"].browse(wizard.action_hold()["res_id"])
        self.assertEqual((booking.seats, booking.lead_id), (3, lead))
        ivanov = booking.trainee_ids.filtered("snils")
        self.assertEqual(
            (ivanov.name, ivanov.snils, ivanov.birth_date),
            ("Иванов Иван Иванович", snils(11), self.ivanov.birth_date),
        )
        self.assertFalse(self._names(), "who is booked again is not due any more")

    def test_client_given_to_a_colleague_goes_on_with_its_people(self):
        self.client.user_id = self.specialist_2
        self.assertFalse(self._rows())
        rows = self._rows(user=self.specialist_2)
        self.assertEqual(len(rows), 3)
        lead = self.env["crm.lead"].browse(rows.action_inquire()["res_id"])
        wizard = Form(
            self.env["ais.booking.hold"]
            .with_user(self.specialist_2)
            .with_context(default_lead_id=lead.id)
        ).save()
        booking = self.env["ais.booking"].browse(wizard.action_hold()["res_id"])
        self.assertEqual(booking.trainee_ids.filtered("snils").snils, snils(11))

    def test_clients_refresher_opens_its_people(self):
        self.booking_2.action_cancel("dates")
        self.env.flush_all()
        row = (
            self.env["ais.retention"]
            .with_user(self.specialist)
            .search([("partner_id", "=", self.client.id), ("kind", "=", "refresher")])
        )
        action = row.action_view_people()
        self.assertEqual(
            self.env["ais.refresher"].with_user(self.specialist).search_count(action["domain"]), 3
        )
        action = self.client.with_user(self.specialist).action_ais_refreshers()
        self.assertIn(("partner_id", "=", self.client.id), action["domain"])

    def test_each_sees_own_clients_people_and_links_nobody_by_hand(self):
        rows = self._rows()
        for user, count in (
            (self.specialist, 3),
            (self.specialist_2, 0),
            (self.head, 3),
            (self.deputy, 3),
            (self.director, 3),
        ):
            self._log_in(user)
            with self.subTest(user.login):
                domain = [["id", "in", rows.ids]]
                self.assertEqual(self._call("ais.refresher", "search_count", domain), count)
        self._refused(REFUSED, "ais.refresher", "action_inquire", rows.ids)
        for user in (self.training_office, self.accountant):
            self._log_in(user)
            self._refused(REFUSED, "ais.refresher", "search_count", [])
        self._log_in(self.specialist_2)
        self._refused(REFUSED, "ais.refresher", "read", rows.ids, ["name"])
        self._refused(REFUSED, "ais.refresher", "action_inquire", rows.ids)
        linked = {"ais_refresher_trainee_ids": [[6, 0, self.ivanov.ids]]}
        vals = {"name": "Чужие люди", "partner_id": self.client_2.id}
        self._refused(REFUSED, "crm.lead", "create", [{**vals, **linked}])
        lead = self._call("crm.lead", "create", [{**vals, "user_id": self.specialist_2.id}])
        self._refused(REFUSED, "crm.lead", "write", lead, linked)

    def test_list_takes_one_query_however_many_are_due(self):
        self._rows().mapped("name")
        for size in (3, 40):
            booking = self._take(self._make_group(seats=50, days=60 + size), size)
            self._name(booking, *(f"Орлов {'а' * (size + n)}" for n in range(size)))
            self._trained(booking, 23)
            self.env.flush_all()
            rows = self.env["ais.refresher"].with_user(self.specialist)
            rows.search([], limit=1)
            with self.assertQueryCount(2), self.subTest(size):
                rows.search_read([("course_id", "=", self.course.id)], ["name", "due_on"])

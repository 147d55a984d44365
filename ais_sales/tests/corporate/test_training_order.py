import base64
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .orders_common import TrainingOrdersCommon


@tagged("post_install", "-at_install")
class TestTrainingOrder(TrainingOrdersCommon):
    """The training office enrols and expels people by orders (2.24)."""

    def test_group_is_enrolled_by_one_order(self):
        order = self._enrolment()
        self.assertEqual(order.line_ids.trainee_id, self._people())
        self.assertEqual(order.user_id, self.head)
        self.assertFalse(order.name)
        order.action_sign()
        self.assertRegex(order.name, rf"^ПР-{self.today.year}-\d{{4}}$")
        self.assertEqual(set(self._people().mapped("training_state")), {"enrolled"})
        self.assertEqual(self._people().enrolment_order_id, order)
        self.assertEqual(self.running.with_user(self.director).training_order_count, 1)

    def test_held_seats_and_seats_without_a_name_are_left_out_and_told(self):
        self.booking.seats = 4
        order = self._enrolment()
        self.assertNotIn(self.held.trainee_ids, order.line_ids.trainee_id)
        self.assertIn(f"Ждущий Пётр Ильич: booking {self.held.name} is not", order.left_out)
        self.assertIn(f"Booking {self.booking.name}: seats without a name: 2", order.left_out)

    def test_second_press_opens_the_draft_and_late_comers_get_their_own_order(self):
        first = self._enrolment()
        self.assertEqual(self._enrolment(), first)
        first.action_sign()
        told = f"ПДН-7 has nobody for this order(.|\n)*Орлова Анна Львовна: is in .*{first.name}"
        with self.assertRaisesRegex(UserError, told):
            self._enrolment()
        self.held.action_confirm()
        second = self._enrolment()
        self.assertEqual(second.line_ids.trainee_id, self.held.trainee_ids)
        self.assertFalse(second.left_out)

    def test_selection_from_the_list_is_of_one_group(self):
        other = self._confirmed(self.client, self.specialist, "Чужой Лев", group=self.other_group)
        with self.assertRaisesRegex(UserError, "one group"):
            self._people(self.booking, other).action_order_enrolment()
        order = self._order(self._people(self.booking_2).action_order_enrolment())
        self.assertEqual(order.line_ids.name, "Орлова Анна Львовна")
        with self.assertRaisesRegex(ValidationError, "Чужой Лев: not of group ПДН-7"):
            order.line_ids = [(0, 0, {"trainee_id": other.trainee_ids.id})]

    def test_nobody_is_enrolled_twice(self):
        first = self._enrolment()
        line = (0, 0, {"trainee_id": self.booking_2.trainee_ids.id})
        second = self.orders.create({"group_id": self.running.id, "line_ids": [line]})
        first.action_sign()
        with self.assertRaisesRegex(UserError, f"Орлова Анна Львовна: is in .*{first.name}"):
            second.action_sign()
        self.assertEqual(second.state, "draft")
        self.assertFalse(second.name)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            second.sudo().write({"name": "99", "state": "signed"})
            self.env.flush_all()

    def test_who_was_studying_before_the_order_goes_on_studying(self):
        order = self._enrolment()
        self.booking_2.trainee_ids.training_state = "studying"
        order.action_sign()
        self.assertEqual(self.booking_2.trainee_ids.training_state, "studying")

    def test_order_is_not_signed_for_seats_that_are_not_confirmed_any_more(self):
        order = self._enrolment()
        self.booking.action_cancel("client_refused")
        with self.assertRaisesRegex(UserError, "Ким Ян: booking .* is not confirmed"):
            order.action_sign()
        self.assertEqual(self.booking_2.trainee_ids.training_state, "listed")

    def test_date_after_the_start_is_a_warning_and_after_the_end_is_refused(self):
        order = self._enrolment()
        self.assertFalse(order.warning)
        order.date = self.running.date_start + timedelta(days=1)
        self.assertIn("dated after the start of the group", order.warning)
        order.date = self.running.date_end + timedelta(days=1)
        with self.assertRaisesRegex(UserError, "after the end of group ПДН-7 .* Correct the date"):
            order.action_sign()

    def test_enrolment_is_not_dated_before_the_contract(self):
        self._sell(self.booking, "Д-77", self.today)
        order = self._enrolment()
        self.assertIn("договор № Д-77", order.basis)
        self.assertIn(f"заявка № {self.booking_2.name}", order.basis)
        order.date = self.today - timedelta(days=1)
        with self.assertRaisesRegex(UserError, "before договор № Д-77"):
            order.action_sign()

    def _sell(self, booking, number, date):
        order = self._make_order(line={"ais_group_id": self.running.id, "product_uom_qty": 2})
        order.write({"ais_contract_number": number, "ais_contract_date": date})
        booking.sale_line_id = order.order_line
        return order

    def test_signed_order_keeps_what_it_said(self):
        contract = self._sell(self.booking, "Д-77", self.today)
        order = self._enrolment()
        order.action_sign()
        basis = order.basis
        self.booking_2.trainee_ids.name = "Соколова Анна Львовна"
        self.client_2.name = "АО «Новое имя»"
        self.running.code = "ДРУГАЯ"
        self.course.name = "Другая программа"
        self.company.ais_signer_name = "Петров П. П."
        contract.ais_contract_number = "Д-78"
        self.env.flush_all()
        self.env.invalidate_all()
        line = order.line_ids.filtered(lambda one: one.trainee_id in self.booking_2.trainee_ids)
        self.assertEqual(line.name, "Орлова Анна Львовна")
        self.assertEqual(line.employer, "АО «Василёк»")
        self.assertEqual(order.basis, basis)
        self.assertEqual(
            (order.group_code, order.course_name, order.signer_name),
            ("ПДН-7", "Защита персональных данных", "Иванов И. И."),
        )

    def test_draft_follows_its_people(self):
        order = self._enrolment()
        self.booking_2.trainee_ids.name = "Соколова Анна Львовна"
        self.assertIn("Соколова Анна Львовна", order.line_ids.mapped("name"))

    def test_signed_order_is_neither_changed_nor_deleted(self):
        order = self._enrolment()
        order.action_sign()
        refused = [
            lambda: order.write({"date": self.today - timedelta(days=1)}),
            lambda: order.write({"basis": "другое"}),
            lambda: order.write({"line_ids": [(5, 0, 0)]}),
            lambda: order.line_ids[0].unlink(),
            lambda: order.line_ids[0].write({"trainee_id": self.held.trainee_ids.id}),
            order.unlink,
            order.action_sign,
        ]
        for change in refused:
            with self.assertRaises(UserError), self.cr.savepoint():
                change()
        order.write({"scan": base64.b64encode(b"%PDF"), "scan_name": "Приказ.pdf"})
        order.activity_schedule("mail.mail_activity_data_todo")
        self.assertEqual(base64.b64decode(order.scan), b"%PDF")

    def test_trainee_of_an_order_is_not_deleted(self):
        order = self._enrolment()
        for records in (self.booking_2.trainee_ids, self.held.trainee_ids):
            if records in order.line_ids.trainee_id:
                with self.assertRaisesRegex(UserError, "Орлова Анна Львовна stands in"):
                    records.unlink()
            else:
                records.unlink()
        order.unlink()
        self.booking_2.trainee_ids.unlink()

    def test_own_number_may_be_typed_and_is_taken_once_a_year(self):
        first = self._enrolment()
        first.name = " 15-у "
        first.action_sign()
        self.assertEqual(first.name, "15-у")
        vals = {"group_id": self.running.id, "name": "15-у"}
        with self.assertRaisesRegex(UserError, "number 15-у in"):
            self.orders.create(vals)
        last_year = self.today.replace(year=self.today.year - 1, day=1)
        self.assertTrue(self.orders.create({**vals, "date": last_year}))
        self.env.cr.execute("SELECT count(*) FROM ais_training_order WHERE name = '15-у'")
        self.assertEqual(self.env.cr.fetchone()[0], 2)

    def test_typed_number_is_passed_over_by_the_sequence(self):
        next_number = self.company._ais_next_document_number("ais.training.order", self.today)
        head, tail = next_number.rsplit("-", 1)
        typed = f"{head}-{int(tail) + 1:04d}"
        self.orders.create({"group_id": self.running.id, "name": typed})
        order = self._enrolment()
        order.action_sign()
        self.assertEqual(order.name, f"{head}-{int(tail) + 2:04d}")

    def test_list_of_sixty_is_signed_in_few_queries(self):
        big = self._make_group(seats=60, days=20)
        names = [f"Слушатель {number:02d}" for number in range(60)]
        self._confirmed(self.client, self.specialist, *names, group=big)
        order = self._order(big.with_user(self.training_office).action_order_enrolment())
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(60):
            order.action_sign()
        self.assertEqual(order.trainee_count, 60)
        trainee = order.line_ids[0].trainee_id
        self.assertIn(f"{order.display_name}: Enrolled", trainee.message_ids[0].body)

    def test_making_an_order_of_sixty_is_a_constant_number_of_queries(self):
        counts = []
        for seats in (20, 60):
            group = self._make_group(seats=seats, days=20)
            names = [f"Слушатель {number:02d}" for number in range(seats)]
            self._confirmed(self.client, self.specialist, *names, group=group)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            group.with_user(self.training_office).action_order_enrolment()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])

    def test_only_the_training_office_makes_and_signs(self):
        order = self._enrolment()
        for user in (self.specialist, self.head, self.deputy, self.director):
            own = order.with_user(user)
            self.assertTrue(own.has_access("read"), user.login)
            for refused in (
                lambda own=own: own.write({"date": self.today}),
                own.action_sign,
                own.unlink,
                lambda user=user: self.running.with_user(user).action_order_enrolment(),
            ):
                with self.assertRaises(AccessError), self.cr.savepoint():
                    refused()
        self.assertFalse(order.with_user(self.accountant).has_access("read"))
        with self.assertRaises(AccessError):
            self.running.with_user(self.accountant).read(["training_order_count"])

    def test_specialist_reads_orders_with_own_people_and_no_names_of_others(self):
        order = self._enrolment()
        order.action_sign()
        self.env.invalidate_all()
        own = order.with_user(self.specialist_2)
        self.assertEqual(own.line_ids.mapped("name"), ["Орлова Анна Львовна"])
        self.env.invalidate_all()
        self.assertEqual(len(order.with_user(self.head).line_ids), 3)
        for name in ("scan", "left_out"):
            with self.assertRaises(AccessError):
                order.with_user(self.specialist_2).read([name])
        alone = self._order(self._people(self.booking).action_order_expulsion())
        self.assertFalse(alone.with_user(self.specialist_2).has_access("read"))

    def test_orders_of_another_company_are_not_seen(self):
        order = self._enrolment()
        other = self.env["res.company"].create({"name": "Второй центр"})
        stranger = self._make_user("training_office", "office_2")
        stranger.write({"company_ids": [(6, 0, other.ids)], "company_id": other.id})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(order.with_user(stranger).has_access("read"))
        lines = self.env["ais.training.order.line"].with_user(stranger)
        self.assertFalse(lines.search_count([("order_id", "=", order.id)]))

    def test_office_writes_neither_state_nor_snapshot(self):
        order = self._enrolment()
        for vals in ({"state": "signed"}, {"course_name": "x"}, {"left_out": "x"}):
            with self.assertRaises(AccessError), self.cr.savepoint():
                order.write(vals)
        with self.assertRaises(AccessError):
            order.line_ids[0].name = "Другой"
        with self.assertRaises(AccessError):
            self._people().enrolment_order_id = order

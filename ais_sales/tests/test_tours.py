import json
from datetime import timedelta

from odoo.tests import HttpCase, tagged

from .common import AisCommon


@tagged("post_install", "-at_install")
class TestTours(AisCommon, HttpCase):
    """The day's main work, in the web client as it is clicked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.only_group = cls.group
        cls.other_group.unlink()

    def _lead_address(self):
        return f"/odoo/action-crm.crm_lead_action_pipeline/{self.lead.id}"

    def test_specialist_holds_seats_in_two_clicks_and_confirms_them(self):
        self.start_tour(self._lead_address(), "ais_hold_and_confirm", login=self.specialist.login)
        self.assertSeats(self.only_group, confirmed=3, held=0)
        booking = self.lead.ais_booking_ids
        self.assertEqual((booking.partner_id, booking.user_id), (self.client, self.specialist))

    def test_client_of_a_full_group_joins_the_waiting_list(self):
        self._book(10, state="confirmed", user=self.specialist_2, client=self.client_2)
        self.start_tour(
            self._lead_address(),
            "ais_join_the_waiting_list",
            login=self.specialist.login,
        )
        self.assertSeats(self.only_group, taken=10, waitlisted=3)
        self.assertEqual(self.lead.ais_booking_ids.state, "waitlist")

    def test_head_runs_a_group_below_its_minimum_and_the_reason_is_kept(self):
        self._book(2, state="confirmed")
        self.only_group.write(
            {
                "code": "ТУР-РЕШЕНИЕ",
                "decision_date": self.company.ais_today(),
                "date_start": self.company.ais_today() + timedelta(days=5),
            },
        )
        self.start_tour("/odoo/ais-groups", "ais_decide_on_a_group", login=self.head.login)
        self.env.invalidate_all()
        self.assertEqual(self.only_group.state, "guaranteed")
        self.assertEqual(self.only_group.decision_reason, "Ждём ещё двоих")
        self.assertEqual(self.only_group.decision_user_id, self.head)

    def test_every_view_of_every_screen_opens_with_its_records(self):
        trainees = [{"name": "Первый Слушатель"}, {"name": "Второй Слушатель"}]
        for state in ("hold", "confirmed", "waitlist"):
            booking = self._book(2, state=state, trainee_ids=[(0, 0, vals) for vals in trainees])
            trainees = []
        booking.activity_schedule("mail.mail_activity_data_todo", user_id=self.head.id)
        names = (
            "ais_course_group_action",
            "ais_course_group_action_analysis",
            "ais_course_group_action_decide",
            "ais_booking_action",
            "ais_booking_action_waitlist",
            "ais_booking_action_unpaid",
            "ais_booking_action_analysis",
            "ais_trainee_action",
            "ais_course_action",
            "ais_direction_action",
        )
        actions = [self.env.ref(f"ais_sales.{name}") for name in names]
        screens = [[action.id, kind] for action in actions for kind in action.view_mode.split(",")]
        self.browser_js(
            "/odoo/ais-groups",
            f"""(async () => {{
                const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
                const {{ action }} = odoo.__WOWL_DEBUG__.root.env.services;
                for (const [id, viewType] of {json.dumps(screens)}) {{
                    await action.doAction(id, {{ viewType, clearBreadcrumbs: true }});
                    await wait(250);
                    const dialog = document.querySelector(".modal");
                    if (dialog || !document.querySelector(`.o_${{viewType}}_view`)) {{
                        throw new Error(`${{viewType}} of ${{id}}: ${{dialog?.innerText}}`);
                    }}
                }}
                console.log("test successful");
            }})()""",
            ready="odoo.isReady === true && !!document.querySelector('.o_kanban_view')",
            login=self.head.login,
            timeout=180,
        )

    def test_enrolment_report_finds_the_groups_of_its_period(self):
        self.start_tour("/odoo/ais-groups", "ais_enrolment_report", login=self.head.login)

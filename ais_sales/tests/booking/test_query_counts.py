from lxml import etree

from odoo.tests import tagged

from ..common import AisCommon

SIZES = (1, 10, 50)
# what mail.thread itself writes for each record: a message and its tracked value
MAIL = 2


@tagged("post_install", "-at_install")
class TestQueryCounts(AisCommon):
    """The work of a busy day costs the database the same for one booking as for many."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.groups = {size: cls._make_group(seats=100, days=40) for size in SIZES}

    def setUp(self):
        super().setUp()
        # what is kept between requests, such as the working calendar, is warm
        self._hold(1, self.group).action_confirm()

    def _hold(self, size, group):
        return self.env["ais.booking"].create(
            [{"group_id": group.id, "partner_id": self.client.id} for _n in range(size)],
        )

    def _assert_queries(self, most, work):
        """As a request does it: with an empty cache, and with what is left for the commit."""
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        with self.assertQueryCount(most):
            work()
            self.env.flush_all()
            self.env.cr.precommit.run()

    def test_holding_any_number_of_bookings_takes_the_same_queries(self):
        for size, group in self.groups.items():
            with self.subTest(size=size):
                self._assert_queries(13, lambda size=size, group=group: self._hold(size, group))
                self.assertSeats(group, held=size)

    def test_confirming_adds_only_the_messages(self):
        for size, group in self.groups.items():
            bookings = self._hold(size, group)
            with self.subTest(size=size):
                self._assert_queries(16 + MAIL * size, bookings.action_confirm)
                self.assertSeats(group, confirmed=size)

    def test_cancelling_adds_only_the_messages(self):
        for size, group in self.groups.items():
            bookings = self._hold(size, group)
            with self.subTest(size=size):
                self._assert_queries(
                    12 + MAIL * size,
                    lambda bookings=bookings: bookings.action_cancel("price"),
                )
                self.assertSeats(group, taken=0)

    def test_lapsed_holds_are_set_free_in_batches(self):
        for size, group in self.groups.items():
            self._lapse(self._hold(size, group))
            with self.subTest(size=size):
                self._assert_queries(
                    26 + MAIL * size,
                    lambda: self._run_cron("ais.booking", "_cron_expire_holds"),
                )
                self.assertSeats(group, held=0)

    def test_board_of_groups_opens_with_the_same_queries_however_many_there_are(self):
        groups = self.env["ais.course.group"].with_user(self.head)
        self._open_board(groups)
        for size in (5, 50, 200):
            while groups.search_count([]) < size:
                self._make_group()
            with self.subTest(size=size):
                self._assert_queries(8, lambda: self._open_board(groups))

    def _open_board(self, groups):
        arch = etree.fromstring(groups.get_views([(False, "kanban")])["views"]["kanban"]["arch"])
        names = {node.get("name") for node in arch.iter("field")}
        board = groups.web_read_group(
            [],
            [arch.get("default_group_by")],
            ["__count"],
            auto_unfold=True,
            unfold_read_specification={name: {} for name in names},
        )
        self.assertTrue(board["groups"])

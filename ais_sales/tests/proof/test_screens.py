from odoo.tests import tagged

from ..common import ROLES, AisCommon
from .screens import Screens


@tagged("post_install", "-at_install")
class TestScreens(AisCommon):
    """Nothing that can be chosen in a menu, a filter or a grouping ends in an error."""

    def test_every_view_filter_and_grouping_opens_for_each_role(self):
        for role in ROLES:
            user = getattr(self, role)
            opened = 0
            for screen in Screens(self.env(user=user, su=False)):
                with self.subTest(role=role, menu=screen.menu, part=screen.part):
                    screen.work()
                    opened += 1
            self.assertGreater(opened, 50, role)

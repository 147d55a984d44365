from odoo.tests import tagged

from ..common import ROLES, AisCommon
from .screens import Screens

# what a person types or looks up does not depend on the role: it is tried once
TYPED = ("виды", "подбор", "поиск")


@tagged("post_install", "-at_install")
class TestScreens(AisCommon):
    """Nothing that can be chosen in a menu, a filter or a grouping ends in an error."""

    def test_every_view_filter_and_grouping_opens_for_each_role(self):
        errors = []
        for role in ROLES:
            opened = 0
            for screen in Screens(self.env(user=getattr(self, role), su=False)):
                opened += 1
                if role == "head" or not screen.part.startswith(TYPED):
                    errors += self._error(role, screen)
            self.assertGreater(opened, 50, role)
        self.assertFalse(errors, "\n".join(errors))

    def _error(self, role, screen):
        """What goes wrong on a screen, in a list; thousands of subtests would take as long as the
        screens themselves.
        """
        try:
            with self.env.cr.savepoint(flush=False):
                screen.work()
        except Exception as error:
            return [f"{role}, {screen.menu}, {screen.part}: {type(error).__name__}: {error}"]
        return []

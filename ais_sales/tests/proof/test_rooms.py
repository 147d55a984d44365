import re
from pathlib import Path

from odoo.tests import BaseCase, tagged

ADDON = Path(__file__).resolve().parents[2]
ROOMS = (
    "catalogue",
    "client",
    "inquiry",
    "booking",
    "offer",
    "receivable",
    "corporate",
    "department",
    "cockpit",
)
NAMED = re.compile(r'^    _name = "(ais\.[a-z_.]+)"', re.MULTILINE)
# a key of a dictionary is a code of a sequence, not a model
USED = re.compile(r'"(ais\.[a-z_.]+)"(?!:)')


@tagged("post_install", "-at_install")
class TestRooms(BaseCase):
    """A room uses the rooms above it, never below: so each can be read alone."""

    def files(self, folders, room, ending):
        return [path for folder in folders for path in (ADDON / folder / room).rglob(f"*{ending}")]

    def test_a_room_does_not_know_the_rooms_below_it(self):
        home = {}
        for place, room in enumerate(ROOMS):
            for path in self.files(("models", "wizards"), room, ".py"):
                for name in NAMED.findall(path.read_text("utf-8")):
                    home.setdefault(name, place)
        self.assertGreater(len(home), 100, "models were found")
        for place, room in enumerate(ROOMS):
            for ending in (".py", ".xml"):
                for path in self.files(("models", "wizards", "reports", "views"), room, ending):
                    below = {
                        name
                        for name in USED.findall(path.read_text("utf-8"))
                        if home.get(name, 0) > place
                    }
                    self.assertFalse(below, f"{path.name} of {room} uses a room below it")

    def test_every_story_is_known_to_odoo_s_own_runner(self):
        tests = ADDON / "tests"
        rooms = (tests / "__init__.py").read_text("utf-8")
        for path in tests.rglob("test_*.py"):
            room = path.parent.name
            self.assertIn(f"from .{room} import *" if path.parent != tests else "from .", rooms)
            listed = (path.parent / "__init__.py").read_text("utf-8")
            self.assertRegex(listed, rf"\b{path.stem}\b", f"{path.name} is not imported")

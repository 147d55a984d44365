from . import test_race

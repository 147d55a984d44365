"""Where the programs of the tests are that the day of the nodes uses too."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [
    str(ROOT / "ais_sales" / "tests" / "race"),
    str(ROOT / "ais_sales" / "tests" / "receivable"),
]

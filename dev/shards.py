"""Shares the test files out between processes that run side by side.

Usage: shards.py NUMBER FOLDER; prints one line per process, and a last one with what has the
machine to itself: real servers that race, and browsers.
"""

import sys
from pathlib import Path

# what is short to read and long to run, in characters of others
LONG = {"test_demo": 70_000}


def alone(path):
    return path.parent.name == "race" or path.stem.endswith("tours")


def length(path):
    return path.stat().st_size + LONG.get(path.stem, 0)


def shards(files, number):
    """The files in ``number`` parts of about the same length: long files are long to run."""
    parts = [[0, []] for _part in range(number)]
    for size, path in sorted(((length(path), path) for path in files), reverse=True):
        part = min(parts, key=lambda one: one[0])
        part[0] += size
        part[1].append(path)
    return [sorted(names) for _size, names in parts]


if __name__ == "__main__":
    found = sorted(Path(sys.argv[2]).rglob("test_*.py"))
    shared = shards([path for path in found if not alone(path)], int(sys.argv[1]))
    for part in (*shared, [path for path in found if alone(path)]):
        sys.stdout.write(" ".join(map(str, part)) + "\n")

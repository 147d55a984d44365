"""Arithmetic of working time: plain Python, tested without a database."""

from bisect import bisect_left, bisect_right
from datetime import timedelta
from itertools import accumulate


class WorkingTime:
    """Working time as a person keeps it: shifts with nights, breaks and holidays between them.

    :param shifts: pairs (start, end) of naive UTC datetimes, sorted, not overlapping; outside the
        first and the last of them no time passes
    """

    def __init__(self, shifts):
        self.starts = [start for start, _end in shifts]
        lengths = [(end - start).total_seconds() for start, end in shifts]
        # seconds of work before each shift, and in all
        self.before = [0.0, *accumulate(lengths)]
        self.lengths = lengths

    def between(self, start, end):
        """Working minutes from one moment to another; negative when the second is earlier.

        :param datetime start: naive UTC
        :param datetime end: naive UTC
        :return: float
        """
        return (self._position(end) - self._position(start)) / 60

    def add(self, moment, minutes):
        """The moment after so many working minutes, or before them when they are negative.

        A term that begins at night begins with the next shift. One that ends with a shift ends
        that evening, not the next morning; counted back it ends in the morning.

        :param datetime moment: naive UTC
        :param float minutes: working minutes
        :return: naive UTC datetime, or None when the shifts known here do not reach that far
        """
        position = self._position(moment) + minutes * 60
        if not self.starts or position < 0 or position > self.before[-1]:
            return None
        if minutes > 0:
            # the first shift by whose end so much work is done
            index = bisect_left(self.before, position, lo=1) - 1
        else:
            index = min(bisect_right(self.before, position) - 1, len(self.starts) - 1)
        return self.starts[index] + timedelta(seconds=position - self.before[index])

    def _position(self, moment):
        """Seconds of work done before a moment."""
        index = bisect_right(self.starts, moment) - 1
        if index < 0:
            return 0.0
        passed = (moment - self.starts[index]).total_seconds()
        return self.before[index] + min(passed, self.lengths[index])

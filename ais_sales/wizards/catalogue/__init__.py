from . import group_series

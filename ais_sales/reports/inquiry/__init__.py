from . import inquiry_report

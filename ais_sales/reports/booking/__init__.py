from . import enrolment_mixin
from . import enrolment_report
from . import enrolment_xlsx
from . import group_sheet
from . import retention

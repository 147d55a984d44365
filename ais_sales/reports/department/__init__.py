from . import department_report
from . import department_report_xlsx

from . import res_company
from . import resource_calendar
from . import sales_plan
from . import sales_plan_line
from . import plan_fact
from . import plan_figures

from . import request_remark
from . import development_reason
from . import sales_plan_make
from . import sales_plan_share
from . import sales_plan_reason
from . import report_return
from . import report_remark

from . import training_order
from . import progress_mixin
from . import progress_report
from . import progress_xlsx

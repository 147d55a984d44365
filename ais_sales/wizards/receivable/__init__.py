from . import bank_load
from . import bank_allocate
from . import debt_result
from . import dunning_preview
from . import reconciliation_reopen

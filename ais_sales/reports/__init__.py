from . import client
from . import ir_actions_report
from . import booking
from . import inquiry
from . import offer
from . import receivable
from . import corporate

from . import corporate_reason
from . import booking_hold
from . import training_order_cancel

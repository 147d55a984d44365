from . import corporate_reason
from . import booking_hold

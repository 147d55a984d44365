from . import trainee_paste_mixin
from . import booking_hold
from . import booking_move
from . import booking_split
from . import booking_release
from . import trainee_paste
from . import group_cancel
from . import group_decision

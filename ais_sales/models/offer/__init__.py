from . import res_bank
from . import res_company
from . import res_partner
from . import account_move
from . import sale_order
from . import sale_order_line
from . import order_addendum

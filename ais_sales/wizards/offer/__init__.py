from . import order_seats
from . import discount_ask
from . import booking_move

from . import inquiry, order_portal

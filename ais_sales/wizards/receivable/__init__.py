from . import bank_load
from . import bank_allocate

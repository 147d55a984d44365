from . import bank_import
from . import bank_import_line
from . import bank_import_allocation
from . import bank_import_read
from . import bank_import_match
from . import bank_import_load
from . import bank_import_post
from . import bank_import_queue

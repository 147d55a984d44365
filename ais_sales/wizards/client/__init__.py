from . import contact_next
from . import client_entry
from . import client_import
from . import client_import_known
from . import client_import_result
from . import mail_compose_message

from . import figures
from . import document_lines
from . import commercial_offer
from . import contract
from . import trainee_list
from . import addendum
from . import invoice
from . import act

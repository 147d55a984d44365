from . import document_issue
from . import document_duplicate
from . import document_hand_over
from . import document_spoil
from . import document_book
from . import frdo_export

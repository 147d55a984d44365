from . import hand_over_sheet
from . import transfer_act
from . import document_book
from . import document_book_xlsx

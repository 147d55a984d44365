from . import training_order
from . import progress_mixin
from . import progress_report
from . import progress_xlsx
from . import hand_over_sheet
from . import transfer_act
from . import document_book
from . import document_book_xlsx

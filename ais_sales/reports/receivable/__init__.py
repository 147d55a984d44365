from . import receivable_documents
from . import reconciliation_xlsx

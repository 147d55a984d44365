from . import segment_report
from . import personal_documents

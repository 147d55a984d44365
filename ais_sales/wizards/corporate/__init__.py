from . import trainee_drop
from . import trainee_transfer
from . import lms_import
from . import lms_import_match
from . import lms_import_line

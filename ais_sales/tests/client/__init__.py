from . import test_consent
from . import test_contacts
from . import test_duplicates
from . import test_identity
from . import test_import
from . import test_market
from . import test_own_records
from . import test_ownership

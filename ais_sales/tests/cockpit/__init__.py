from . import test_cockpit
from . import test_desk_rows
from . import test_desks
from . import test_two_companies

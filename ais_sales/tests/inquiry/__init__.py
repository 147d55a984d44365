from . import test_clock as test_clock_inquiry
from . import test_distribution
from . import test_needs
from . import test_response
from . import test_source
from . import test_working_time

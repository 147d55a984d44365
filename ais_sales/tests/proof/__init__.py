from . import test_screens
from . import test_jobs

from . import test_screens
from . import test_jobs
from . import test_words

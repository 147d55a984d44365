from . import test_training_order
from . import test_training_order_expulsion
from . import test_training_order_papers

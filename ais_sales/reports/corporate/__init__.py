from . import training_order

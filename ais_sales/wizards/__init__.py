from . import catalogue
from . import booking
from . import inquiry

from . import catalogue
from . import booking

from . import catalogue
from . import client
from . import booking

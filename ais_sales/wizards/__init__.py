from . import catalogue
from . import client
from . import inquiry
from . import booking
from . import offer
from . import receivable
from . import corporate

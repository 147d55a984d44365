from . import res_company
from . import task

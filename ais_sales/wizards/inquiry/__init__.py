from . import contact_log
from . import demand_group
from . import questionnaire_fill

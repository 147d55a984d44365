from . import trainee_person
from . import trainee_progress
from . import corporate_order
from . import course_group
from . import booking
from . import sale_order
from . import trainee

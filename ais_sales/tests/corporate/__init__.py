from . import (
    test_attendance,
    test_attendance_rpc,
    test_attendance_sheet,
    test_lms_import,
    test_lms_table,
    test_training_states,
    test_transfer,
)

from .booking import (
    test_clock,
    test_decision,
    test_enrolment_report,
    test_group_sheet,
    test_hold_and_confirm,
    test_numbers,
    test_query_counts,
    test_retention,
    test_waiting_list,
    test_wizards,
)
from .catalogue import test_course, test_trainee_paste
from .client import (
    test_consent,
    test_contacts,
    test_duplicates,
    test_identity,
    test_import,
    test_market,
    test_own_records,
    test_ownership,
)
from .inquiry import (
    test_clock as test_inquiry_clock,
    test_distribution,
    test_needs,
    test_response,
    test_source,
    test_working_time,
)
from .offer import (
    test_act,
    test_addendum,
    test_adoption,
    test_booking_discount,
    test_commercial_offer,
    test_contract,
    test_credit_note,
    test_discounts,
    test_guarantee_letter,
    test_invoice,
    test_moved_seats,
    test_moved_seats_change,
    test_order_and_bookings,
    test_order_guards,
    test_payment,
    test_payment_qr,
    test_proposal,
    test_requisites,
    test_russian_words,
    test_trainee_list,
    test_unapproved_papers,
)
from .race import test_race
from .receivable import (
    test_bank_import,
    test_bank_match,
    test_bank_posting,
    test_bank_race,
    test_bank_statement,
    test_debt_contact,
    test_dunning,
    test_receivable,
    test_reconciliation,
)
from . import test_client_tours, test_demo, test_money_tours, test_roles, test_tours

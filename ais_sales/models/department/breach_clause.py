from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# the duties of the regulation that somebody may fail in, by the number of their clause
CLAUSES = [
    ("1.7", _lt("1.7 Duties given by the head")),
    ("1.8", _lt("1.8 Work with other units")),
    ("1.9", _lt("1.9 Assignments in time")),
    ("2.2", _lt("2.2 Work of the department")),
    ("2.3", _lt("2.3 Development of the department")),
    ("2.4", _lt("2.4 Inquiries answered in time")),
    ("2.5", _lt("2.5 Reports to the director")),
    ("2.6", _lt("2.6 Required data of clients")),
    ("2.7", _lt("2.7 New and former clients")),
    ("2.8", _lt("2.8 Commercial proposals")),
    ("2.9", _lt("2.9 Clients kept by one's own")),
    ("2.10", _lt("2.10 Consultations and deals")),
    ("2.11", _lt("2.11 Data on enrolment")),
    ("2.12", _lt("2.12 Sales plan")),
    ("2.13", _lt("2.13 Seats booked")),
    ("2.14", _lt("2.14 Control of payments")),
    ("2.15", _lt("2.15 Debts talked over")),
    ("2.16", _lt("2.16 Contacts entered")),
    ("2.17", _lt("2.17 Client base kept current")),
    ("2.18", _lt("2.18 Contacts as agreed")),
    ("2.19", _lt("2.19 Rules of contacts")),
    ("2.20", _lt("2.20 Reports in time")),
    ("2.21", _lt("2.21 Needs of clients")),
    ("2.22", _lt("2.22 Documents of orders")),
    ("2.23", _lt("2.23 Analysis of the market")),
    ("2.24", _lt("2.24 Corporate training")),
    ("2.25", _lt("2.25 Proposals of products")),
    ("4.4", _lt("4.4 Violations eliminated")),
    ("5.2", _lt("5.2 Offence")),
    ("5.3", _lt("5.3 Damage done")),
]

"""Types of documents that were installed early know by what fact they are done, and which hold
personal data.
"""

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL, parse_version

FACTS = {
    "document_type_invoice": "invoice",
    "document_type_enrolment": "enrolment",
    "document_type_expulsion": "expulsion",
    "document_type_certificates": "handed",
    "document_type_report": "report",
}
PERSONAL = (
    "document_type_application",
    "document_type_consents",
    "document_type_education",
)


def migrate(cr, version):
    if parse_version(version) >= parse_version("19.0.1.1.0"):
        return
    env = api.Environment(cr, SUPERUSER_ID, {})
    for name, fact in FACTS.items():
        kind = env.ref(f"ais_sales.{name}", raise_if_not_found=False)
        if kind and not kind.fact:
            kind.fact = fact
    # not those from which somebody has taken the mark
    unmarked = env.execute_query(
        SQL(
            """
            SELECT t.id FROM ais_document_type t
              JOIN ir_model_data d ON d.model = 'ais.document.type' AND d.res_id = t.id
             WHERE d.module = 'ais_sales' AND d.name IN %s AND t.is_personal IS NULL
            """,
            PERSONAL,
        ),
    )
    env["ais.document.type"].browse(row[0] for row in unmarked).is_personal = True

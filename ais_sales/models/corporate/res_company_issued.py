from odoo import fields, models
from odoo.exceptions import UserError

NUMBERING = [
    ("auto", "Forms while there are any, else a sequence"),
    ("forms", "Forms only"),
    ("sequence", "A sequence"),
]


class ResCompany(models.Model):
    """How issued documents are numbered, and by when ФИС ФРДО gets them (2.24)."""

    _inherit = "res.company"

    ais_numbering_certificate = fields.Selection(
        NUMBERING, "Numbers of certificates", required=True, default="auto"
    )
    ais_numbering_diploma = fields.Selection(
        NUMBERING, "Numbers of diplomas", required=True, default="auto"
    )
    ais_numbering_attendance = fields.Selection(
        NUMBERING, "Numbers of certificates of attendance", required=True, default="sequence"
    )
    ais_numbering_reference = fields.Selection(
        NUMBERING, "Numbers of statements", required=True, default="sequence"
    )
    # of numbers given by a sequence; a form has its own
    ais_series_certificate = fields.Char("Series of certificates", default="ПК")
    ais_series_diploma = fields.Char("Series of diplomas", default="ПП")
    ais_series_attendance = fields.Char("Series of certificates of attendance", default="СУ")
    ais_series_reference = fields.Char("Series of statements", default="СП")
    ais_forms_few = fields.Integer(
        "Few forms",
        default=20,
        help="The training office is told when fewer forms of a kind are left; 0 for never.",
    )
    ais_frdo_days = fields.Integer(
        "ФИС ФРДО, days",
        default=60,
        help="Days from the issue within which a document is loaded into the register. 60 is what"
        " is often named; verify it against the rules in force.",
    )
    # official template, loaded by the training office
    ais_frdo_template = fields.Binary("Template of ФИС ФРДО", attachment=True)
    ais_frdo_template_name = fields.Char("Name of the template of ФИС ФРДО")

    _ais_issued_ok = models.Constraint(
        "CHECK (ais_forms_few >= 0 AND ais_frdo_days >= 0)",
        "Numbers of forms and of days cannot be negative.",
    )

    def _ais_next_register_numbers(self, code, date, count):
        """The next numbers of a register, without gaps: a rolled back issue gives them back.

        :param str code: of `DOCUMENT_SEQUENCES`
        :param date date: of the documents; numbers begin anew each year
        :param int count: how many
        :return: list of str
        :raise UserError: when somebody has archived the sequence
        """
        self.ensure_one()
        self._ais_make_document_sequences([code])
        # sudo: whoever may issue the document may number it
        sequence = (
            self.env["ir.sequence"]
            .sudo()
            .with_company(self)
            .search([("code", "=", code), ("company_id", "=", self.id)], limit=1)
        )
        if not sequence:
            raise UserError(
                self.env._(
                    "%(company)s has no active sequence “%(code)s”. Restore it in the settings.",
                    company=self.name,
                    code=code,
                ),
            )
        return sequence._ais_take(date, count)

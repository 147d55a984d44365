from odoo import api, models
from odoo.tools import SQL

# numbers begin anew each year
DOCUMENT_SEQUENCES = {
    "sale.order": ("Коммерческие предложения", "КП-%(range_year)s-", 5),
    "ais.contract": ("Договоры", "Д-%(range_year)s-", 4),
    "ais.act": ("Акты об оказании услуг", "А-%(range_year)s-", 4),
    "ais.addendum": ("Дополнительные соглашения", "ДС-%(range_year)s-", 4),
    "ais.reconciliation.act": ("Акты сверки", "АС-%(range_year)s-", 4),
    "ais.training.order": ("Приказы о зачислении и отчислении", "ПР-%(range_year)s-", 4),
    # registration numbers of issued documents and, where there are no forms, their own numbers
    "ais.registration.certificate": ("Рег. № удостоверений", "ПК-%(range_year)s-", 4),
    "ais.registration.diploma": ("Рег. № дипломов", "ПП-%(range_year)s-", 4),
    "ais.registration.attendance": ("Рег. № сертификатов", "С-%(range_year)s-", 4),
    "ais.registration.reference": ("Рег. № справок", "СП-%(range_year)s-", 4),
    "ais.number.certificate": ("Номера удостоверений", "%(range_y)s", 6),
    "ais.number.diploma": ("Номера дипломов", "%(range_y)s", 6),
    "ais.number.attendance": ("Номера сертификатов", "%(range_y)s", 6),
    "ais.number.reference": ("Номера справок", "%(range_y)s", 6),
}
REGISTER = ("ais.registration.", "ais.number.")


class ResCompany(models.Model):
    """Numbers of a company's documents."""

    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._ais_make_document_sequences()
        return companies

    def write(self, vals):
        result = super().write(vals)
        if "country_id" in vals:
            self._ais_make_document_sequences()
        return result

    def _ais_next_document_number(self, code, date):
        """The next number of a document of this company.

        :param str code: of `DOCUMENT_SEQUENCES`
        :param date date: of the document; numbers begin anew each year
        :return: str
        """
        self.ensure_one()
        self._ais_make_document_sequences([code])
        # sudo: whoever may make the document may number it
        sequences = self.env["ir.sequence"].sudo().with_company(self)
        return sequences.next_by_code(code, sequence_date=date)

    def _ais_make_document_sequences(self, codes=tuple(DOCUMENT_SEQUENCES)):
        """Give companies their own sequences of documents, where they have none.

        Orders outside Russia keep Odoo's own numbers.
        """
        # sudo: made with the company, or by the one who prints the first document
        sequences = self.env["ir.sequence"].sudo()
        found = sequences.search_fetch(
            [("company_id", "in", self.ids), ("code", "in", codes)],
            ["company_id", "code"],
        )
        known = {(sequence.company_id, sequence.code) for sequence in found}
        missing = [
            (company, code)
            for company in self
            for code in codes
            if (company, code) not in known
            and (code != "sale.order" or company.country_id.code == "RU")
        ]
        if not missing:
            return
        # two who make the first document at once: one of them is tried again and finds the sequence
        self.env.cr.execute(
            SQL(
                "UPDATE res_company SET id = id WHERE id = ANY(%s)",
                sorted({company.id for company, _code in missing}),
            ),
        )
        sequences.create([company._ais_document_sequence_vals(code) for company, code in missing])

    def _ais_document_sequence_vals(self, code):
        name, prefix, padding = DOCUMENT_SEQUENCES[code]
        return {
            "name": name,
            "code": code,
            "prefix": prefix,
            "padding": padding,
            "use_date_range": True,
            # a register without gaps: a number that was not used is given to the next document
            "implementation": "no_gap" if code.startswith(REGISTER) else "standard",
            "company_id": self.id,
        }

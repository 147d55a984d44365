from odoo import api, models

from ..russian import HELPERS

PURPOSES = {
    "processing": "на обработку персональных данных",
    "marketing": "на получение рекламных и информационных рассылок",
}


class ConsentForm(models.AbstractModel):
    """The consent for signature, a document of its own for each purpose (ч. 4 ст. 9 152-ФЗ)."""

    _name = "report.ais_sales.consent_form"
    _description = "Consent form"

    @api.model
    def _get_report_values(self, docids, data=None):
        """What the template prints.

        :param list docids: ids of consents
        :return: dict of template variables
        """
        consents = self.env["ais.consent"].browse(docids)
        return {"docs": consents, "ru_purposes": PURPOSES, **HELPERS}


class DestructionActDocument(models.AbstractModel):
    """The act of destruction (приказ РКН № 179)."""

    _name = "report.ais_sales.destruction_act"
    _description = "Act of destruction, printed"

    @api.model
    def _get_report_values(self, docids, data=None):
        """What the template prints.

        :param list docids: ids of acts
        :return: dict of template variables
        """
        return {"docs": self.env["ais.destruction.act"].browse(docids), **HELPERS}

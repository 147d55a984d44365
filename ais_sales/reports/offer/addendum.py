from odoo import api, models

from . import figures


class Addendum(models.AbstractModel):
    """«Дополнительное соглашение»: other dates for seats under a contract in force."""

    _name = "report.ais_sales.addendum"
    _description = "Addendum to a contract"

    @api.model
    def _get_report_values(self, docids, data=None):
        """What the template prints.

        :param list docids: ids of addenda
        :return: dict of template variables
        """
        addenda = figures.ais_lang(self.env["ais.order.addendum"].browse(docids))
        return {
            "docs": addenda,
            "parties": {
                addendum.id: {
                    "us": figures.provider(addendum.order_id.company_id),
                    "client": figures.party(addendum.order_id.partner_id),
                    "contract": figures.numbered("договору", addendum.order_id, "ais_contract"),
                    "what": "настоящее соглашение",
                    "people": ", ".join(sorted(addendum.booking_id.trainee_ids.mapped("name"))),
                }
                for addendum in addenda
            },
            **figures.HELPERS,
        }

from odoo.exceptions import AccessError
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal


class OrderPortal(CustomerPortal):
    """What a client sees of his orders."""

    def _document_check_access(self, model_name, document_id, access_token=None):
        """A proposal of training is the client's to see once it is sent: its price may wait for an
        approval (2.8).

        :raise AccessError: it is in preparation
        """
        document = super()._document_check_access(model_name, document_id, access_token)
        is_draft = model_name == "sale.order" and document.state == "draft"
        if is_draft and document.ais_is_training and request.env.user.share:
            raise AccessError(
                request.env._("Proposal %s is being prepared and is not sent yet.", document.name),
            )
        return document

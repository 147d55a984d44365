from odoo import models

from ...tools.person_read import gender_of


class ResPartner(models.Model):
    """How a letter greets a person: by name and patronymic, without the surname."""

    _inherit = "res.partner"

    def _ais_greeting_name(self):
        """
        :return: "Сергей Ильич" of «Антонов Сергей Ильич»; the whole name where it is not certain
            which of its words is which, and nothing of nobody
        """
        if self:
            self.ensure_one()
        words = (self.name or "").split()
        if len(words) >= 3 and gender_of(words[-1]):
            return " ".join(words[1:])
        return self.name or ""

from odoo import api, models
from odoo.tools import SQL


class ResPartner(models.Model):
    """Bookings are deals in work; trainees' data are destroyed with the person's (2.6, 2.9)."""

    _inherit = "res.partner"

    @api.model
    def _ais_deal_domains(self):
        return {
            **super()._ais_deal_domains(),
            "ais.booking": [("state", "in", ("waitlist", "hold", "confirmed"))],
        }

    def _ais_anonymise_records(self):
        labels = super()._ais_anonymise_records()
        trainees = self.env["ais.trainee"].search([("partner_id", "=", self.id)])
        if trainees:
            # the name stays: who was trained is kept by the law on education
            trainees.write({"email": False, "phone": False, "position": False})
            labels.append(self.env._("contact data of the trainee"))
        return labels


class DestructionAct(models.Model):
    _inherit = "ais.destruction.act"

    @api.model
    def _deed_queries(self):
        return [
            *super()._deed_queries(),
            SQL(
                "SELECT t.partner_id, g.date_end FROM ais_trainee t"
                " JOIN ais_course_group g ON g.id = t.group_id WHERE t.partner_id IS NOT NULL",
            ),
            SQL(
                "SELECT b.partner_id, g.date_end FROM ais_booking b"
                " JOIN ais_course_group g ON g.id = b.group_id",
            ),
        ]


class Trainee(models.Model):
    _name = "ais.trainee"
    _inherit = ["ais.trainee", "ais.personal.access.mixin"]

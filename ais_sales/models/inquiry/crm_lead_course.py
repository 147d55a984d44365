from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmLead(models.Model):
    """What an inquiry asks for: a course, for so many people."""

    _inherit = "crm.lead"

    ais_course_id = fields.Many2one(
        "ais.course",
        "Course asked for",
        index="btree_not_null",
        tracking=True,
        # an inquiry that nobody has taken yet has no company, see _check_ais_course_company
        domain="[('company_id', '=?', company_id)]",
        help="The course that the client asks about; groups with free seats are offered by it.",
    )
    ais_seats = fields.Integer("People to train", default=1)

    _ais_seats_positive = models.Constraint(
        "CHECK (ais_seats IS NULL OR ais_seats >= 0)",
        "The number of people cannot be negative.",
    )

    @api.constrains("ais_course_id", "company_id")
    def _check_ais_course_company(self):
        for lead in self:
            # sudo: the course may be another company's, which is what is told
            company = lead.ais_course_id.sudo().company_id
            if company and lead.company_id and lead.company_id != company:
                raise ValidationError(
                    self.env._(
                        "The course of inquiry “%(lead)s” belongs to %(company)s, the inquiry to"
                        " %(own)s. Choose another course, or move the inquiry.",
                        lead=lead.name,
                        company=company.name,
                        own=lead.company_id.name,
                    ),
                )

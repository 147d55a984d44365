from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

COUNTS = {"user_id", "substitute_id", "date_from", "date_until", "state", "company_id"}


class Absence(models.Model):
    """Who enters and changes absences, and who learns of it."""

    _inherit = "ais.absence"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_overlap(vals)
        absences = super().create(vals_list)
        absences._check_own()
        if self.env.user.has_group("ais_sales.group_head"):
            # sudo: what the head enters needs nobody's confirmation
            absences.sudo().state = "confirmed"
        else:
            absences._check_own()
            absences._ask_head()
        absences._take_effect(absences.user_id | absences.substitute_id)
        return absences

    def write(self, vals):
        self._check_own()
        people = self.user_id | self.substitute_id
        if vals.keys() & {"user_id", "date_from", "date_until"}:
            for absence in self:
                absence._refuse_overlap(vals)
        result = super().write(vals)
        self._check_own()
        if vals.keys() & COUNTS:
            self._take_effect(people | self.user_id | self.substitute_id)
        return result

    def unlink(self):
        self._check_own()
        people = self.user_id | self.substitute_id
        result = super().unlink()
        self._take_effect(people)
        return result

    def _refuse_overlap(self, vals):
        """Say which absence is in the way, before the database says that one is.

        :raise ValidationError: the employee is away on one of these days already
        """
        user_id = vals.get("user_id") or self.user_id.id or self.env.uid
        first = fields.Date.to_date(vals.get("date_from") or self.date_from)
        last = fields.Date.to_date(vals.get("date_until", self.date_until))
        if not first or (last and last < first):
            return  # the database says so
        if other := (self._on_days(user_id, first, last) - self)[:1]:
            raise ValidationError(
                self.env._(
                    "%(name)s has another absence on these days: %(days)s. Change that one.",
                    name=other.user_id.name,
                    days=other._days_text(),
                ),
            )

    def _check_own(self):
        """A specialist enters own absences, and changes them until they are confirmed.

        :raise AccessError: it is a colleague's, or it counts already
        """
        user = self.env.user
        if self.env.su:
            return
        for absence in self:
            # sudo: in which companies a colleague works
            if absence.company_id not in absence.user_id.sudo().company_ids:
                raise AccessError(
                    self.env._(
                        "%(user)s does not work in “%(company)s”.",
                        user=absence.user_id.name,
                        company=absence.company_id.name,
                    ),
                )
        if user.has_group("ais_sales.group_head"):
            return
        for absence in self:
            if absence.user_id != user:
                raise AccessError(
                    self.env._("The absences of others are entered by the head of sales."),
                )
            if absence.state == "confirmed":
                raise AccessError(
                    self.env._(
                        "“%s” is confirmed. It is changed by the head of sales.",
                        absence.display_name,
                    ),
                )

    def _ask_head(self):
        # sudo: who leads which team is not for an employee to read
        self._notify_staff(
            [
                (
                    absence,
                    absence.user_id.sudo().crm_team_member_ids.crm_team_id.user_id
                    or self._staff_of("head", absence.company_id),
                    self.env._("Confirm the absence and who stands in"),
                    "",
                    None,
                )
                for absence in self
            ],
        )

    @api.model
    def _take_effect(self, people):
        """What follows from changed absences of these people: access now, contacts of today."""
        # who stands in for whom is cached: the record rules ask for it at every access
        self.env.registry.clear_cache()
        self.env.flush_all()
        # sudo: contacts of colleagues go to the substitute, whoever enters the absence
        self.env["ais.contact.agreement"].sudo()._ais_hand_over(people)

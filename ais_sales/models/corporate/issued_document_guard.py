from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

# what stands on the paper: corrected only while the paper is still here
ON_PAPER = {
    "last_name",
    "first_name",
    "middle_name",
    "series",
    "number",
    "registration_number",
    "date",
    "hours",
    "course_name",
    "date_start",
    "date_end",
}
# what a document is made from and never changes
FIXED = {"trainee_id", "kind", "original_id", "replace_reason", "is_original_destroyed"}
# what the system alone writes
BY_METHODS = {
    "name",
    "group_id",
    "course_id",
    "employer_id",
    "corporate_order_id",
    "user_id",
    "company_id",
    "is_duplicate",
    "refresher_date",
    "frdo_due_on",
    "state",
    "spoil_reason",
    "batch_id",
    "handed_on",
    "handed_how",
    "receiver",
    "track_number",
    "frdo_exported_on",
    "frdo_exported_by_id",
}


class IssuedDocument(models.Model):
    """What of a document is never changed, and by whom the rest is (2.24)."""

    _inherit = "ais.issued.document"

    def write(self, vals):
        self._check_may_change(vals)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        for document in self:
            raise UserError(
                self.env._(
                    "“%s” has its number in the register and is not deleted. Note it as spoilt,"
                    " with the reason.",
                    document.display_name,
                ),
            )

    @api.constrains("last_name", "number", "registration_number", "hours", "date_start", "date_end")
    def _check_printed(self):
        for document in self:
            whole = document.last_name and document.number and document.registration_number
            begins, ends = document.date_start, document.date_end
            hours_ok = 0 <= document.hours <= max(document.course_id.hours, 1)
            if not whole or not hours_ok or (begins and ends and begins > ends):
                raise ValidationError(
                    self.env._(
                        "%s: a document has a surname, a number and a registration number, no more"
                        " hours than the course, and a training that begins before it ends.",
                        document.display_name,
                    ),
                )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | BY_METHODS

    def _check_given(self, vals):
        for name in vals:
            field = self._fields.get(name)
            if field:
                # before `create` writes as the system
                self._check_field_access(field, "write")

    def _check_may_change(self, vals):
        """What stands on a paper that has left the house is not changed afterwards.

        :raise UserError: names the document and what to do
        """
        fixed = FIXED & vals.keys()
        if not fixed and not ON_PAPER & vals.keys():
            return
        for document in self:
            if fixed:
                raise UserError(
                    self.env._(
                        "“%s”: whose document it is, its kind and what it replaces stay as they"
                        " are. Note the document as spoilt and issue another.",
                        document.display_name,
                    ),
                )
            if document.state != "valid" or document.handed_on or document.frdo_exported_on:
                raise UserError(
                    self.env._(
                        "“%s” has been handed over, exported or replaced: what is printed on it"
                        " stays. Issue a duplicate.",
                        document.display_name,
                    ),
                )
        rows = [
            {
                **document._numbers(),
                "trainee_id": document.trainee_id.id,
                "original_id": document.original_id.id,
                **vals,
            }
            for document in self
        ]
        if "date" in vals:
            for row in rows:
                row["date"] = fields.Date.to_date(row["date"])
            self._check_dates({one.id: one for one in self.trainee_id}, rows)
        self._check_numbers_free(rows, self)

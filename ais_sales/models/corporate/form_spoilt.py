from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..catalogue.system_fields_mixin import BY_SYSTEM


class FormSpoilt(models.Model):
    """A form that carries no valid document: damaged, misprinted, lost."""

    _name = "ais.form.spoilt"
    _description = "Spoilt form"
    _order = "batch_id, number"

    batch_id = fields.Many2one(
        "ais.form.batch", "Forms", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="batch_id.company_id", store=True, index=True)
    number = fields.Integer(required=True)
    reason = fields.Char(required=True)
    date = fields.Date(default=fields.Date.context_today, required=True)
    document_id = fields.Many2one(
        "ais.issued.document",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )

    _number_unique = models.UniqueIndex(
        "(batch_id, number)", "This form has been entered as spoilt already."
    )

    @api.constrains("batch_id", "number")
    def _check_number(self):
        for spoilt in self:
            batch = spoilt.batch_id
            if not batch.number_from <= spoilt.number <= batch.number_to:
                raise ValidationError(
                    self.env._(
                        "Form %(number)s is not one of “%(batch)s”.",
                        number=spoilt.number,
                        batch=batch.display_name,
                    ),
                )
            if not spoilt.document_id and spoilt.number < batch.number_next:
                number = batch._number(spoilt.number)
                used = self.env["ais.issued.document"].search(
                    [("batch_id", "=", batch.id), ("number", "=", number)], limit=1
                )
                if used:
                    raise ValidationError(
                        self.env._(
                            "Form %(number)s carries the document of %(name)s. Open the document"
                            " and note there that it is spoilt.",
                            number=number,
                            name=used.name,
                        ),
                    )

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_documents(vals_list)
        batches = self.env["ais.form.batch"].browse({vals.get("batch_id") for vals in vals_list})
        # a clerk who takes this very form meanwhile waits for us
        batches.exists()._lock()
        self._refuse_repeated(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_documents([vals])
        return super().write(vals)

    @api.model
    def _refuse_documents(self, vals_list):
        """The document of a spoilt form is noted by the document itself."""
        system = self.env.su or self.env.context.get("ais_clock") is BY_SYSTEM
        if not system and any("document_id" in vals for vals in vals_list):
            raise AccessError(
                self.env._("Open the document and note there that its form is spoilt."),
            )

    @api.model
    def _refuse_repeated(self, vals_list):
        known = {
            (spoilt.batch_id.id, spoilt.number)
            for spoilt in self.search(
                [("batch_id", "in", [vals.get("batch_id") for vals in vals_list])],
            )
        }
        for vals in vals_list:
            key = (vals.get("batch_id"), vals.get("number"))
            if key in known:
                raise ValidationError(
                    self.env._("Form %s has been entered as spoilt already.", vals.get("number")),
                )
            known.add(key)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_document(self):
        for spoilt in self:
            if spoilt.document_id or spoilt.number < spoilt.batch_id.number_next:
                raise UserError(
                    self.env._(
                        "Form %s has been passed over already; its entry stays.", spoilt.number
                    )
                )

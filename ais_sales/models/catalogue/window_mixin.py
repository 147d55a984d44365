from odoo import api, models


class WindowMixin(models.AbstractModel):
    """A window that a person fills: it speaks only of what this person may see.

    Fields that show something of a record that is named in a window are read by the system, and
    so is the record's name: who could name any record would read them all, one number after
    another. That a window is its opener's alone is said by the rules (`window_rules.xml`).
    """

    _name = "ais.window.mixin"
    _description = "Window"
    _inherit = ["ais.sense.mixin"]

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        self._ais_check_named(values)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._ais_check_named(vals)
        return super().create([self._ais_writable(vals) for vals in vals_list])

    def write(self, vals):
        self._ais_check_named(vals)
        return super().write(self._ais_writable(vals))

    def onchange(self, values, field_names, fields_spec):
        self._ais_check_named(values)
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _ais_writable(self, vals):
        """Without what no database holds: a pasted text may come with zeros and half letters."""
        return {
            name: value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
            if isinstance(value, str)
            else value
            for name, value in vals.items()
        }

    @api.model
    def _ais_check_named(self, vals):
        """:raise AccessError: a record is named that the user may not read"""
        if self.env.su:
            return
        for name, value in vals.items():
            field = self._fields.get(name)
            if field and field.type == "many2one" and isinstance(value, int) and value:
                self.env[field.comodel_name].browse(value).check_access("read")

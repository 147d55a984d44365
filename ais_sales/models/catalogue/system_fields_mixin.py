from odoo import api, models

# in the context of what the system writes by itself: a client cannot send this very object
BY_SYSTEM = object()


class SystemFieldsMixin(models.AbstractModel):
    """Fields that the system alone writes: what it measured or what somebody has decided."""

    _name = "ais.system.fields.mixin"
    _description = "Fields written by the system"
    _inherit = ["ais.sense.mixin"]

    # set by our own models: what they compute and store is the system's too
    _ais_guards_computed = False

    @api.model
    def _ais_system_fields(self):
        """Names of the fields that nobody writes by hand, not even through RPC."""
        return frozenset()

    @api.model
    def _has_field_access(self, field, operation):
        if (
            operation == "write"
            and not self.env.su
            and (field.name in self._ais_system_fields() or self._ais_is_computed(field))
            and self.env.context.get("ais_clock") is not BY_SYSTEM
        ):
            return False
        return super()._has_field_access(field, operation)

    @api.model
    def default_get(self, fields):
        """What the system alone writes begins as the model says, whatever a user has set for his
        own defaults.
        """
        values = super().default_get(fields)
        for name in list(values):
            field = self._fields[name]
            if name in self._ais_system_fields() or self._ais_is_computed(field):
                values.pop(name)
                if field.default:
                    default = field.convert_to_cache(field.default(self), self, validate=False)
                    values[name] = field.convert_to_write(
                        field.convert_to_record(default, self),
                        self,
                    )
        return values

    @api.model
    def _ais_is_computed(self, field):
        return self._ais_guards_computed and field.store and field.compute and field.readonly

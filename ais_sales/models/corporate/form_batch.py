from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL

from ..catalogue.system_fields_mixin import BY_SYSTEM
from .issued_document_kind import KINDS


class FormBatch(models.Model):
    """Blank forms of one series, taken one after another; nobody takes the same form twice."""

    _name = "ais.form.batch"
    _description = "Forms of documents"
    _inherit = ["mail.thread", "mail.activity.mixin", "ais.notice.mixin", "ais.system.fields.mixin"]
    _order = "kind, received_on, id"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    kind = fields.Selection(KINDS, "Document", required=True, default="certificate", index=True)
    series = fields.Char(help="As printed on the forms; empty if they have none.")
    number_from = fields.Integer("From number", required=True)
    number_to = fields.Integer("To number", required=True)
    digits = fields.Integer(
        default=6, required=True, help="How many digits a number has: 6 for 000123."
    )
    received_on = fields.Date("Received", default=fields.Date.context_today, required=True)
    user_id = fields.Many2one(
        "res.users",
        "Kept by",
        default=lambda self: self.env.user,
        help="Told when few forms are left.",
    )
    is_withdrawn = fields.Boolean(
        "Withdrawn", tracking=True, help="No form is taken from these any more."
    )
    number_next = fields.Integer(
        "Next number", readonly=True, copy=False, help="The form that the next document takes."
    )
    spoilt_ids = fields.One2many("ais.form.spoilt", "batch_id", "Spoilt forms")
    spoilt_count = fields.Integer("Number of spoilt forms", compute="_compute_left", store=True)
    count = fields.Integer("Forms", compute="_compute_count", store=True)
    left = fields.Integer(
        compute="_compute_left", store=True, help="Forms neither issued nor spoilt."
    )
    state = fields.Selection(
        [("open", "In use"), ("used", "Used up"), ("withdrawn", "Withdrawn")],
        compute="_compute_left",
        store=True,
        index=True,
    )

    _numbers_ok = models.Constraint(
        "CHECK (number_from >= 0 AND number_to >= number_from AND digits BETWEEN 1 AND 12)",
        "The last number of the forms is below the first one.",
    )
    _next_ok = models.Constraint(
        "CHECK (number_next BETWEEN number_from AND number_to + 1)",
        "The next form is not one of these.",
    )

    @api.depends("number_from", "number_to")
    def _compute_count(self):
        for batch in self:
            batch.count = batch.number_to - batch.number_from + 1

    @api.depends("number_next", "number_to", "is_withdrawn", "spoilt_ids.number")
    def _compute_left(self):
        for batch in self:
            ahead = batch.spoilt_ids.filtered(lambda one, of=batch: one.number >= of.number_next)
            batch.spoilt_count = len(batch.spoilt_ids)
            batch.left = batch.number_to - batch.number_next + 1 - len(ahead)
            batch.state = "open" if batch.left > 0 else "used"
            if batch.is_withdrawn:
                batch.state = "withdrawn"

    @api.depends("kind", "series", "number_from", "number_to", "digits")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for batch in self:
            batch.display_name = (
                f"{labels.get(batch.kind, '')} {batch.series or ''}"
                f" {batch._number(batch.number_from)}–{batch._number(batch.number_to)}"
            )

    @api.constrains("company_id", "kind", "series", "number_from", "number_to", "digits")
    def _check_overlap(self):
        for batch in self:
            other = self.search(
                [
                    ("id", "!=", batch.id),
                    ("company_id", "=", batch.company_id.id),
                    ("kind", "=", batch.kind),
                    ("series", "=", batch.series),
                    ("number_from", "<=", batch.number_to),
                    ("number_to", ">=", batch.number_from),
                ],
                limit=1,
            )
            if other:
                raise ValidationError(
                    self.env._(
                        "Forms “%(new)s” overlap with “%(other)s”, entered already. Correct the"
                        " numbers.",
                        new=batch.display_name,
                        other=other.display_name,
                    ),
                )

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._cleaned(vals) for vals in vals_list]
        for vals in vals_list:
            self._check_given(vals)
            self._check_numbers(vals)
            vals["number_next"] = vals["number_from"]
        self._lock_companies(
            {vals.get("company_id") or self.env.company.id for vals in vals_list},
        )
        batches = super(FormBatch, self.with_context(ais_clock=BY_SYSTEM)).create(vals_list)
        return batches.with_env(self.env)

    def write(self, vals):
        vals = self._cleaned(vals)
        self._check_given(vals)
        fixed = {"company_id", "kind", "series", "number_from", "number_to", "digits"} & vals.keys()
        if fixed:
            self._lock_companies(set(self.company_id.ids))
            for batch in self:
                if batch.number_next != batch.number_from:
                    raise UserError(
                        self.env._(
                            "Forms “%s” have been used: their numbers stay. Withdraw the rest"
                            " and enter the right ones.",
                            batch.display_name,
                        ),
                    )
                self._check_numbers({**batch.read(["number_from", "number_to"])[0], **vals})
        if "number_from" not in vals:
            return super().write(vals)
        # not used yet: the first form is the next one
        records = self.with_context(ais_clock=BY_SYSTEM)
        return super(FormBatch, records).write({**vals, "number_next": vals["number_from"]})

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for batch in self:
            if batch.number_next != batch.number_from or batch.spoilt_ids:
                raise UserError(
                    self.env._(
                        "Forms “%s” have been used. Withdraw them instead of deleting them.",
                        batch.display_name,
                    ),
                )

    def action_view_documents(self):
        """Open the documents issued on these forms."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_issued_document_action"
        )
        return {**action, "domain": [("batch_id", "in", self.ids)], "context": {}}

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "number_next",
            "count",
            "left",
            "spoilt_count",
            "state",
        }

    def _number(self, number):
        return f"{number:0{self.digits or 1}d}"

    def _lock_companies(self, company_ids):
        # two who enter forms at once: one of them is tried again and sees the other's
        self.env.cr.execute(
            SQL("UPDATE res_company SET id = id WHERE id = ANY(%s)", sorted(company_ids))
        )

    def _check_given(self, vals):
        for name in vals.keys() & self._ais_system_fields():
            # before `create` and `write` go on as the system
            self._check_field_access(self._fields[name], "write")

    @api.model
    def _cleaned(self, vals):
        vals = dict(vals)
        if "series" in vals:
            vals["series"] = " ".join((vals["series"] or "").split()) or False
        return vals

    @api.model
    def _check_numbers(self, vals):
        first, last = vals.get("number_from") or 0, vals.get("number_to") or 0
        if first < 0 or last < first:
            raise ValidationError(
                self.env._(
                    "Forms from number %(first)s to %(last)s: the last number is below the first.",
                    first=first,
                    last=last,
                ),
            )

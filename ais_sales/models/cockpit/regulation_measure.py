from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_amount, formatLang

COLOURS = [
    ("green", "In order"),
    ("yellow", "Needs attention"),
    ("red", "Bad"),
    ("none", "No aim set"),
]
UNITS = [
    ("percent", "%"),
    ("count", "pcs"),
    ("money", "Money"),
    ("days", "days"),
    ("hours", "hours"),
]


class RegulationMeasure(models.Model):
    """A figure of a clause: what it counts, and from where on it is good or bad."""

    _name = "ais.regulation.measure"
    _description = "Figure of the regulation"
    _inherit = ["mail.thread", "ais.system.fields.mixin"]
    _order = "clause_id, is_main desc, sequence, id"

    clause_id = fields.Many2one(
        "ais.regulation.clause",
        required=True,
        index=True,
        ondelete="cascade",
    )
    name = fields.Char("Figure", required=True, translate=True)
    # the clause's figure number so-and-so is reckoned by this method
    method = fields.Char(required=True, help="Name of the method that reckons the figure.")
    note = fields.Char("What is counted", translate=True)
    unit = fields.Selection(UNITS, required=True, default="count")
    is_main = fields.Boolean("Main figure", help="Shown first, and on the card of the clause.")
    sequence = fields.Integer(default=10)
    # aims
    better = fields.Selection(
        [("more", "More is better"), ("less", "Less is better")],
        "Which way",
        required=True,
        default="less",
        help="Which values are good: decides how green and red are read.",
    )
    has_aim = fields.Boolean(
        "Has an aim",
        default=True,
        tracking=True,
        help="Without an aim the figure is shown without a colour.",
    )
    green = fields.Float(
        "Green from",
        tracking=True,
        help="Where more is better: from this value up all is in order; where less is better: up to"
        " this value.",
    )
    red = fields.Float(
        "Red from",
        tracking=True,
        help="Where more is better: below this value it is bad; where less is better: above it.",
    )
    # now
    value = fields.Float("Now, number", compute="_compute_now")
    value_text = fields.Char("Now", compute="_compute_now")
    colour = fields.Selection(COLOURS, "State", compute="_compute_now")

    _method_unique = models.Constraint("UNIQUE (method)", "One method reckons one figure.")
    _main_unique = models.UniqueIndex(
        "(clause_id) WHERE is_main",
        "A clause has one main figure.",
    )
    _aims_ordered = models.Constraint(
        "CHECK (NOT has_aim OR (better = 'more' AND green >= red)"
        " OR (better = 'less' AND green <= red))",
        "Green and red are the wrong way round for this figure.",
    )

    @api.model
    def _ais_system_fields(self):
        # the aims alone are set by people
        return super()._ais_system_fields() | {
            "clause_id",
            "name",
            "method",
            "note",
            "unit",
            "is_main",
            "sequence",
            "better",
        }

    @api.constrains("green", "red", "better", "has_aim")
    def _check_aims(self):
        for measure in self.filtered("has_aim"):
            low, high = measure.red, measure.green
            if measure.better == "less":
                low, high = high, low
            if low > high:
                raise ValidationError(
                    self.env._(
                        "“%(name)s”: green and red are the wrong way round. Where more is better"
                        " green is the higher one, where less is better the lower one.",
                        name=measure.name,
                    ),
                )

    @api.constrains("method")
    def _check_method(self):
        for measure in self:
            if not hasattr(type(self), f"_measure_{measure.method}"):
                raise ValidationError(
                    self.env._("“%s” has no method that reckons it.", measure.name),
                )

    @api.depends_context("uid", "company", "lang", "ais_user_id", "ais_team_id")
    def _compute_now(self):
        user = self._ais_scope_user(self.env.context.get("ais_user_id"))
        kept = self.filtered("id")
        found = kept._ais_now(self.env.context.get("ais_team_id"), user.id)
        for measure in self:
            # a new one has none
            value = found.get(measure.id)
            measure.value = value or 0.0
            measure.value_text = measure._ais_text(value)
            measure.colour = measure._ais_colour(value)

    def _ais_colour(self, value):
        """Colour of a value by the aims of this figure.

        :param float value: None when there is nothing to count
        :return: "green", "yellow", "red" or "none"
        """
        self.ensure_one()
        if value is None or not self.has_aim:
            return "none"
        sign = 1 if self.better == "more" else -1
        if sign * value >= sign * self.green:
            return "green"
        return "yellow" if sign * value >= sign * self.red else "red"

    def _ais_text(self, value):
        """The value in words, with its unit."""
        self.ensure_one()
        if value is None:
            return "–"
        if self.unit == "money":
            currency = self.env.company.currency_id
            return format_amount(self.env, value, currency, trailing_zeroes=False)
        digits = 0 if self.unit == "count" or value == int(value) or abs(value) >= 100 else 1
        text = formatLang(self.env, value, digits=digits)
        if self.unit == "count":
            return text
        units = dict(self._fields["unit"]._description_selection(self.env))
        return f"{text} {units[self.unit]}"

    def _ais_row(self, value, trend):
        """The figure as the desks and the digest show it (see `ais_cockpit`)."""
        self.ensure_one()
        week_ago = self.env.company.ais_today() - timedelta(days=7)
        before = [old for day, old in trend if day <= week_ago]
        change = None if value is None or not before else round(value - before[-1], 2)
        return {
            "id": self.id,
            "name": self.name,
            "note": self.note or "",
            "value": value,
            "text": self._ais_text(value),
            "unit": self.unit,
            "better": self.better,
            "is_main": self.is_main,
            "colour": self._ais_colour(value),
            "trend": [[str(day), old] for day, old in trend],
            "change": change,
            "change_text": self._ais_change_text(change),
        }

    def _ais_change_text(self, change):
        """The change in words: a share changes by points, not by per cent of itself."""
        if not change:
            return ""
        if self.unit == "percent":
            text = self.env._("%s points", formatLang(self.env, change, digits=1))
        else:
            text = self._ais_text(change)
        return text.replace("-", "\N{MINUS SIGN}")

    def action_open_trend(self):
        """How the figures went, day by day."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_regulation_snapshot_action",
        )
        views = sorted(action["views"], key=lambda view: view[1] != "graph")
        return {
            **action,
            "domain": [("measure_id", "in", self.ids)],
            "views": views,
            "view_mode": ",".join(kind for _view, kind in views),
            "context": {"search_default_department": 1},
        }

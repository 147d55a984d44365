from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..catalogue.course import DELIVERY_MODES


class CompetitorOffer(models.Model):
    """A competitor's course beside ours: price, hours, dates, and when it was seen (2.23)."""

    _name = "ais.competitor.offer"
    _description = "Competitor's offer"
    _order = "course_id, price_unit, id"

    name = fields.Char("Competitor's course", required=True)
    competitor_id = fields.Many2one(
        "ais.competitor",
        required=True,
        index=True,
        ondelete="cascade",
    )
    course_id = fields.Many2one("ais.course", "Our course", index=True, ondelete="set null")
    direction_id = fields.Many2one(related="course_id.direction_id", store=True)
    price_unit = fields.Float(
        "Price per seat",
        required=True,
        min_display_digits="Product Price",
        aggregator="avg",
        help="Their price for one trainee.",
    )
    hours = fields.Integer("Academic hours", aggregator="avg")
    delivery_mode = fields.Selection(DELIVERY_MODES)
    date_start = fields.Date("Nearest start")
    url = fields.Char("Source")
    seen_on = fields.Date(
        "Seen on",
        required=True,
        default=fields.Date.context_today,
        index=True,
        help="When the offer was last looked at. It becomes stale after the months in"
        " the settings.",
    )
    note = fields.Text()
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(related="competitor_id.company_id", store=True, index=True)
    currency_id = fields.Many2one("res.currency", default=lambda self: self.env.company.currency_id)
    # beside ours
    own_price = fields.Float(
        "Our price",
        compute="_compute_position",
        min_display_digits="Product Price",
        help="Price of our course chosen here, for one trainee.",
    )
    own_hours = fields.Integer(related="course_id.hours", string="Our hours")
    position = fields.Float(
        "Our price against theirs, %",
        compute="_compute_position",
        help="Minus: ours is cheaper by so many per cent of their price.",
    )
    position_kind = fields.Selection(
        [("cheaper", "We are cheaper"), ("same", "Same price"), ("dearer", "We are dearer")],
        "Position",
        compute="_compute_position",
    )
    age_days = fields.Integer("Age, days", compute="_compute_age")
    is_stale = fields.Boolean("Stale", compute="_compute_age", search="_search_is_stale")

    _price_positive = models.Constraint("CHECK (price_unit >= 0)", "A price cannot be negative.")

    @api.depends("price_unit", "course_id.list_price")
    def _compute_position(self):
        for offer in self:
            own, theirs = offer.course_id.list_price, offer.price_unit
            offer.own_price = own
            if not own or not theirs:
                offer.position, offer.position_kind = 0, False
                continue
            offer.position = round((own - theirs) * 100 / theirs, 1)
            offer.position_kind = (
                "same" if abs(offer.position) < 1 else "cheaper" if own < theirs else "dearer"
            )

    @api.constrains("seen_on")
    def _check_seen_on(self):
        for offer in self:
            if offer.seen_on > fields.Date.context_today(offer):
                raise ValidationError(
                    self.env._(
                        "An offer of %s cannot be seen in the future.",
                        offer.competitor_id.name,
                    ),
                )

    @api.depends("seen_on", "company_id")
    def _compute_age(self):
        today = fields.Date.context_today(self)
        limit = self._stale_limit()
        for offer in self:
            seen = offer.seen_on or today
            offer.age_days = (today - seen).days
            offer.is_stale = seen < limit

    @api.model
    def _search_is_stale(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("seen_on", "<", self._stale_limit())]

    @api.model
    def _stale_limit(self):
        months = self.env.company.ais_offer_stale_months
        return fields.Date.context_today(self) - relativedelta(months=months)

    def action_seen_today(self):
        """The offer still stands: note that it was seen today."""
        self.write({"seen_on": fields.Date.context_today(self)})

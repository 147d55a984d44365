from odoo import api, fields, models
from odoo.exceptions import ValidationError

DELIVERY_MODES = [
    ("full_time", "Full-time"),
    ("blended", "Blended"),
    ("distance", "Distance"),
    ("online", "Online, distance technologies"),
]

# приказ Минобрнауки 24.03.2025 № 266, п. 18: minimal volume in academic hours
HOURS_MIN = {"advanced": 16, "retraining": 250}


class Course(models.Model):
    _name = "ais.course"
    _description = "Course"
    _inherit = ["mail.thread", "mail.activity.mixin", "ais.system.fields.mixin"]
    _order = "direction_id, name"
    _check_company_auto = True
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, tracking=True)
    code = fields.Char(
        copy=False, tracking=True, help="Short code, the beginning of groups' codes."
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    # programme
    direction_id = fields.Many2one("ais.direction", index=True, tracking=True, check_company=True)
    kind = fields.Selection(
        [
            ("advanced", "Advanced training"),
            ("retraining", "Professional retraining"),
            ("seminar", "Seminar"),
        ],
        "Kind of programme",
        required=True,
        default="advanced",
        tracking=True,
        help="Advanced training takes 16 academic hours or more, professional retraining 250.",
    )
    hours = fields.Integer(
        "Academic hours", default=16, required=True, tracking=True, aggregator="avg"
    )
    delivery_mode = fields.Selection(DELIVERY_MODES, required=True, default="full_time")
    document_kind = fields.Selection(
        [
            ("certificate", "Certificate of advanced training"),
            ("diploma", "Diploma of professional retraining"),
            ("attendance", "Certificate of attendance"),
        ],
        "Issued document",
        compute="_compute_document_kind",
        store=True,
        readonly=False,
        help="What is issued to those who complete the course.",
    )
    refresher_months = fields.Integer(
        "Refresher, months",
        help="After how many months the training has to be repeated; 0 if it has not.",
    )
    description = fields.Html(help="Programme and audience; goes into the commercial proposal.")
    # sale
    product_id = fields.Many2one(
        "product.product",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The service sold on orders; made by the course, pricelists work on it.",
    )
    list_price = fields.Float(
        "Price per seat",
        compute="_compute_list_price",
        inverse="_inverse_list_price",
        min_display_digits="Product Price",
        help="Price of one trainee for new groups; pricelists go from it.",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    # groups
    seats_min = fields.Integer(
        "Minimum of seats",
        default=lambda self: self.env.company.ais_seats_min,
        help="For new groups of the course.",
    )
    seats_max = fields.Integer(
        "Seats in a group",
        default=lambda self: self.env.company.ais_seats_max,
        help="For new groups of the course.",
    )
    group_ids = fields.One2many("ais.course.group", "course_id")
    group_count = fields.Integer("Groups", compute="_compute_group_count")

    _code_unique = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL",
        "There is already a course with this code.",
    )
    _hours_ok = models.Constraint(
        "CHECK (hours > 0 AND (kind != 'advanced' OR hours >= 16)"
        " AND (kind != 'retraining' OR hours >= 250))",
        "Advanced training takes at least 16 academic hours, professional retraining at least 250.",
    )
    _seats_ok = models.Constraint(
        "CHECK (seats_min >= 0 AND seats_max > 0 AND seats_min <= seats_max)",
        "Seats must be positive, and the minimum not above the maximum.",
    )
    _refresher_ok = models.Constraint(
        "CHECK (refresher_months >= 0)",
        "The refresher period cannot be negative.",
    )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"product_id"}

    @api.depends("kind")
    def _compute_document_kind(self):
        kinds = {"advanced": "certificate", "retraining": "diploma", "seminar": "attendance"}
        for course in self:
            course.document_kind = kinds.get(course.kind)

    @api.depends("product_id.lst_price")
    def _compute_list_price(self):
        for course in self:
            course.list_price = course.product_id.lst_price

    def _inverse_list_price(self):
        for course in self.filtered("product_id"):
            # sudo: the head keeps prices of courses without access to every product
            course.product_id.sudo().lst_price = course.list_price

    def _compute_group_count(self):
        counts = dict(
            self.env["ais.course.group"]._read_group(
                [("course_id", "in", self.ids)],
                ["course_id"],
                ["__count"],
            ),
        )
        for course in self:
            course.group_count = counts.get(course, 0)

    @api.depends("name", "code")
    def _compute_display_name(self):
        for course in self:
            course.display_name = f"[{course.code}] {course.name}" if course.code else course.name

    @api.constrains("kind", "hours")
    def _check_hours(self):
        for course in self:
            minimum = HOURS_MIN.get(course.kind, 1)
            if course.hours < minimum:
                raise ValidationError(
                    self.env._(
                        "“%(course)s” has %(hours)s academic hours; this kind of course takes"
                        " at least %(minimum)s. Correct the hours or choose another kind.",
                        course=course.name,
                        hours=course.hours,
                        minimum=minimum,
                    ),
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            # before the database refuses in its own words
            self.new(self._add_missing_default_values(vals))._check_hours()
        courses = super().create(vals_list)
        courses._make_products([vals.get("list_price", 0.0) for vals in vals_list])
        return courses

    def write(self, vals):
        result = super().write(vals)
        if {"name", "code", "active"} & vals.keys():
            for course in self.filtered("product_id"):
                # sudo: the product is the course's shadow, kept by whoever may keep the course
                course.product_id.sudo().write(
                    {"name": course.name, "default_code": course.code, "active": course.active},
                )
        return result

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        if "name" not in (default or {}):
            for course, vals in zip(self, vals_list, strict=True):
                vals["name"] = self.env._("%s (copy)", course.name)
                vals["list_price"] = course.list_price
        return vals_list

    def action_view_groups(self):
        """Open the groups of these courses."""
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_course_group_action")
        action["domain"] = [("course_id", "in", self.ids)]
        action["context"] = {"default_course_id": self[:1].id}
        return action

    def action_make_series(self):
        """Open the wizard that makes a series of groups of this course."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_group_series_action")
        action["context"] = {"default_course_id": self.id}
        return action

    def _make_products(self, prices):
        pairs = [
            (course, price)
            for course, price in zip(self, prices, strict=True)
            if not course.product_id
        ]
        vals_list = []
        for course, price in pairs:
            vals_list.append(
                {
                    "name": course.name,
                    "default_code": course.code,
                    "type": "service",
                    "service_tracking": "ais_course",
                    "invoice_policy": "order",
                    "list_price": price,
                    "company_id": course.company_id.id,
                    "taxes_id": [(6, 0, course.company_id._ais_exempt_tax().ids)],
                    "supplier_taxes_id": [(5, 0, 0)],
                    "purchase_ok": False,
                },
            )
        # sudo: who may make a course may make its product, and no other
        products = self.env["product.product"].sudo().create(vals_list)
        for (course, _price), product in zip(pairs, products, strict=True):
            # sudo: nobody chooses the product by hand, the price of any other would be the course's
            course.sudo().product_id = product

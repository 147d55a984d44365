import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..catalogue.roles import OFFICE

# words that say nothing about the topic of a course
GENERAL = re.compile(
    "обуч|курс|подгот|перепод|повыш|квалиф|семина|програм|специа|слушат|новый|новая|новое|открыт"
    "|course|train|semin|progr",
)
# an ending of two letters does not matter in Russian, and five letters tell topics apart
STEM = 5


class Request(models.Model):
    """A new course is proposed with the evidence that there is demand for it (2.25)."""

    _inherit = "ais.request"

    course_name = fields.Char("Course proposed", help="The subject of the request when empty.")
    direction_id = fields.Many2one(
        "ais.direction", index="btree_not_null", check_company=True, ondelete="set null"
    )
    course_hours = fields.Integer("Academic hours", default=16)
    course_price = fields.Float("Price per seat", min_display_digits="Product Price")
    # evidence
    need_ids = fields.Many2many(
        "ais.need",
        "ais_request_need_rel",
        "request_id",
        "need_id",
        "Needs not met",
        groups=OFFICE,
        check_company=True,
    )
    offer_ids = fields.Many2many(
        "ais.competitor.offer",
        "ais_request_offer_rel",
        "request_id",
        "offer_id",
        "Competitors' offers",
        groups=OFFICE,
    )
    need_count = fields.Integer("Needs", compute="_compute_evidence", compute_sudo=True)
    need_people = fields.Integer("People", compute="_compute_evidence", compute_sudo=True)
    need_clients = fields.Integer("Clients", compute="_compute_evidence", compute_sudo=True)
    offer_count = fields.Integer(
        "Offers of competitors", compute="_compute_evidence", compute_sudo=True
    )
    offer_price = fields.Float(
        "Their mean price",
        compute="_compute_evidence",
        compute_sudo=True,
        min_display_digits="Product Price",
    )
    # what came of it
    course_ids = fields.One2many(
        "ais.course", "request_id", "Courses", context={"active_test": False}
    )
    course_id = fields.Many2one("ais.course", "Draft course", compute="_compute_course_id")

    _hours_ok = models.Constraint(
        "CHECK (course_hours > 0 AND course_price >= 0)",
        "A course has academic hours, and its price is not negative.",
    )

    @api.depends("need_ids.people", "need_ids.partner_id", "offer_ids.price_unit")
    def _compute_evidence(self):
        for request in self:
            needs, prices = request.need_ids, request.offer_ids.mapped("price_unit")
            request.need_count = len(needs)
            request.need_people = sum(needs.mapped("people"))
            request.need_clients = len(needs.partner_id.commercial_partner_id)
            request.offer_count = len(prices)
            request.offer_price = sum(prices) / len(prices) if prices else 0

    @api.depends("course_ids")
    def _compute_course_id(self):
        for request in self:
            request.course_id = request.course_ids[:1]

    def action_collect_evidence(self):
        """Find the open needs and the competitors' fresh offers with the topic of the course.

        :raise AccessError: it is for the author, and for who decides
        :raise UserError: nothing in the words of the course tells what it is about
        """
        for request in self:
            request._check_may_collect()
            topic = request._topic()
            # sudo: demand is counted over all clients; each one sees the needs he may read
            request.sudo().write(
                {
                    "need_ids": [(4, need.id) for need in request._unmet_needs(topic)],
                    "offer_ids": [(4, offer.id) for offer in request._offers(topic)],
                },
            )

    def action_open_course(self):
        """Open the course that came of the proposal."""
        self.ensure_one()
        return self.course_id._get_records_action()

    def _check_may_collect(self):
        self.check_access("write")
        if self.kind != "product":
            raise UserError(self.env._("Evidence is collected for a product proposal."))
        self._check_state("draft", "submitted", "accepted")
        if self.state == "draft" and not self._is_of_author():
            raise AccessError(self.env._("Evidence of a draft is collected by its author."))
        if self.state != "draft" and not (self._is_of_author() or self._is_decider()):
            raise AccessError(
                self.env._("Evidence is collected by the author and by who decides."),
            )

    def _topic(self):
        """Domain of records whose name speaks of the course."""
        words = re.findall(r"\w+", (self.course_name or self.subject or "").lower())
        stems = {
            word[: max(STEM, len(word) - 2)]
            for word in words
            if len(word) >= STEM and not GENERAL.match(word)
        }
        # abbreviations are short and tell more than any word
        stems |= set(re.findall(r"\b[A-ZА-ЯЁ]{2,}\b", self.course_name or self.subject or ""))
        if not stems:
            raise UserError(
                self.env._(
                    "%s: the name of the course does not tell its topic. Name it in two or three"
                    " words.",
                    self.display_name,
                ),
            )
        return Domain.OR([("name", "ilike", stem)] for stem in sorted(stems))

    def _unmet_needs(self, topic):
        # sudo: see action_collect_evidence
        needs = self.env["ais.need"].sudo()
        found = needs.search(
            topic & Domain("state", "=", "open") & Domain("company_id", "=", self.company_id.id),
        )
        return found.filtered(lambda need: not need.course_id or not need.match_count)

    def _offers(self, topic):
        # sudo: as above
        offers = self.env["ais.competitor.offer"].sudo()
        return offers.search(
            topic
            & Domain("is_stale", "=", False)
            & Domain("company_id", "in", (self.company_id.id, False)),
        )

    def _make_course(self):
        """The proposal is granted: its course waits in the archive until it is filled in.

        An archived course is in no list and is not sold; the training office brings it into the
        catalogue.
        """
        for request in self.filtered(lambda one: one.kind == "product" and not one.course_id):
            # sudo: who decides on a product need not keep the catalogue
            request = request.sudo()
            course = request.env["ais.course"].create(
                {
                    "name": request.course_name or request.subject,
                    "direction_id": request.direction_id.id,
                    "kind": "advanced" if request.course_hours >= 16 else "seminar",
                    "hours": request.course_hours,
                    "list_price": request.course_price,
                    "description": request.description,
                    "company_id": request.company_id.id,
                    "request_id": request.id,
                },
            )
            course.active = False
            request._notify_staff(
                [
                    (
                        course,
                        request._staff_of("training_office", request.company_id),
                        request.env._("New course granted: fill in its programme"),
                        False,
                        request.company_id.ais_working_day(5),
                    ),
                ],
            )

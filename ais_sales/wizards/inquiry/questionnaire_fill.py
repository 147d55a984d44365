from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ...models.catalogue.course import DELIVERY_MODES


class QuestionnaireFill(models.TransientModel):
    """Questions answered during the call; the answers become a need (2.10, 2.21)."""

    _name = "ais.questionnaire.fill"
    _inherit = ["ais.window.mixin"]
    _description = "Fill in a questionnaire"

    lead_id = fields.Many2one("crm.lead", required=True, ondelete="cascade")
    questionnaire_id = fields.Many2one(
        "ais.questionnaire",
        required=True,
        compute="_compute_questionnaire_id",
        store=True,
        readonly=False,
    )
    need_id = fields.Many2one("ais.need", "Need made", readonly=True, ondelete="set null")
    line_ids = fields.One2many(
        "ais.questionnaire.fill.line",
        "fill_id",
        "Answers",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.depends("lead_id")
    def _compute_questionnaire_id(self):
        for fill in self:
            direction = fill.lead_id.ais_course_id.direction_id
            fill.questionnaire_id = self.env["ais.questionnaire"].search(
                [("direction_id", "in", [direction.id, False])],
                order="direction_id NULLS LAST, sequence, id",
                limit=1,
            )

    @api.depends("questionnaire_id")
    def _compute_line_ids(self):
        for fill in self:
            fill.line_ids = [
                Command.clear(),
                *(
                    Command.create({"question_id": question.id})
                    for question in fill.questionnaire_id.question_ids
                ),
            ]

    def action_save(self):
        """Make a need of the answers and write them into the inquiry's log.

        :raise UserError: when no question is answered
        """
        self.ensure_one()
        answered = self.line_ids.filtered("answer_text")
        if not answered:
            raise UserError(self.env._("Answer at least one question."))
        text = "\n".join(f"{line.name} – {line.answer_text}" for line in answered)
        lead = self.lead_id
        vals = {
            "lead_id": lead.id,
            "course_id": lead.ais_course_id.id,
            "people": lead.ais_seats or 1,
            "company_id": (lead.company_id or self.env.company).id,
            "answers": text,
        }
        for line in answered.filtered("maps_to"):
            vals[line.maps_to] = line._value()
        if not vals.get("name") and not vals["course_id"]:
            vals["name"] = lead.name
        if not vals["people"] or vals["people"] < 1:
            raise UserError(self.env._("A need is for one person or more."))
        if self.need_id:
            raise UserError(self.env._("The answers are saved already."))
        need = self.need_id = self.env["ais.need"].create(vals)
        lead._message_log(body=self.env._("Questionnaire:\n%s", text))
        if need.course_id and not lead.ais_course_id:
            need.action_take_course()
        return {"type": "ir.actions.act_window_close"}


class QuestionnaireFillLine(models.TransientModel):
    _name = "ais.questionnaire.fill.line"
    _inherit = ["ais.window.mixin"]
    _description = "Answer to a question"

    fill_id = fields.Many2one("ais.questionnaire.fill", required=True, ondelete="cascade")
    question_id = fields.Many2one(
        "ais.question",
        "Question asked",
        required=True,
        ondelete="cascade",
    )
    name = fields.Char(related="question_id.name", string="Question")
    hint = fields.Char(related="question_id.hint")
    maps_to = fields.Selection(related="question_id.maps_to")
    text = fields.Char("Answer")
    course_id = fields.Many2one("ais.course", "Course named")
    number = fields.Float()
    date = fields.Date()
    delivery_mode = fields.Selection(DELIVERY_MODES)
    answer_text = fields.Char(compute="_compute_answer_text")

    @api.depends("text", "course_id", "number", "date", "delivery_mode")
    def _compute_answer_text(self):
        modes = dict(self._fields["delivery_mode"]._description_selection(self.env))
        for line in self:
            value = line._value()
            if line.maps_to == "course_id":
                value = line.course_id.display_name
            elif line.maps_to == "delivery_mode":
                value = modes.get(line.delivery_mode)
            elif line.maps_to in ("people", "budget"):
                value = f"{line.number:g}" if line.number else ""
            elif line.maps_to in ("date_from", "date_to"):
                value = line.date and line.date.strftime("%d.%m.%Y")
            line.answer_text = value or False

    def _value(self):
        """The answer as the need's field takes it."""
        return {
            "course_id": self.course_id.id,
            "people": int(self.number),
            "budget": self.number,
            "date_from": self.date,
            "date_to": self.date,
            "delivery_mode": self.delivery_mode,
        }.get(self.maps_to, self.text)

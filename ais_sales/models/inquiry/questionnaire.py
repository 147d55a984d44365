from odoo import fields, models

MAPS = [
    ("name", "Topic"),
    ("course_id", "Course"),
    ("people", "Number of people"),
    ("date_from", "Not before"),
    ("date_to", "Not after"),
    ("delivery_mode", "Form of study"),
    ("budget", "Budget"),
    ("decision_maker", "Who decides"),
]


class Questionnaire(models.Model):
    """A short list of questions for the first talk, by direction (2.10, 2.21)."""

    _name = "ais.questionnaire"
    _description = "Questionnaire"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    direction_id = fields.Many2one(
        "ais.direction",
        help="Offered for inquiries about courses of this direction; empty for all.",
    )
    company_id = fields.Many2one("res.company", index=True)
    question_ids = fields.One2many("ais.question", "questionnaire_id", "Questions", copy=True)


class Question(models.Model):
    _name = "ais.question"
    _description = "Question"
    _order = "sequence, id"

    questionnaire_id = fields.Many2one(
        "ais.questionnaire",
        required=True,
        index=True,
        ondelete="cascade",
    )
    sequence = fields.Integer(default=10)
    name = fields.Char("Question", required=True, translate=True)
    hint = fields.Char(translate=True, help="What to listen for.")
    maps_to = fields.Selection(
        MAPS,
        "Becomes",
        help="What the answer becomes in the client's need; empty for a mere note.",
    )

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import trainee_paste


class TraineePasteMixin(models.AbstractModel):
    """A field to paste people into, the preview of what was read and of what was not."""

    _name = "ais.trainee.paste.mixin"
    _description = "Pasted trainees"

    trainee_text = fields.Text(
        "Trainees",
        help="Paste from a spreadsheet: name, e-mail, phone, position; one person a line.",
    )
    trainee_count = fields.Integer("People read", compute="_compute_trainee_preview")
    trainee_preview = fields.Text("Read", compute="_compute_trainee_preview")
    unreadable_count = fields.Integer("Lines not read", compute="_compute_trainee_preview")
    unreadable_preview = fields.Text("Not read", compute="_compute_trainee_preview")

    @api.depends("trainee_text")
    def _compute_trainee_preview(self):
        for wizard in self:
            people, unreadable = trainee_paste.parse_trainees(wizard.trainee_text)
            wizard.trainee_count = len(people)
            wizard.trainee_preview = "\n".join(
                ", ".join(
                    filter(None, (person.name, person.email, person.phone, person.position)),
                )
                for person in people
            )
            wizard.unreadable_count = len(unreadable)
            wizard.unreadable_preview = "\n".join(
                self.env._(
                    "Line %(line)s: %(reason)s (%(text)s)",
                    line=line.line,
                    reason=self._reason(line.reason),
                    text=line.text,
                )
                for line in unreadable
            )

    def _reason(self, reason):
        return {
            trainee_paste.NO_NAME: self.env._("no name found"),
            trainee_paste.BAD_EMAIL: self.env._("not an e-mail address"),
            trainee_paste.BAD_PHONE: self.env._("a phone number has 10 to 15 digits"),
            trainee_paste.REPEATED: self.env._("the person stands higher in the list"),
        }[reason]

    def _pasted_vals(self):
        """Values of the trainees read; refuses while some line could not be read."""
        people, unreadable = trainee_paste.parse_trainees(self.trainee_text)
        if unreadable:
            raise UserError(
                self.env._(
                    "Correct or delete these lines first:\n%s",
                    self.unreadable_preview,
                ),
            )
        return [
            {
                "name": person.name,
                "email": person.email,
                "phone": person.phone,
                "position": person.position,
            }
            for person in people
        ]

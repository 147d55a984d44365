from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import frdo

# the fields whose selection the words of a column are for
SELECTIONS = {
    "document_kind": ("ais.course", "document_kind"),
    "orig_document_name": ("ais.course", "document_kind"),
    "program_type": ("ais.course", "kind"),
    "study_form": ("ais.course", "delivery_mode"),
    "education_level": ("ais.trainee", "education_level"),
    "gender": ("ais.trainee", "gender"),
}
CONFIRMED = {
    "loss_confirmed",
    "exchange_confirmed",
    "destruction_confirmed",
    frdo.CONFIRMATIONS,
}


class FrdoColumn(models.Model):
    """The words of a template, entered beside our own values as people call them."""

    _inherit = "ais.frdo.column"

    words = fields.Text(
        compute="_compute_words",
        inverse="_inverse_words",
        help="Our value and the word of the template for it, one pair on a line: Male = Муж",
    )

    @api.depends("choices", "key")
    @api.depends_context("lang")
    def _compute_words(self):
        for column in self:
            labels = column._value_labels()
            pairs = frdo.read_choices(column.choices).items()
            column.words = "\n".join(f"{labels.get(code, code)} = {word}" for code, word in pairs)

    def _inverse_words(self):
        for column in self:
            column.choices = column._read_words(column.words)

    @api.model_create_multi
    def create(self, vals_list):
        # a column is checked before the words of a new one would be read
        for vals in vals_list:
            if "words" in vals:
                vals["choices"] = self.new(vals)._read_words(vals.pop("words"))
        return super().create(vals_list)

    def _read_words(self, words):
        """What `choices` keeps of words.

        :raise ValidationError: a line names no value of the column, or no word
        """
        codes = {label.casefold(): code for code, label in self._value_labels().items()}
        choices = []
        for line in filter(str.strip, (words or "").splitlines()):
            label, _mark, word = (part.strip() for part in line.partition("="))
            if not word or label.casefold() not in codes:
                raise ValidationError(self._words_problem(line.strip()))
            choices.append(f"{codes[label.casefold()]}={word}")
        return "\n".join(choices)

    def _words_problem(self, line):
        """What is wrong with a line of words, and which lines are understood."""
        labels = self._value_labels()
        if not labels:
            return self.env._(
                "Column “%s” takes its value as it is, it needs no words.", self.heading
            )
        return self.env._(
            "Column “%(column)s”: “%(line)s” is not understood. Write one of our values, “=” and"
            " the word of the template, one pair on a line. Our values: %(values)s.",
            column=self.heading,
            line=line,
            values=", ".join(labels.values()),
        )

    def _value_labels(self):
        """Names of our values in the user's language.

        :return: dict of str by code, empty for a column whose value is written as it is
        """
        self.ensure_one()
        if self.key in SELECTIONS:
            model, name = SELECTIONS[self.key]
            return dict(self.env[model]._fields[name]._description_selection(self.env))
        if self.key in CONFIRMED:
            return {"yes": self.env._("Confirmed"), "no": self.env._("Not confirmed")}
        return {
            "document_status": {
                "original": self.env._("First document"),
                "duplicate": self.env._("Copy in place of it"),
            },
            "funding_source": {"paid": self.env._("Paid training")},
            "education_form": {"organisation": self.env._("In an educational organisation")},
        }.get(self.key, {})

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...tools import frdo
from .frdo_value import VALUES


class FrdoColumn(models.Model):
    """A column of the template of ФИС ФРДО. The template changes, so its columns are data."""

    _name = "ais.frdo.column"
    _description = "Column of ФИС ФРДО"
    _order = "sequence, id"
    _rec_name = "heading"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    heading = fields.Char(required=True)
    aliases = fields.Text(
        "Other headings", help="One on a line: how other editions of the template call the column."
    )
    key = fields.Selection(
        VALUES,
        "Value",
        required=True,
        help="Which value stands in the column.",
    )
    is_required = fields.Boolean(
        "Required", help="A person without this value is left out of the export and listed."
    )
    is_only_duplicates = fields.Boolean("Only for duplicates")
    is_in_own_file = fields.Boolean(
        "In our file",
        default=True,
        help="Stands in the file that is made where no official template is loaded.",
    )
    choices = fields.Text(
        "Words by code", help="What “Words” says, with the codes of our values: male=Муж"
    )

    _key_unique = models.UniqueIndex("(key)", "This value has its column already.")

    @api.constrains("key", "choices")
    def _check_choices(self):
        for column in self:
            if column.key in frdo.CHOICES and not frdo.read_choices(column.choices):
                raise ValidationError(column._words_problem(column.choices or ""))

    @api.model
    def _columns(self):
        """All active columns as `tools.frdo.Column`, and those of our own file.

        :return: tuple of two lists
        """
        # there are forty of them
        records = self.search(Domain.TRUE)
        columns = [
            frdo.Column(
                record.key,
                record.heading,
                record.is_required,
                record.is_only_duplicates,
                frdo.read_choices(record.choices),
                [line for line in (record.aliases or "").splitlines() if line.strip()],
            )
            for record in records
        ]
        own = [
            column for column, record in zip(columns, records, strict=True) if record.is_in_own_file
        ]
        return columns, own

    @api.model
    def _reason_words(self, columns, problems):
        """What is missing of a person, in words.

        :param list columns: `tools.frdo.Column`
        :param list problems: (key, reason) of `tools.frdo.row_of`
        :return: str
        """
        headings = {column.key: column.heading for column in columns}
        words = {
            frdo.BAD_SNILS: self.env._("check digits do not fit"),
            frdo.BAD_BIRTH_DATE: self.env._("is after the beginning of the training"),
            frdo.STILL_STUDENT: self.env._("still a student"),
            frdo.NO_WORD: self.env._("the template has no word for it"),
        }
        return "; ".join(
            headings[key] if reason == frdo.MISSING else f"{headings[key]}: {words[reason]}"
            for key, reason in problems
        )

from odoo import api, models

from ...tools import trainee_table


class TraineeImport(models.TransientModel):
    """What is wrong with a row, in words; never the number itself."""

    _inherit = "ais.trainee.import"

    @api.model
    def _labels(self):
        """Names of the columns, by what is read from them; those of the blank."""
        return {
            "number": self.env._("No."),
            "name": self.env._("Full name"),
            "last_name": self.env._("Surname"),
            "first_name": self.env._("First name"),
            "middle_name": self.env._("Patronymic"),
            "birth_date": self.env._("Date of birth"),
            "gender": self.env._("Gender"),
            "snils": self.env._("SNILS"),
            "citizenship": self.env._("Citizenship"),
            "citizenship_id": self.env._("Citizenship"),
            "has_no_snils": self.env._("Has no SNILS"),
            "position": self.env._("Job position"),
            "phone": self.env._("Phone"),
            "email": self.env._("E-mail"),
            "education_level": self.env._("Level of education"),
            "diploma_last_name": self.env._("Surname in the diploma"),
            "diploma_series": self.env._("Series of the diploma"),
            "diploma_number": self.env._("Number of the diploma"),
            "diploma": self.env._("Series and number of the diploma"),
            "name_change_note": self.env._("Change of surname"),
            "group": self.env._("Group"),
            "course": self.env._("Programme"),
            "partner_id": self.env._("Contact"),
        }

    @api.model
    def _reason(self, name, reason, other_row):
        """A problem of a row.

        :param str name: what was read
        :param str reason: of tools.trainee_table, person_read or russian_ids
        :param int other_row: number of the row that it repeats, or 0
        """
        own = {
            trainee_table.REPEATED: self.env._("the person stands in row %s already", other_row),
            trainee_table.SAME_SNILS: self.env._(
                "row %s has the same SNILS and another name", other_row
            ),
            trainee_table.NAMESAKE: self.env._(
                "a namesake of row %s: give both an e-mail or a phone", other_row
            ),
            trainee_table.INITIALS: self.env._("initials: the document needs the full name"),
            trainee_table.ONE_WORD: self.env._("one word only: is that the full name?"),
            trainee_table.NO_GENDER: self.env._("gender is not known"),
            trainee_table.OTHER_SURNAME: self.env._(
                "the diploma has another surname: a proof of the change is needed"
            ),
        }
        if reason in own:
            return own[reason]
        words = self.env["ais.trainee"]._person_reason(reason)
        return f"{self._labels()[name]}: {words}"

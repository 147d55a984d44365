from odoo import api, fields, models

from ..client.res_partner_identity import PERSONAL


class Trainee(models.Model):
    """Who the trainee is by his papers: what a document of education and ФИС ФРДО ask for.

    Read and written by those who need it: the client's specialist, who gets the list, and the
    training office, which issues the documents. Nothing here is tracked in the chatter.
    """

    _inherit = "ais.trainee"

    last_name = fields.Char(
        "Surname", compute="_compute_names", store=True, readonly=False, precompute=True
    )
    first_name = fields.Char(compute="_compute_names", store=True, readonly=False, precompute=True)
    middle_name = fields.Char(
        "Patronymic", compute="_compute_names", store=True, readonly=False, precompute=True
    )
    birth_date = fields.Date(groups=PERSONAL)
    gender = fields.Selection([("male", "Male"), ("female", "Female")], groups=PERSONAL)
    snils = fields.Char(
        "SNILS",
        groups=PERSONAL,
        copy=False,
        help="11 digits with check digits. ФИС ФРДО asks for it.",
    )
    citizenship_id = fields.Many2one(
        comodel_name="res.country",
        # not by `ref`, which asks the database for each of hundreds
        default=lambda self: self.env["ir.model.data"]._xmlid_to_res_id("base.ru"),
        groups=PERSONAL,
    )
    # the document of education that admits to the course (273-ФЗ, ст. 76)
    education_level = fields.Selection(
        [
            ("higher", "Higher"),
            ("vocational", "Secondary vocational"),
            ("student", "Still a student"),
        ],
        "Education",
        groups=PERSONAL,
    )
    diploma_last_name = fields.Char(
        "Surname in the diploma",
        groups=PERSONAL,
        help="As it is written there, if it differs from the present one.",
    )
    diploma_series = fields.Char("Series of the diploma", groups=PERSONAL)
    diploma_number = fields.Char("Number of the diploma", groups=PERSONAL)
    name_change_note = fields.Char(
        "Change of surname",
        groups=PERSONAL,
        help="Document that proves it when the diploma has another surname.",
    )

    @api.depends("name")
    def _compute_names(self):
        for trainee in self:
            last, first, middle = split_name(trainee.name)
            trainee.last_name = last
            trainee.first_name = first
            trainee.middle_name = middle


def split_name(name):
    """Surname, name and patronymic of a full name; what is missing is False.

    :param str name: "Иванов Иван Иванович"; words beyond the second are the patronymic
        ("Алиев Руслан Гасан оглы")
    :return: tuple of three
    """
    words = (name or "").split(maxsplit=2)
    words += [False] * (3 - len(words))
    return tuple(words)

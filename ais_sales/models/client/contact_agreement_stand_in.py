from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL


class ContactAgreement(models.Model):
    """Contacts of someone who is away are made, and missed, by the substitute (1.7, 2.18)."""

    _inherit = "ais.contact.agreement"

    acting_user_id = fields.Many2one(
        "res.users",
        "Made by",
        readonly=True,
        copy=False,
        index=True,
        help="The specialist; while the specialist is away, the substitute.",
    )
    missed_by_id = fields.Many2one(
        "res.users",
        "Missed by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Who was to make the contact on the day that went by.",
    )

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {"acting_user_id", "missed_by_id"}

    @api.model_create_multi
    def create(self, vals_list):
        agreements = super().create(vals_list)
        # sudo: whose turn it is follows from absences, which are the head's
        agreements.sudo()._set_acting()
        return agreements

    def write(self, vals):
        if "user_id" in vals:
            self._check_may_reassign()
        result = super().write(vals)
        if vals.keys() & {"user_id", "date", "company_id"}:
            # sudo: as above
            self.sudo()._set_acting()
        return result

    def _check_may_reassign(self):
        """A substitute makes contacts, and does not take them over.

        :raise AccessError: the user is neither the contact's specialist nor the head
        """
        user = self.env.user
        if self.env.su or user.has_group("ais_sales.group_head"):
            return
        if others := self.filtered(lambda agreement: agreement.user_id != user):
            raise AccessError(
                self.env._(
                    "The contact with “%(client)s” stays with %(user)s, for whom you stand in.",
                    client=others[:1].partner_id.display_name,
                    user=others[:1].user_id.name,
                ),
            )

    @api.model
    def _ais_hand_over(self, users):
        """Give the contacts that are due to who makes them today, after an absence has changed.

        :param users: res.users whose absences, or who as substitutes, have changed
        """
        planned = [("state", "=", "planned")]
        own = self.search([*planned, ("user_id", "in", users.ids)])
        (own | self.search([*planned, ("acting_user_id", "in", users.ids)]))._set_acting()

    def _hand_over_today(self, today):
        """In the morning: to the substitutes of who is away, and back to who has returned."""
        self.env.flush_all()
        lent = self.env.execute_query(
            SQL(
                "SELECT id FROM ais_contact_agreement"
                " WHERE state = 'planned' AND acting_user_id IS DISTINCT FROM user_id",
            ),
        )
        # sudo: the cron sees every absence
        absences = self.env["ais.absence"].sudo()
        away = absences.search(self.env["res.users"]._ais_days_domain(today, today)).user_id
        due = self.search(
            [("state", "=", "planned"), ("date", "<=", today), ("user_id", "in", away.ids)],
        )
        (due | self.browse(row[0] for row in lent))._set_acting()

    def _set_acting(self):
        """Say who makes each contact, and put its task into that person's list."""
        changed = {}
        for company, own in self.grouped("company_id").items():
            today = company.ais_today()
            substitutes = own.user_id._ais_substitutes(today)
            for one in own:
                substitute = one.date <= today and substitutes.get(one.user_id.id)
                acting = substitute or one.user_id
                if acting != one.acting_user_id:
                    changed.setdefault(acting, self.browse())
                    changed[acting] |= one
        for acting, agreements in changed.items():
            agreements.acting_user_id = acting
            tasks = agreements.activity_id.filtered(
                lambda task, acting=acting: task.active and task.user_id != acting,
            )
            tasks.user_id = acting

    def _note_missed_on(self, day):
        """Contacts that nobody made on a working day, nor before.

        Who was away and had nobody to stand in has missed nothing: the contact waits.
        """
        substitutes = self.user_id._ais_substitutes(day)
        for user, own in self.grouped("user_id").items():
            substitute = substitutes.get(user.id)
            if substitute is None or substitute:
                own.write({"is_missed": True, "missed_by_id": (substitute or user).id})

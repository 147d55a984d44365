from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date


class Appointment(models.Model):
    """From the proposal to the order and its end (1.6)."""

    _inherit = "ais.appointment"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_role("deputy")
        appointments = super().create(vals_list)
        # sudo: who has proposed is the system's to write
        appointments.sudo().proposed_by_id = self.env.user
        for one in appointments:
            one._check_sense()
        appointments._tell_director()
        return appointments

    def write(self, vals):
        self._check_person_stays(vals)
        result = super().write(vals)
        if vals.keys() & {"kind", "position", "user_id", "team_id"}:
            for one in self:
                one._check_sense()
        if vals.keys() & {"order_date", "date_effective"} and not self.env.su:
            self.filtered(lambda one: one.state == "ordered")._correct_days()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_proposals_only(self):
        for one in self:
            if one.state != "proposed":
                raise UserError(
                    self.env._("“%s” is decided and stays on record.", one.display_name),
                )

    # -- the director's decisions

    def action_order(self):
        """Order what is proposed; from its day on the role is given or taken.

        :raise AccessError: the user is not the director
        :raise UserError: it is decided already, or the order has no number or date
        """
        self._check_role("director")
        self.check_access("read")
        for one in self:
            one._check_proposed()
            if not (one.order_number or "").strip() or not one.order_date:
                raise UserError(
                    self.env._("Enter the number and the date of the order: %s.", one.display_name),
                )
            one._check_days()
        # sudo: the state is written by this button only, the role was checked above
        for one in self.sudo():
            one.write(
                {
                    "state": "ordered",
                    "ordered_by_id": self.env.uid,
                    "date_effective": one.date_effective or one.order_date,
                },
            )
            one.activity_ids.unlink()
            if one.date_effective <= one.company_id.ais_today():
                one._take_effect()
        self._tell_decision()

    def action_refuse(self):
        """Refuse a proposal, or withdraw an order that is not in force yet.

        :raise AccessError: the user is not the director
        :raise UserError: it is in force or ended, or no remark says why
        """
        self._check_role("director")
        self.check_access("read")
        for one in self:
            if one.state not in ("proposed", "ordered"):
                one._check_proposed()
            if not (one.decision_note or "").strip():
                raise UserError(self.env._("Say in the remark why it is refused."))
        # sudo: as above
        self.sudo().write({"state": "refused", "ordered_by_id": self.env.uid})
        self.sudo().activity_ids.unlink()
        self._tell_decision()

    # -- private

    @api.model
    def _check_role(self, role):
        if self.env.su or self.env.user.has_group(f"ais_sales.group_{role}"):
            return
        raise AccessError(
            self.env._("Appointments are proposed by the deputy director.")
            if role == "deputy"
            else self.env._("Appointments and dismissals are ordered by the director."),
        )

    def _check_proposed(self):
        self.ensure_one()
        if self.state != "proposed":
            raise UserError(
                self.env._(
                    "“%(what)s” is not waiting for a decision: %(state)s.",
                    what=self.display_name,
                    state=dict(self._fields["state"]._description_selection(self.env))[self.state],
                ),
            )

    def _check_person_stays(self, vals):
        """
        :raise UserError: the director has been told of one person and would order another
        """
        if "user_id" not in vals:
            return
        self.check_access("write")
        self._check_field_access(self._fields["user_id"], "write")
        for one in self:
            if one.user_id.id != vals["user_id"]:
                raise UserError(
                    self.env._(
                        "“%s” is before the director: the employee is not changed any more."
                        " Delete the proposal and propose the other employee.",
                        one.display_name,
                    ),
                )

    def _check_days(self):
        """
        :raise UserError: the order is of a day to come, or a dismissal lies before the appointment
            that it ends
        """
        self.ensure_one()
        if self.order_date and self.order_date > self.company_id.ais_today():
            raise UserError(
                self.env._(
                    "The order cannot be of %s, a day to come. From when it is in force may be"
                    " later: enter that day there.",
                    format_date(self.env, self.order_date),
                ),
            )
        held = self._in_force()
        day = self.date_effective or self.order_date
        if self.kind == "dismiss" and held.position == self.position and day < held.date_effective:
            raise UserError(
                self.env._(
                    "%(name)s holds this position since %(date)s: the dismissal cannot be in force"
                    " from %(day)s.",
                    name=self.user_id.name,
                    date=format_date(self.env, held.date_effective),
                    day=format_date(self.env, day),
                ),
            )

    def _correct_days(self):
        """The director has mistyped a day of an order that is not in force yet."""
        for one in self:
            if not one.order_date or not one.date_effective:
                raise UserError(
                    self.env._("Enter the number and the date of the order: %s.", one.display_name),
                )
            one._check_days()
            if one.date_effective <= one.company_id.ais_today():
                # sudo: roles are given by the system, the director has ordered it
                one.sudo()._take_effect()

    def _check_sense(self):
        """
        :raise UserError: nobody is appointed to what he is already, nor dismissed from what he is
            not; a client with an account is nobody's employee
        """
        self.ensure_one()
        # sudo: of a colleague
        if self.user_id.sudo().share:
            raise UserError(self.env._("%s is not an employee.", self.user_id.name))
        held = self._in_force()
        if self.kind == "appoint" and held.position == self.position:
            raise UserError(
                self.env._(
                    "%(name)s holds this position since %(date)s, order no. %(number)s.",
                    name=self.user_id.name,
                    date=format_date(self.env, held.date_effective),
                    number=held.order_number,
                ),
            )
        # sudo: roles of a colleague
        if self.kind == "dismiss" and not (
            held.position == self.position
            or self.user_id.sudo().has_group(f"ais_sales.group_{self.position}")
        ):
            raise UserError(
                self.env._("%s does not hold this position.", self.user_id.name),
            )

    def _in_force(self):
        """The appointment that the employee has in this department now."""
        self.ensure_one()
        # sudo: also for who reads only own records
        return self.sudo().search(
            [
                ("user_id", "=", self.user_id.id),
                ("team_id", "=", self.team_id.id),
                ("kind", "=", "appoint"),
                ("state", "=", "in_force"),
                ("id", "not in", self._origin.ids),
            ],
            limit=1,
        )

    def _tell_director(self):
        self._notify_staff(
            [
                (
                    one,
                    one.team_id.ais_director_id or self._staff_of("director", one.company_id),
                    self.env._("Decide on the proposal of the deputy director"),
                    "",
                    None,
                )
                for one in self
            ],
        )

    def _tell_decision(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        for one in self:
            # sudo: the employee and the head learn of it, whoever they are
            people = (one.sudo().proposed_by_id | one.user_id | one.team_id.user_id).sudo()
            one.message_notify(
                partner_ids=(people.partner_id - self.env.user.partner_id).ids,
                subject=one.display_name,
                body=self.env._(
                    "%(what)s: %(state)s. In force from: %(date)s.",
                    what=one.display_name,
                    state=states[one.state].lower(),
                    date=format_date(self.env, one.date_effective) or "–",
                )
                if one.state != "refused"
                else self.env._(
                    "%(what)s: refused. %(why)s",
                    what=one.display_name,
                    why=one.decision_note,
                ),
            )

    # -- on the day of the order

    @api.model
    def _cron_take_effect(self):
        """Orders whose day has come: roles are given and taken. One that cannot waits, and the
        deputy director and the director are told why.
        """
        waiting = self.search([("state", "=", "ordered")], order="date_effective, id")
        for one in waiting._in_staff_language():
            if one.date_effective > one.company_id.ais_today():
                continue
            try:
                with self.env.cr.savepoint():
                    one._take_effect()
            except UserError as error:
                people = one.proposed_by_id | one.ordered_by_id
                summary = self.env._("The order could not take effect")
                self._notify_staff([(one, people, summary, str(error), None)])
            self.env["ir.cron"]._commit_progress(1)

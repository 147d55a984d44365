from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

# how many people an error names
NAMED = 5


class TrainingOrder(models.Model):
    """What is refused, and what is only warned of, before an order is signed (2.24)."""

    _inherit = "ais.training.order"

    warning = fields.Text(compute="_compute_warning")

    @api.depends(
        "kind", "date", "ground", "group_id", "line_ids.trainee_id", "state", "signer_name"
    )
    def _compute_warning(self):
        for order in self:
            draft = order.state == "draft" and order.group_id and order.date
            order.warning = "\n".join(order._warnings()) if draft else False

    def _warnings(self):
        """Texts of what is unusual in a draft and does not hinder its signing."""
        self.ensure_one()
        group, texts = self.group_id, []
        if self.kind == "enrolment" and self.date > group.date_start:
            texts.append(
                self.env._(
                    "The order is dated after the start of the group, %s.",
                    format_date(self.env, group.date_start),
                )
            )
        if self.ground == "completion" and self.date < group.date_end:
            texts.append(
                self.env._(
                    "The order is dated before the end of the group, %s.",
                    format_date(self.env, group.date_end),
                )
            )
        if self.kind == "expulsion":
            unenrolled = self.line_ids.trainee_id.filtered(lambda one: not one.enrolment_order_id)
            if unenrolled:
                texts.append(
                    self.env._("No signed order of enrolment: %s.", self._named(unenrolled))
                )
        if not self.signer_name:
            texts.append(
                self.env._("The company has no signer: fill him in the settings of documents.")
            )
        return texts

    @api.constrains("group_id")
    def _check_people(self):
        """
        :raise ValidationError: somebody is not of the order's group
        """
        for order in self:
            strangers = order.line_ids.trainee_id.filtered(
                lambda one, group=order.group_id: one.group_id != group
            )
            if strangers:
                raise ValidationError(
                    self.env._(
                        "%(names)s: not of group %(group)s. An order is about one group.",
                        names=self._named(strangers),
                        group=order.group_id.code,
                    ),
                )

    def _refuse_signed(self):
        """
        :raise UserError: some of these orders have been signed
        """
        for order in self.filtered(lambda one: one.state != "draft"):
            raise UserError(
                self.env._(
                    "%(order)s has been signed: its list of people is not changed.",
                    order=order.display_name,
                ),
            )

    def _check_can_sign(self):
        """
        :raise UserError: what is wrong, with which date or person, and what to do
        """
        for order in self:
            if order.state != "draft":
                raise UserError(
                    self.env._("%(order)s is no draft any more.", order=order.display_name)
                )
            if not order.line_ids:
                raise UserError(
                    self.env._(
                        "%(order)s names nobody. Add the trainees.", order=order.display_name
                    )
                )
            order._check_people()
            order._check_dates()
            order._check_trainees()
            if order.kind == "expulsion":
                order._check_ground()

    def _check_dates(self):
        self.ensure_one()
        group = self.group_id
        if self.kind == "enrolment":
            self._refuse_date_after(group.date_end, self.env._("the end of group %s", group.code))
            contracts = {}
            for booking in self.line_ids.trainee_id.booking_id:
                _number, date = booking._training_contract()
                if date:
                    contracts[date] = booking._training_basis()
            last = max(contracts, default=None)
            if last:
                self._refuse_date_before(last, contracts[last])
            return
        self._refuse_date_before(group.date_start, self.env._("the start of group %s", group.code))
        enrolments = self.line_ids.trainee_id.enrolment_order_id
        for enrolment in enrolments.sorted("date")[-1:]:
            self._refuse_date_before(enrolment.date, enrolment.display_name)
        # a year is enough for any delay; what is later is a slip of the keyboard
        self._refuse_date_after(
            group.date_end + timedelta(days=366),
            self.env._("a year after the end of group %s", group.code),
        )

    def _refuse_date_before(self, day, what):
        if self.date < day:
            raise UserError(
                self.env._(
                    "%(order)s is dated %(date)s, before %(what)s (%(day)s). Correct the date.",
                    order=self.display_name,
                    date=format_date(self.env, self.date),
                    what=what,
                    day=format_date(self.env, day),
                ),
            )

    def _refuse_date_after(self, day, what):
        if self.date > day:
            raise UserError(
                self.env._(
                    "%(order)s is dated %(date)s, after %(what)s (%(day)s). Correct the date.",
                    order=self.display_name,
                    date=format_date(self.env, self.date),
                    what=what,
                    day=format_date(self.env, day),
                ),
            )

    def _check_trainees(self):
        self.ensure_one()
        trainees = self.line_ids.trainee_id
        # a draft of somebody else does not hinder
        signed = trainees.filtered(lambda one: one[f"{self.kind}_order_id"])
        taken = self._taken(self.kind, signed, self)
        refused = {}
        for trainee in trainees:
            reason = self._why_not(self.kind, trainee) or taken.get(trainee)
            if reason:
                refused[trainee] = reason
        if refused:
            raise UserError(
                self.env._(
                    "These people cannot be in the order:\n%s\nTake them out.",
                    self._left_out_text(refused),
                ),
            )

    def _check_ground(self):
        self.ensure_one()
        if not self.ground:
            raise UserError(self.env._("%s: choose the ground of expulsion.", self.display_name))
        if self.ground == "other" and not (self.ground_note or "").strip():
            raise UserError(
                self.env._("%s: write the ground of expulsion in words.", self.display_name)
            )
        if self.ground != "completion":
            return
        unfit = self.line_ids.trainee_id.filtered(
            lambda one: one.training_state != "completed" or one.result != "passed"
        )
        if unfit:
            raise UserError(
                self.env._(
                    "Expelled on completion is who has completed the training and passed the final"
                    " assessment. Not so: %s. Enter the results, or take them into an order with"
                    " another ground.",
                    self._named(unfit),
                ),
            )

    @api.model
    def _named(self, trainees):
        names = trainees[:NAMED].mapped("name")
        rest = len(trainees) - len(names)
        text = ", ".join(names)
        return self.env._("%(names)s and %(rest)s more", names=text, rest=rest) if rest else text

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from .request_addressee import RANKS

# what is entered by hand, and by whom only
ENTERED = {"clause", "user_id", "date", "company_id", "record_ref", "description"}
# ТК РФ ст. 193: the longest term of all
YEARS_KEPT = 3
DECISION = {"decision", "decision_note"}


class Breach(models.Model):
    """Explained by the employee, decided by who stands above (5.1)."""

    _inherit = "ais.breach"

    @api.model
    def _ais_system_fields(self):
        return super()._ais_system_fields() | {
            "source",
            "entered_by_id",
            "told_at",
            "state",
            "explained_at",
            "decided_by_id",
            "decided_at",
        }

    @api.model_create_multi
    def create(self, vals_list):
        breaches = super().create(vals_list)
        if not self.env.su:
            breaches._check_entered()
            if any(breach.explanation or breach.decision for breach in breaches):
                raise AccessError(
                    self.env._("A breach is entered without an explanation and a decision."),
                )
        return breaches

    def write(self, vals):
        if not self.env.su:
            self.check_access("write")
            for breach in self:
                breach._check_may_write(vals.keys())
        result = super().write(vals)
        if not self.env.su and vals.keys() & {"user_id", "date", "company_id"}:
            self._check_entered()
        return result

    def copy_data(self, default=None):
        raise UserError(self.env._("A breach is not copied: enter what happened."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_entered(self):
        for breach in self:
            if not self.env.su and not breach._is_to_edit():
                raise UserError(
                    self.env._(
                        "%s stays in the register: only who has entered it deletes it, and only"
                        " before it is explained.",
                        breach.display_name,
                    ),
                )

    def action_explain(self, explanation=None):
        """Give the explanation.

        :param str explanation: what stands in the field when not given
        :raise AccessError: the user is not the employee
        :raise UserError: there are no words, or it is decided
        """
        for breach in self:
            breach.check_access("read")
            if explanation is not None:
                breach.explanation = explanation
            if breach.user_id != self.env.user:
                raise AccessError(self.env._("A breach is explained by the employee himself."))
            breach._check_undecided()
            if not (breach.explanation or "").strip():
                raise UserError(self.env._("Write why it happened."))
        # sudo: states are the system's to write
        explained = self.sudo()
        explained.write({"state": "explained", "explained_at": fields.Datetime.now()})
        for breach in explained:
            breach._notify_staff(
                [
                    (
                        breach,
                        breach._deciders(),
                        breach.env._("Explanation of %s: decide", breach.user_id.name),
                        False,
                        breach.company_id.ais_working_day(2),
                    ),
                ],
            )

    def action_decide(self, decision=None, note=None):
        """Decide: excused, talked over, a remark or a reprimand proposed.

        :param str decision: what stands in the field when not given
        :param str note: words of the decision
        :raise AccessError: the user does not stand above the employee
        :raise UserError: nothing is chosen, or the employee still has time to explain
        """
        for breach in self:
            breach._check_decider()
            breach._check_undecided()
            if decision is not None:
                breach.write({"decision": decision, "decision_note": note or False})
            breach._check_decision()
        # sudo: as above
        decided = self.sudo()
        decided.write(
            {
                "state": "decided",
                "decided_by_id": self.env.uid,
                "decided_at": fields.Datetime.now(),
            },
        )
        decided.activity_ids.unlink()
        labels = dict(self._fields["decision"]._description_selection(self.env))
        for breach in decided:
            breach.message_post(
                body=self.env._(
                    "Decided by %(user)s: %(decision)s. %(note)s",
                    user=self.env.user.name,
                    decision=labels[breach.decision],
                    note=breach.decision_note or "",
                ),
                partner_ids=breach.user_id.partner_id.ids,
                subtype_xmlid="mail.mt_note",
            )

    @api.model
    def _rank(self, user):
        return max(
            (rank for role, rank in RANKS.items() if user.has_group(f"ais_sales.group_{role}")),
            default=0,
        )

    def _is_above(self, user):
        """Whether a user stands above the employee: the head above specialists only."""
        rank, own = self._rank(user), self._rank(self.user_id)
        if rank <= own:
            return False
        return rank > RANKS["head"] or self.user_id.has_group("ais_sales.group_specialist")

    def _is_decider(self):
        return bool(self.user_id) and self._is_above(self.env.user)

    def _deciders(self):
        """Who is told of an explanation: the nearest above the employee."""
        for role in RANKS:
            people = self.env["ais.request"]._appointed(role, self.company_id)
            found = people.filtered(self._is_above)
            if found:
                return found
        return self.env["res.users"]

    def _is_to_edit(self):
        return (
            self.source == "head"
            and self.state == "new"
            and self.sudo().entered_by_id == self.env.user  # sudo: who entered it, no more
        )

    def _check_entered(self):
        """Breaches are entered by who stands above the employee."""
        for breach in self:
            if not breach._is_decider():
                raise AccessError(
                    self.env._(
                        "A breach of %s is entered by who stands above: the head of sales for the"
                        " specialists, the deputy director or the director for others.",
                        breach.user_id.name,
                    ),
                )
            if breach.date > breach.company_id.ais_today():
                raise UserError(self.env._("A breach cannot lie in the future."))
            if breach.date < breach.company_id.ais_today() - relativedelta(years=YEARS_KEPT):
                raise UserError(
                    self.env._(
                        "A breach of %(day)s is too old: none of more than %(years)s years ago is"
                        " decided on.",
                        day=format_date(self.env, breach.date),
                        years=YEARS_KEPT,
                    ),
                )
        # sudo: noted by the system
        self.sudo().entered_by_id = self.env.user

    def _check_may_write(self, names):
        """Each one writes his part: the employee explains, who is above decides."""
        if "explanation" in names and self.user_id != self.env.user:
            raise AccessError(self.env._("A breach is explained by the employee himself."))
        if names & DECISION:
            self._check_decider()
        if names & ENTERED and not self._is_to_edit():
            raise AccessError(
                self.env._(
                    "%s stays as it is in the register. What was entered by hand is corrected by"
                    " who has entered it, before it is explained.",
                    self.display_name,
                ),
            )
        if names & {"explanation", *DECISION}:
            self._check_undecided()

    def _check_decider(self):
        self.check_access("read")
        if not self._is_decider():
            raise AccessError(
                self.env._(
                    "%s is decided by who stands above the employee: the head of sales for the"
                    " specialists, the deputy director or the director for the head.",
                    self.display_name,
                ),
            )

    def _check_undecided(self):
        if self.state == "decided":
            raise UserError(self.env._("%s is decided.", self.display_name))

    def _check_decision(self):
        if not self.decision:
            raise UserError(self.env._("%s: choose the decision.", self.display_name))
        is_hard = self.decision not in ("excused", "talk")
        today = self.company_id.ais_today()
        if is_hard and self.state == "new" and self.explain_until >= today:
            raise UserError(
                self.env._(
                    "%(breach)s: the employee has until %(day)s to explain. Until then it can only"
                    " be excused or talked over.",
                    breach=self.display_name,
                    day=self.explain_until.strftime("%d.%m.%Y"),
                ),
            )
        if is_hard and not (self.decision_note or "").strip():
            raise UserError(self.env._("%s: say what is decided and why.", self.display_name))

from dateutil.relativedelta import relativedelta

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL


class DestructionAct(models.Model):
    """Personal data past their retention period: listed, approved, destroyed, and the act of it
    (2.6; 152-ФЗ, приказ РКН № 179).
    """

    _name = "ais.destruction.act"
    _description = "Act of destruction of personal data"
    _inherit = ["mail.thread", "mail.activity.mixin", "ais.notice.mixin"]
    _order = "id desc"

    name = fields.Char("Number", readonly=True, copy=False, default="/")
    date = fields.Date(readonly=True, copy=False, help="When the data were destroyed.")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "To be approved"),
            ("done", "Destroyed"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    line_ids = fields.One2many("ais.destruction.act.line", "act_id", "Persons", copy=False)
    line_count = fields.Integer("Number of persons", compute="_compute_line_count")
    commission = fields.Text(help="Names and positions of those who sign the act.")
    system = fields.Char(
        "Information system",
        default=lambda self: self.env._("Odoo, client base of the sales department"),
    )
    approved_by_id = fields.Many2one("res.users", "Approved by", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )

    @api.depends("line_ids")
    def _compute_line_count(self):
        counts = dict(
            self.env["ais.destruction.act.line"]._read_group(
                [("act_id", "in", self.ids)],
                ["act_id"],
                ["__count"],
            ),
        )
        for act in self:
            act.line_count = counts.get(act, 0)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("name", "/") == "/":
                vals["name"] = self.env["ir.sequence"].next_by_code("ais.destruction.act") or "/"
            vals.update(state="draft", approved_by_id=False, date=False)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and vals.keys() & {"state", "approved_by_id", "date", "name"}:
            raise AccessError(self.env._("The state of an act changes by its buttons only."))
        if not self.env.su and vals.keys() & {"line_ids", "system", "commission", "company_id"}:
            for act in self:
                act._check_state("draft", *([] if "line_ids" in vals else ["submitted"]))
        return super().write(vals)

    def action_collect(self):
        """List the persons whose data are past their period; those listed already stay."""
        for act in self:
            act._check_state("draft")
            listed = act.line_ids.partner_id
            found = self._past_retention(act.company_id)
            act.line_ids = [
                Command.create({"partner_id": partner, "person": name, "reason": reason})
                for partner, name, reason in found
                if partner not in listed.ids
            ]

    def action_submit(self):
        """Ask the director for approval.

        :raise UserError: when nobody is listed
        """
        for act in self:
            act._check_state("draft")
            if not act.line_ids:
                raise UserError(
                    self.env._("Nobody is listed: no personal data are past their period."),
                )
        # sudo: the state is written by the actions only
        self.sudo().write({"state": "submitted"})
        summary = self.env._("Approve the destruction of personal data")
        self._notify_staff(
            [(act, self._staff_of("director", act.company_id), summary, "", None) for act in self],
        )

    def action_approve(self):
        """Destroy the data; what accounting and education law need stays.

        :raise AccessError: when it is not the director who approves
        """
        if not self.env.user.has_group("ais_sales.group_director"):
            raise AccessError(
                self.env._("The destruction of personal data is approved by the director."),
            )
        for act in self:
            act._check_state("submitted")
            # sudo: the approval is the right
            approved = act.sudo()
            approved._drop_needed()
            approved.line_ids._destroy()
        self._close(
            {
                "state": "done",
                "approved_by_id": self.env.uid,
                "date": fields.Date.context_today(self),
            },
        )

    def _drop_needed(self):
        """Leave out whose data have become needed again since they were listed.

        :raise UserError: when nobody is left
        """
        past = {card for card, _name, _reason in self._past_retention(self.company_id)}
        needed = self.line_ids.filtered(lambda line: line.partner_id.id not in past)
        if needed:
            names = ", ".join(needed.mapped("person"))
            if needed == self.line_ids:
                raise UserError(
                    self.env._("The data are needed again, nothing is destroyed: %s", names),
                )
            self._message_log(body=self.env._("Not destroyed, needed again: %s", names))
            needed.unlink()

    def action_cancel(self):
        """Drop the act; nothing is destroyed."""
        for act in self:
            act._check_state("draft", "submitted")
        self._close({"state": "cancelled"})

    def _close(self, vals):
        """Write the outcome and take the tasks away.

        :param dict vals: the outcome
        """
        # sudo: the outcome is written by the actions only, and a task may be a colleague's
        acts = self.sudo()
        acts.write(vals)
        acts.activity_unlink(["mail.mail_activity_data_todo"], only_automated=False)

    def action_print(self):
        """Print the act."""
        return self.env.ref("ais_sales.report_destruction_act").report_action(self)

    def _check_state(self, *states):
        if self.state not in states:
            raise UserError(
                self.env._("Act %s is in another state: this is not possible any more.", self.name),
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_done(self):
        # both the act and the log of it are kept for three years
        if any(act.state == "done" for act in self):
            raise UserError(self.env._("An act of destruction is kept and cannot be deleted."))

    @api.model
    def _cron_yearly(self):
        """Once a year list who is past the period, for the head to look at and to submit."""
        # Companies are few, and each keeps its own act.
        # there are few of them
        for company in self.env["res.company"].search(Domain.TRUE):
            acts = self.with_company(company)._in_staff_language()
            # what nobody has decided on yet is not listed again
            if self.search_count(
                [("company_id", "=", company.id), ("state", "in", ("draft", "submitted"))],
                limit=1,
            ):
                continue
            if not acts._past_retention(company):
                continue
            act = acts.create({"company_id": company.id})
            act.action_collect()
            heads = acts._staff_of("head", company)
            acts._notify_staff(
                [(act, heads, self.env._("Personal data are past their period"), "", None)],
            )
            self.env["ir.cron"]._commit_progress(1)

    # -- who is past it

    @api.model
    def _past_retention(self, company):
        """Persons whose data are not needed any more.

        :param company: whose persons, with those shared by all companies
        :return: list of (card id, name, reason in words)
        """
        today = fields.Date.context_today(self)
        deeds = SQL(" UNION ALL ").join(self._deed_queries())
        touches = SQL(" UNION ALL ").join(self._touch_queries())
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                WITH deeds AS (SELECT id, MAX(day) AS day FROM (%(deeds)s) d GROUP BY id),
                     touches AS (SELECT id, MAX(day) AS day FROM (%(touches)s) t GROUP BY id),
                     withdrawn AS (
                        SELECT partner_id AS id, MAX(withdrawn_on) AS day FROM ais_consent
                         WHERE purpose = 'processing' GROUP BY partner_id
                        HAVING bool_and(withdrawn_on IS NOT NULL))
                SELECT p.id, p.name,
                       CASE WHEN deeds.id IS NOT NULL THEN 'deed'
                            WHEN withdrawn.id IS NOT NULL THEN 'withdrawn' ELSE 'lead' END
                  FROM res_partner p
                  -- who stands for an organisation is needed as long as it is
                  JOIN res_partner o ON o.id = p.commercial_partner_id
                  LEFT JOIN touches org ON org.id = o.id AND o.id != p.id
                  LEFT JOIN deeds org_deeds ON org_deeds.id = o.id AND o.id != p.id
                  LEFT JOIN deeds ON deeds.id = p.id
                  LEFT JOIN touches ON touches.id = p.id
                  LEFT JOIN withdrawn ON withdrawn.id = p.id
                 WHERE NOT COALESCE(p.is_company, FALSE) AND p.type = 'contact'
                   AND NOT COALESCE(p.ais_is_anonymous, FALSE)
                   AND (p.company_id IS NULL OR p.company_id = %(company)s)
                   AND NOT EXISTS (SELECT FROM res_users u WHERE u.partner_id = p.id)
                   AND NOT EXISTS (SELECT FROM res_company c WHERE c.partner_id = p.id)
                   AND NOT EXISTS (SELECT FROM crm_lead l WHERE l.partner_id IN (p.id, o.id)
                                   AND l.active AND l.won_status = 'pending')
                   AND CASE
                       WHEN deeds.id IS NOT NULL THEN GREATEST(deeds.day, touches.day) < %(kept)s
                       WHEN withdrawn.id IS NOT NULL THEN TRUE
                       ELSE GREATEST(touches.day, p.ais_last_contact_on, p.create_date::date,
                                     org.day, org_deeds.day, o.ais_last_contact_on)
                            < %(lead)s END
                 ORDER BY p.name, p.id
                """,
                deeds=deeds,
                touches=touches,
                company=company.id,
                kept=today - relativedelta(years=company.ais_retention_years),
                lead=today - relativedelta(months=company.ais_retention_lead_months),
            ),
        )
        words = {
            "deed": self.env._(
                "%s years have passed since the last training or invoice",
                company.ais_retention_years,
            ),
            "withdrawn": self.env._("The consent is withdrawn"),
            "lead": self.env._(
                "%s months have passed since the last contact",
                company.ais_retention_lead_months,
            ),
        }
        return [(card, name, words[reason]) for card, name, reason in rows]

    @api.model
    def _deed_queries(self):
        """SQL of what was done with persons under a contract: (id of the card, day)."""
        return [
            SQL(
                "SELECT partner_id AS id, COALESCE(date, create_date::date) AS day"
                " FROM account_move WHERE partner_id IS NOT NULL",
            ),
            SQL(
                "SELECT partner_id, date_order::date FROM sale_order WHERE state = 'sale'",
            ),
        ]

    @api.model
    def _touch_queries(self):
        """SQL of what shows that persons are still dealt with: (id of the card, day)."""
        return [
            SQL("SELECT partner_id AS id, create_date::date AS day FROM crm_lead"),
            SQL("SELECT partner_id, given_on FROM ais_consent WHERE withdrawn_on IS NULL"),
            SQL("SELECT contact_id, date FROM ais_contact_agreement"),
            SQL("SELECT partner_id, date FROM ais_contact_agreement"),
        ]


class DestructionActLine(models.Model):
    _name = "ais.destruction.act.line"
    _description = "Person in an act of destruction"
    _order = "person, id"

    act_id = fields.Many2one("ais.destruction.act", required=True, index=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", "Card", index="btree_not_null", ondelete="set null")
    person = fields.Char(required=True, help="As it was in the card.")
    reason = fields.Char(required=True)
    data = fields.Char("Data destroyed", readonly=True)
    act_state = fields.Selection(related="act_id.state")

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_draft()
        return lines

    def write(self, vals):
        self._check_draft()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        self._check_draft()

    def _check_draft(self):
        """What was submitted for approval is what is approved, and what is kept."""
        if not self.env.su:
            for act in self.act_id:
                act._check_state("draft")

    def _destroy(self):
        """Make the cards of these lines nobody's, and note what was destroyed."""
        # a list past the period is long once a year; each card is told apart in the log
        for line in self:
            partner = line.partner_id
            if partner:
                line.data = ", ".join(partner._ais_anonymise())

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

TEMPLATE = "ais_sales.ais_department_report_mail"
# so many days after its day the report still goes by itself
MADE_UP_DAYS = 3


class DepartmentReport(models.Model):
    """The report goes to the director and the deputy by mail, by hand or by the calendar (2.5)."""

    _inherit = "ais.department.report"

    sending_ids = fields.One2many(
        "ais.department.report.sending",
        "report_id",
        "Sendings",
        readonly=True,
        copy=False,
    )

    def _recipients(self):
        """The director and the deputy of the company's teams, else all who have the role."""
        requests = self.env["ais.request"]
        found = requests._appointed("director", self.company_id)
        return found | requests._appointed("deputy", self.company_id)

    def action_send(self):
        """Send the report with its PDF and XLSX; from then on it stays as it is.

        :raise AccessError: when the user is not the head
        :raise UserError: when it has been sent, or there is nobody to send it to
        """
        self._check_sender()
        for report in self:
            report._check_draft()
            report._send()

    def action_send_again(self):
        """Send what has been sent once more: the letter was lost, or the director is a new one.

        :raise AccessError: when the user is not the head
        :raise UserError: when it has not been sent yet, or there is nobody to send it to
        """
        self._check_sender()
        for report in self:
            if report.state == "draft":
                raise UserError(
                    self.env._("“%s” has not been sent yet.", report.display_name),
                )
            report._mail()

    def _check_sender(self):
        if not self.env.su and not self.env.user.has_group("ais_sales.group_head"):
            raise AccessError(self.env._("The report is sent by the head of sales."))
        self.check_access("write")

    def _send(self, is_scheduled=False):
        self._addressees()
        self._fill()
        # sudo: the state is written by the buttons only
        self.sudo().write({"state": "sent", "sent_at": fields.Datetime.now()})
        people = self._mail(is_scheduled)
        summary = self.env._("Read the report of the department")
        self._notify_staff([(self, people, summary, "", None)])

    def _addressees(self):
        people = self._recipients().filtered("email")
        if not people:
            raise UserError(
                self.env._(
                    "Nobody gets the report: name the director in the card of the department, and"
                    " enter his e-mail address.",
                ),
            )
        return people

    def _mail(self, is_scheduled=False):
        """Send the letter with PDF and XLSX, and note that it was sent.

        :return: res.users to whom it goes
        """
        people = self._addressees()
        message = self.with_context(lang="ru_RU").message_post_with_source(
            self.env.ref(TEMPLATE),
            partner_ids=people.partner_id.ids,
            subtype_xmlid="mail.mt_comment",
            force_send=False,
        )
        # sudo: the history is the system's
        self.env["ais.department.report.sending"].sudo().create(
            {
                "report_id": self.id,
                "user_id": False if is_scheduled else self.env.uid,
                "partner_ids": people.partner_id.ids,
                "message_id": message.id,
            },
        )
        return people

    def action_read(self):
        """The director has read the report.

        :raise AccessError: for others
        :raise UserError: when it has not been sent
        """
        user = self.env.user
        if not any(user.has_group(f"ais_sales.group_{role}") for role in ("director", "deputy")):
            raise AccessError(self.env._("The report is read by the director."))
        self.check_access("read")
        for report in self:
            if report.state != "sent":
                raise UserError(
                    self.env._("“%s” is not waiting to be read.", report.display_name),
                )
            # sudo: as above
            report.sudo().write(
                {"state": "read", "read_at": fields.Datetime.now(), "read_by_id": self.env.uid},
            )
            # sudo: the task about it is done
            report.sudo().activity_ids.filtered(
                lambda task: task.user_id == user,
            ).action_feedback()

    @api.model
    def _cron_send(self):
        """Make and send the reports whose hour has come."""
        companies = self.env["res.company"].search([("ais_director_report", "!=", "no")])
        for company in companies:
            reports = self._in_staff_language().with_company(company)
            span = reports._span_due(company)
            if span:
                reports._send_due(company, *span)
            self.env["ir.cron"]._commit_progress(1)

    @api.model
    def _span_due(self, company):
        """The period that a report is due on at this moment, or None."""
        now = company._ais_now()
        today = now.date()
        month = today.replace(day=1)
        monday = today - relativedelta(days=today.weekday())
        if company.ais_director_report == "month":
            kind, first = "month", month - relativedelta(months=1)
            # on the first working day of the month
            due, last = company.ais_working_day(1, month - relativedelta(days=1)), month
        else:
            kind, first = "week", monday - relativedelta(days=7)
            due = monday + relativedelta(days=int(company.ais_director_report_weekday))
            last = monday
        hour = now.hour + now.minute / 60
        if due == today and hour < company.ais_director_report_hour:
            return None
        # a day on which the system did not run is made up for, a setting changed later is not
        if not due <= today <= due + relativedelta(days=MADE_UP_DAYS):
            return None
        return kind, first, last - relativedelta(days=1)

    @api.model
    def _send_due(self, company, kind, first, last):
        report = self.search(
            [("company_id", "=", company.id), ("kind", "=", kind), ("date_from", "=", first)],
        )
        if report.state in ("sent", "read"):
            return
        if not report:
            heads = self.env["ais.request"]._appointed("head", company)
            report = self.sudo().create(  # sudo: made by the system for the head
                {
                    "kind": kind,
                    "date_from": first,
                    "company_id": company.id,
                    "user_id": heads[:1].id or self.env.uid,
                },
            )
        if report._recipients().filtered("email"):
            report.sudo()._send(is_scheduled=True)

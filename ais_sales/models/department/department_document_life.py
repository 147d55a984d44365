from odoo import api, models
from odoo.exceptions import AccessError, UserError

# working days in which an approved document is read
DAYS = 5


class DepartmentDocument(models.Model):
    """Approval, acknowledgement, the next version (3.3, 3.4)."""

    _inherit = "ais.department.document"

    def action_approve(self):
        """Approve drafts; everybody whom they concern is asked to acknowledge them.

        :raise AccessError: the user is not the director
        :raise UserError: one is approved already, or has no file
        """
        if not (self.env.su or self.env.user.has_group("ais_sales.group_director")):
            raise AccessError(self.env._("Documents are approved by the director."))
        self.check_access("read")
        # sudo: the state is written by this button only, the role was checked above
        for document in self.sudo():
            if document.state != "draft":
                raise UserError(self.env._("“%s” is approved already.", document.display_name))
            if not document.attachment_ids:
                raise UserError(
                    self.env._(
                        "Attach the file of “%s”: it is what is read.", document.display_name
                    ),
                )
            today = document.company_id.ais_today()
            document.previous_id.write({"state": "replaced"})
            document.previous_id.activity_ids.unlink()
            document.write(
                {
                    "state": "approved",
                    "approved_by_id": self.env.uid,
                    "approved_on": today,
                    "valid_from": document.valid_from or today,
                },
            )
        self.sudo()._ask_to_acknowledge()

    def action_acknowledge(self):
        """Note that the current user has read these documents; nobody does it for another.

        :raise UserError: a document does not concern the user, or is acknowledged already
        """
        self.check_access("read")
        # sudo: the rows are the system's; only the user's own ones are taken
        rows = self.env["ais.department.acknowledgement"].sudo()
        own = rows.search(
            [
                ("document_id", "in", self.ids),
                ("document_id.state", "=", "approved"),
                ("user_id", "=", self.env.uid),
                ("is_done", "=", False),
            ],
        )
        if other := (self - own.document_id.with_env(self.env))[:1]:
            raise UserError(
                self.env._("You have nothing to acknowledge in “%s”.", other.display_name),
            )
        own._note()
        # sudo: the user's own tasks
        self.sudo().activity_ids.filtered(
            lambda task: task.user_id == self.env.user
        ).action_feedback()

    def action_new_version(self):
        """Make the draft of the next version; this one holds until that is approved.

        :raise UserError: this is not the version in force, or there is a draft already
        """
        self.ensure_one()
        self.check_access("read")
        if not any(
            self.env.user.has_group(f"ais_sales.group_{role}")
            for role in ("head", "deputy", "director")
        ):
            raise AccessError(self.env._("Documents are prepared by the head and above."))
        if self.state != "approved":
            raise UserError(self.env._("“%s” is not in force.", self.display_name))
        # sudo: the number of a version is the system's
        version = self.sudo().copy({"name": self.name})
        version.write({"version": self.version + 1, "previous_id": self.id})
        return version.with_env(self.env)._get_records_action()

    def action_remind(self):
        """Remind those who have not acknowledged.

        :raise UserError: everybody has
        """
        self.check_access("read")
        if self.env.user.has_group("ais_sales.group_specialist") and not self.env.user.has_group(
            "ais_sales.group_head",
        ):
            raise AccessError(self.env._("Reminders are sent by the head and above."))
        for document in self:
            # sudo: who has not read it
            people = (
                document.sudo().acknowledgement_ids.filtered(lambda row: not row.is_done).user_id
            )
            if not people:
                raise UserError(
                    self.env._("Everybody has acknowledged “%s”.", document.display_name),
                )
            document.message_notify(
                partner_ids=people.partner_id.ids,
                subject=document.display_name,
                body=self.env._("Please read and acknowledge: %s", document.display_name),
            )
        self.sudo()._ask_to_acknowledge()

    def action_open_acknowledgements(self):
        """Who has acknowledged the document, and who has not."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_department_acknowledgement_action",
        )
        return {**action, "domain": [("document_id", "in", self.ids)], "context": {}}

    # -- private

    @api.model
    def _cron_ask(self):
        """Every morning: newcomers are asked too, who has left is not waited for."""
        self.search([("state", "=", "approved")])._in_staff_language()._ask_to_acknowledge()

    def _ask_to_acknowledge(self):
        """Bring the rows of acknowledgement up to whom the documents concern, each with a task."""
        rows = self.env["ais.department.acknowledgement"]
        approved = self.filtered(lambda one: one.state == "approved")
        notices, known = (
            [],
            {(row.document_id, row.user_id) for row in approved.acknowledgement_ids},
        )
        wanted = set()
        for company, documents in approved.grouped("company_id").items():
            staff = company._ais_staff()
            for document in documents:
                people = staff.get(document.audience, staff["all"])
                wanted |= {(document, user) for user in people.sudo()}
        gone = approved.acknowledgement_ids.filtered(
            lambda row: not row.is_done and (row.document_id, row.user_id) not in wanted,
        )
        gone.unlink()
        rows.create(
            [{"document_id": document.id, "user_id": user.id} for document, user in wanted - known],
        )
        approved.invalidate_recordset(["acknowledgement_ids"])
        for row in approved.acknowledgement_ids:
            if not row.is_done:
                deadline = row.company_id.ais_working_day(DAYS, row.create_date.date())
                summary = self.env._("Read and acknowledge")
                notices.append((row.document_id, row.user_id, summary, "", deadline))
        self._notify_staff(notices)

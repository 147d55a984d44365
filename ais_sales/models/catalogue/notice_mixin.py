from odoo import api, fields, models


class NoticeMixin(models.AbstractModel):
    """Tells people what happened to records: one activity per record and person."""

    _name = "ais.notice.mixin"
    _description = "Notices to staff"

    def _in_staff_language(self):
        """These records in the language that most of the staff reads.

        A cron and the mail gateway have no language of their own, and what they write is read by
        people.
        """
        if self.env.context.get("lang"):
            return self
        users = self.env["res.users"].sudo()  # sudo: languages, counted
        found = users._read_group(
            [("share", "=", False)],
            ["lang"],
            order="__count desc, lang",
            limit=1,
        )
        return self.with_context(lang=found[0][0]) if found else self

    @api.model
    def _in_every_language(self, say):
        """Words in each installed language: a task was set in one, and is looked for in another.

        :param say: function of an environment that returns the words
        :return: set of str
        """
        # the words of the source, too: they stand where English is not installed
        codes = {"en_US", *(code for code, _name in self.env["res.lang"].get_installed())}
        return {say(self.with_context(lang=code).env) for code in codes}

    @api.model
    def _staff_of(self, role, company):
        """Who has a role in a company.

        :param str role: end of the group's XML id, as in `ais_sales.group_head`
        :param company: res.company
        :return: active users
        """
        # sudo: who has which role is not for everybody to read, but the task must reach them
        users = self.env.ref(f"ais_sales.group_{role}").sudo().all_user_ids
        return users.filtered(lambda user: user.active and company in user.company_ids)

    def _notify_staff(self, notices, activity="mail.mail_activity_data_todo"):
        """Schedule activities in one go.

        :param list notices: tuples (record, users, summary, note, deadline); inactive and
            missing users are left out, so is a person who already has this notice open
        :param str activity: XML id of the activity type
        """
        activity_type = self.env.ref(activity, raise_if_not_found=False)
        wanted = {}
        for record, users, summary, note, deadline in notices:
            for user in users.filtered("active"):
                wanted[record._name, record.id, user.id, summary] = (note, deadline)
        if not wanted:
            return
        model_ids = {name: self.env["ir.model"]._get_id(name) for name, *_rest in wanted}
        # sudo: the person told may be another specialist, whose activities are not ours to read
        activities = self.env["mail.activity"].sudo()
        for activity_open in activities.search(
            [
                ("res_model", "in", list(model_ids)),
                ("res_id", "in", [res_id for _name, res_id, *_rest in wanted]),
                ("user_id", "in", [user_id for _name, _res_id, user_id, _summary in wanted]),
            ],
        ):
            wanted.pop(
                (
                    activity_open.res_model,
                    activity_open.res_id,
                    activity_open.user_id.id,
                    activity_open.summary,
                ),
                None,
            )
        # quick update: no e-mail for each, the activity itself is the message
        activities.with_context(mail_activity_quick_update=True).create(
            [
                {
                    "activity_type_id": activity_type.id if activity_type else False,
                    "res_model_id": model_ids[name],
                    "res_id": res_id,
                    "user_id": user_id,
                    "summary": summary,
                    "note": note,
                    "date_deadline": deadline or fields.Date.context_today(self),
                }
                for (name, res_id, user_id, summary), (note, deadline) in wanted.items()
            ],
        )

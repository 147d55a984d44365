from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..catalogue.system_fields_mixin import BY_SYSTEM


class IssuedDocument(models.Model):
    """A document is handed over, spoilt, replaced (2.24)."""

    _inherit = "ais.issued.document"

    def action_hand_over(self):
        """Open the wizard that notes to whom the documents were given."""
        return self._open_wizard("ais_sales.ais_document_hand_over_action")

    def action_spoil(self):
        """Open the wizard that writes the document off."""
        return self._open_wizard("ais_sales.ais_document_spoil_action")

    def action_duplicate_document(self):
        """Open the wizard that issues a duplicate."""
        self.ensure_one()
        return self._open_wizard("ais_sales.ais_document_duplicate_action")

    def action_take_back(self):
        """The documents were not handed over after all.

        :raise UserError: when one was not handed over, or has been replaced
        """
        self.check_access("write")
        for document in self:
            if not document.handed_on or document.state != "valid":
                raise UserError(
                    self.env._(
                        "“%s” is not a valid document that was handed over.",
                        document.display_name,
                    ),
                )
        nothing = dict.fromkeys(("handed_on", "handed_how", "receiver", "track_number"), False)
        self.with_context(ais_clock=BY_SYSTEM).write(nothing)

    @api.private
    def hand_over(self, date, how, receiver="", track_number=""):
        """Note that the documents were given away, all of them or none.

        :param date date: when
        :param str how: one of `HANDED_HOW`
        :param str receiver: who took them, when it was not each trainee
        :param str track_number: of the letter, when they went by post
        :raise ValidationError: names the document that cannot be handed over, and why
        """
        if how in ("proxy", "coordinator") and not receiver:
            raise ValidationError(self.env._("Name who took the documents."))
        if how == "post" and not track_number:
            raise ValidationError(self.env._("Enter the tracking number of the letter."))
        for document in self:
            reason = document._hand_over_refusal(date)
            if reason:
                raise ValidationError(
                    self.env._(
                        "“%(document)s” cannot be handed over: %(reason)s.",
                        document=document.display_name,
                        reason=reason,
                    ),
                )
        self.with_context(ais_clock=BY_SYSTEM).write(
            {
                "handed_on": date,
                "handed_how": how,
                "receiver": receiver or False,
                "track_number": track_number or False,
            },
        )

    def _hand_over_refusal(self, date):
        if self.state != "valid":
            return self.env._("it is not valid")
        if self.handed_on:
            return self.env._("it was handed over on %s", f"{self.handed_on:%d.%m.%Y}")
        if date and date < self.date:
            return self.env._("it was issued later, on %s", f"{self.date:%d.%m.%Y}")
        if date and date > self.company_id.ais_today():
            return self.env._("the date is in the future")
        return None

    @api.private
    def spoil(self, reason):
        """Write documents off; their forms are entered as spoilt.

        :param str reason: why
        :raise UserError: when one was handed over: then a duplicate is issued
        """
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Say why the document is spoilt."))
        for document in self:
            if document.state != "valid" or document.handed_on:
                raise UserError(
                    self.env._(
                        "“%s” has been handed over or replaced. Issue a duplicate instead.",
                        document.display_name,
                    ),
                )
        self._set_state("spoilt", spoil_reason=reason)
        # what a spoilt duplicate replaced is valid again
        self.original_id.filtered(lambda one: one.state == "replaced")._set_state("valid")
        self.env["ais.form.spoilt"].with_context(ais_clock=BY_SYSTEM).create(
            [
                {
                    "batch_id": document.batch_id.id,
                    "number": int(document.number),
                    "reason": reason,
                    "date": fields.Date.context_today(self),
                    "document_id": document.id,
                }
                for document in self
                if document.batch_id and document.number.isdigit()
            ],
        )

    @api.private
    def issue_duplicate(self, reason, names=None, **vals):
        """Issue a duplicate; this document is replaced by it.

        :param str reason: one of `REPLACE_REASONS`
        :param dict names: surname, name and patronymic as they are now
        :param vals: date, `is_original_destroyed`, numbers when they are given by hand
        :return: the new document
        :raise UserError: when this document is not valid, or nothing has changed
        """
        self.ensure_one()
        new = {name: (names or {}).get(name) or False for name in names or {}}
        if reason == "name" and all(self[name] == new.get(name, self[name]) for name in new):
            raise UserError(
                self.env._(
                    "%s: enter the new surname, for which the document is replaced.", self.name
                ),
            )
        return self.create(
            {
                "trainee_id": self.trainee_id.id,
                "kind": self.kind,
                "original_id": self.id,
                "replace_reason": reason,
                "hours": self.hours,
                "course_name": self.course_name,
                "date_start": self.date_start,
                "date_end": self.date_end,
                **new,
                **vals,
            },
        )

    def _open_wizard(self, xml_id):
        action = self.env["ir.actions.act_window"]._for_xml_id(xml_id)
        return {**action, "context": {"default_document_ids": self.ids}}

from odoo import api, models
from odoo.exceptions import UserError

from .order_document import STEP

# the date that each step leaves
STEP_DATES = {"sent": "sent_on", "signed": "signed_on", "original": "received_on"}


class OrderDocument(models.Model):
    """How a document goes on step by step, and who may ask for less of it (2.22)."""

    _inherit = "ais.order.document"

    @api.model_create_multi
    def create(self, vals_list):
        kinds = self.env["ais.document.type"].browse(
            {vals["type_id"] for vals in vals_list if vals.get("type_id")},
        )
        for vals in vals_list:
            kind = kinds.browse(vals.get("type_id"))
            if kind:
                vals.setdefault("name", kind.name)
                vals.setdefault("is_required", kind.is_required)
                vals.setdefault("prepared_by", kind.prepared_by)
                vals.setdefault("goal", kind.goal)
        # a checklist of a dozen gets no "created" message each
        documents = super(
            OrderDocument, self.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        ).create(vals_list)
        documents = documents.with_env(self.env)
        documents._check_open()
        documents._check_new()
        documents._own_files()
        return documents

    def write(self, vals):
        if vals.keys() - {"reminded_on"}:
            self._check_open()
        if {"order_id", "type_id", "group_id"} & vals.keys() and not self.env.su:
            raise UserError(
                self.env._("Whose document it is stays as it is. Add another one instead."),
            )
        self._check_lifting(vals)
        turns = {document.id: document.turn for document in self}
        result = super().write(self._dated(vals))
        if vals.get("state") == "sent":
            # sudo: noted by the system
            self.sudo().sent_by_id = self.env.user
        if {"state", "goal", "prepared_by"} & vals.keys():
            turned = self.filtered(lambda one: turns[one.id] != one.turn)
            turned._end_tasks()
            turned._give_urgent_tasks()
            self.order_id._follow_documents()
        if "attachment_ids" in vals:
            self._own_files()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_closed(self):
        self._check_open()
        for document in self.filtered("is_required"):
            document._refuse_lifting()

    def action_next(self):
        """Note that the documents have come a step further: sent, signed copy, original."""
        order = ["to_prepare", "sent", "signed", "original"]
        for state, documents in self.filtered(lambda one: not one.is_done).grouped("state").items():
            documents.state = order[order.index(state) + 1]

    def action_received(self):
        """Note that the originals have come."""
        self.filtered(lambda one: one.state != "not_needed").state = "original"

    def action_new_version(self):
        """Begin anew with a next version: the former one stays among the files (2.22)."""
        for document in self:
            document.state = "to_prepare"
            # sudo: counted by the system
            document.sudo().write({"version": document.version + 1, "sent_by_id": False})

    def _dated(self, vals):
        """A step leaves its date, and a step back takes the later dates away."""
        state = vals.get("state")
        if state not in STEP:
            return vals
        vals = dict(vals)
        today = self.company_id[:1].ais_today() if self.company_id else self.env.company.ais_today()
        if state in STEP_DATES and not vals.get(STEP_DATES[state]):
            vals[STEP_DATES[state]] = today
        for later, name in STEP_DATES.items():
            if STEP[later] > STEP[state]:
                vals[name] = False
        if "not_needed_reason" not in vals:
            vals["not_needed_reason"] = False
        return vals

    def _check_open(self):
        """A closed order's documents stay as they are.

        :raise UserError: names the order
        """
        for order in self.order_id:
            if order.state in ("closed", "cancelled") and not self.env.su:
                raise UserError(
                    self.env._(
                        "Order %s is closed, its documents stay as they are. Reopen it first.",
                        order.display_name,
                    ),
                )

    def _check_lifting(self, vals):
        """Whether a required document is asked for, and in which form, is the head's to say.

        :raise UserError: names the document
        """
        lowered = "goal" in vals and (lambda one: STEP[vals["goal"]] < STEP[one.goal])
        lifted = vals.get("state") == "not_needed" or vals.get("is_required") is False
        for document in self.filtered("is_required"):
            if lifted or (lowered and lowered(document)):
                document._refuse_lifting()

    def _check_new(self):
        """A new document asks for no less than its type says.

        :raise UserError: names the document
        """
        for document in self:
            kind = document.type_id
            lower = not document.is_required or document.state == "not_needed"
            if kind.is_required and (lower or STEP[document.goal] < STEP[kind.goal]):
                document._refuse_lifting()

    def _refuse_lifting(self):
        if self.env.su or self.env.user.has_group("ais_sales.group_head"):
            return
        raise UserError(
            self.env._(
                "%s is required. That it is not needed, or needed in another form, is decided by"
                " the head of sales.",
                self.display_name,
            ),
        )

    def _own_files(self):
        """Files that the user has just uploaded belong to the document, so that whoever may read
        it may read them.
        """
        for document in self:
            # sudo: only the user's own uploads that belong to nothing yet
            document.attachment_ids.sudo().filtered(
                lambda file: not file.res_id and file.create_uid == self.env.user,
            ).write({"res_model": self._name, "res_id": document.id})

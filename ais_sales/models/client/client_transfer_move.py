from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

BATCH = 500


class ClientTransfer(models.Model):
    """The move itself: one transaction, so an error half-way moves nothing (2.9)."""

    _inherit = "ais.client.transfer"

    def _move(self, clients):
        """Move clients and what is open for them.

        :param clients: clients to move
        :return: dict {model name: ids of what moved}
        """
        self.ensure_one()
        transfer = self._for_moving()
        records = []
        for name, (model, domain) in transfer._part_domains().items():
            part = transfer.env[model]
            records.append(
                clients.with_env(part.env) if name == "client_count" else part.search(domain),
            )
        transfer._move_records(records, self.user_id, self.new_user_id, "transfer")
        moved = {}
        for part in records:
            moved.setdefault(part._name, []).extend(part.ids)
        return moved

    def _move_back(self):
        """What was moved goes back, with what has come to these clients since; what the
        substitute kept before stays with him, and what went on to others stays there.
        """
        self.ensure_one()
        transfer = self._for_moving()
        records = []
        for model, ids in (self.moved_ids or {}).items():
            path = "id" if model == "res.partner" else "partner_id.commercial_partner_id"
            since = Domain("create_date", ">=", self.approved_at)
            at_clients = Domain(path, "in", self.moved_ids.get("res.partner", []))
            domain = Domain("id", "in", ids) | (since & at_clients & transfer._open_domain(model))
            records.append(
                transfer.env[model].search(domain & Domain("user_id", "=", self.new_user_id.id)),
            )
        transfer._move_records(records, self.new_user_id, self.user_id, "returned")

    def _open_domain(self, model):
        """What of a model moves, whoever has it."""
        for name, domain in self._part_domains().values():
            if name == model:
                return Domain([term for term in domain if term[0] in ("state", "won_status")])
        return Domain.FALSE

    def _for_moving(self):
        # sudo: the approval is the right; records of the specialist may be hidden from the head's
        # company or team
        return self.sudo().with_context(
            tracking_disable=True,
            mail_auto_subscribe_no_notify=True,
            active_test=False,
        )

    def _move_records(self, records, old, new, reason):
        """Move recordsets from one user to another, and show how far it is."""
        total = sum(len(part) for part in records)
        done = 0
        for part in records:
            for start in range(0, len(part), BATCH):
                batch = part[start : start + BATCH]
                self._move_batch(batch, new, reason)
                done += len(batch)
                self.env["ais.progress"]._report(self, done, total)
            self._move_activities(part, old, new)
            self._unfollow(part, old)

    def _move_batch(self, records, new, reason):
        if records._name == "res.partner":
            records._ais_give(new, reason, note=self.note or "", transfer=self)
        else:
            records.write({"user_id": new.id})
        # written now: an error belongs to its batch
        self.env.flush_all()

    def _move_activities(self, records, old, new):
        """Planned steps go along, without a letter for each."""
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).search(
            [
                ("res_model", "=", records._name),
                ("res_id", "in", records.ids),
                ("user_id", "=", old.id),
            ],
        ).write({"user_id": new.id})

    def _unfollow(self, records, old):
        """Who has lost the clients gets no more messages about them."""
        if "message_follower_ids" not in records._fields:
            return
        self.env["mail.followers"].flush_model()
        self.env.cr.execute(
            SQL(
                "DELETE FROM mail_followers"
                " WHERE res_model = %s AND partner_id = %s AND res_id = ANY(%s)",
                records._name,
                old.partner_id.id,
                records.ids,
            ),
        )
        records.invalidate_recordset(["message_follower_ids"])

from odoo import models
from odoo.tools import SQL

BATCH = 500


class ClientTransfer(models.Model):
    """The move itself: one transaction, so an error half-way moves nothing (2.9)."""

    _inherit = "ais.client.transfer"

    def _move(self, clients, old, new, reason):
        """Move clients and what is open for them.

        :param clients: clients to move
        :param old: user who keeps them
        :param new: user who gets them
        :param str reason: reason for the history
        """
        self.ensure_one()
        # sudo: the approval is the right; records of the specialist may be hidden from the head's
        # company or team
        transfer = self.sudo().with_context(
            tracking_disable=True,
            mail_auto_subscribe_no_notify=True,
            active_test=False,
        )
        records = transfer._records_to_move(clients, old)
        total = sum(len(part) for part in records)
        done = 0
        for part in records:
            for start in range(0, len(part), BATCH):
                batch = part[start : start + BATCH]
                transfer._move_batch(batch, new, reason)
                done += len(batch)
                self.env["ais.progress"]._report(self, done, total)
            transfer._move_activities(part, old, new)
            transfer._unfollow(part, old)

    def _records_to_move(self, clients, old):
        """Recordsets of everything that moves, clients first."""
        forward = old == self.user_id
        parts = []
        for name, (model, domain) in self._part_domains().items():
            if name == "client_count":
                parts.append(clients.with_env(self.env))
            elif forward:
                parts.append(self.env[model].search(domain))
            else:
                parts.append(self.env[model].search(self._domain_back(model, domain, clients, old)))
        return parts

    def _domain_back(self, model, domain, clients, old):
        """What goes back are the clients' records that the substitute keeps, and no others."""
        rest = [term for term in domain if term[0] not in ("user_id", "partner_id")]
        path = "commercial_partner_id"
        if model != "res.partner":
            path = f"partner_id.{path}"
        return [*rest, ("user_id", "=", old.id), (path, "in", clients.ids)]

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

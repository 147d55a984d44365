from odoo import models


class Trainee(models.Model):
    """Changes of many at once in the chatter: one note each in one INSERT, where mail itself
    would write two rows apiece.
    """

    _inherit = "ais.trainee"

    def _training_facts(self):
        """State and result in words, as they are now."""
        names = ("training_state", "result")
        labels = {name: dict(self._fields[name]._description_selection(self.env)) for name in names}
        return {
            trainee.id: [labels[name].get(trainee[name], "–") for name in names] for trainee in self
        }

    def _log_training(self, before):
        """Note in the chatter what has changed since.

        :param dict before: as from `_training_facts`; the writes between were not tracked
        """
        bodies = {}
        for trainee_id, facts in self._training_facts().items():
            changes = [
                f"{old} → {new}"
                for old, new in zip(before[trainee_id], facts, strict=True)
                if old != new
            ]
            if changes:
                bodies[trainee_id] = "; ".join(changes)
        if bodies:
            self.browse(bodies)._message_log_batch(bodies)

"""Corporate orders of the volume: those of bench_corporate.py, each with a client and a keeper."""

from bench_corporate_scene import CorporateScene
from populate_dice import dice, pick

from odoo.tools import SQL

ORDERS = 1_000


class Orders(CorporateScene):
    """So many orders for the clients of a scene.

    :param scene: populate_scene.Volume, its clients made
    """

    def __init__(self, scene, count):
        self.scene = scene
        super().__init__(scene.env, count)
        self._spread()

    def _people(self):
        self.head, self.client = self.scene.head, self.scene.client
        self.coordinator = self.env["res.partner"].create(
            {"name": "Координатор", "email": "c@example.com", "parent_id": self.client.id},
        )

    def _spread(self):
        """Give each order to another client; what belongs to it follows."""
        place = dice(len(self.scene.organisations), 80)
        self.env.cr.execute(
            SQL(
                """
                UPDATE ais_corporate_order o SET partner_id = %s, user_id = %s
                  FROM (SELECT id AS n FROM ais_corporate_order WHERE name LIKE 'B%%') t
                 WHERE t.n = o.id
                """,
                pick(self.scene.organisations, place),
                pick(self.scene.keepers, place),
            ),
        )
        for table, order, client in (
            ("ais_booking", "corporate_order_id", "partner_id"),
            ("ais_trainee", "corporate_order_id", "employer_id"),
            ("ais_order_document", "order_id", "partner_id"),
        ):
            self.env.cr.execute(
                SQL(
                    "UPDATE %s b SET user_id = o.user_id, %s = o.partner_id"
                    " FROM ais_corporate_order o WHERE o.id = b.%s",
                    SQL.identifier(table),
                    SQL.identifier(client),
                    SQL.identifier(order),
                ),
            )

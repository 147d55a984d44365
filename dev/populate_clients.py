"""The clients of the volume: organisations kept by specialists, and their people."""

from bench_debt import analyze
from bench_rows import copies
from populate_dice import day, dice, pick, share

from odoo.tools import SQL

PARTNERS = 50_000
CITIES = ("Москва", "Тула", "Казань", "Пермь", "Самара", "Томск", "Уфа", "Омск")


class Clients:
    """Part of populate_scene.py: who buys, and who keeps each of them."""

    def _clients_and_people(self):
        """Half of the partners are organisations kept by specialists, half their people."""
        half = self.number(PARTNERS) // 2
        first, second = (dice(len(self.specialists), salt) for salt in (1, 2))
        # some specialists keep more clients than others
        keeper = pick(self.specialists.ids, SQL("LEAST(%s, %s)", first, second))
        keeper = share(92, 3, keeper)
        # one in a hundred is entered twice
        number = SQL("(CASE WHEN n %% 100 = 0 THEN n - 1 ELSE n END)")
        contact = day(400, 4)
        self.organisations = copies(
            self.client,
            half,
            {
                "name": SQL("'ООО «Клиент ' || %s || '»'", number),
                "complete_name": SQL("'ООО «Клиент ' || %s || '»'", number),
                "ais_name_key": SQL("'клиент ' || %s", number),
                "email": SQL("%s || '@example.com'", number),
                "email_normalized": SQL("%s || '@example.com'", number),
                "phone": SQL("'+7495' || 1000000 + n"),
                "phone_sanitized": SQL("'+7495' || 1000000 + n"),
                "vat": SQL("(7700000000 + n)::text"),
                "city": pick(CITIES, dice(len(CITIES), 5)),
                "user_id": keeper,
                "ais_segment_id": pick(self.segments.ids, dice(8, 6)),
                "commercial_partner_id": SQL("NULL"),
                "create_date": day(1500, 7),
                "ais_owned_since": day(900, 8),
                "ais_last_contact_on": contact,
                "ais_verified_on": share(60, 9, day(700, 10)),
                "ais_data_score": SQL("20 + %s", dice(80, 11)),
                "ais_contact_due_on": SQL("%s + 90", contact),
                "ais_protected_until": SQL("%s + 365", contact),
            },
        )
        self._keepers()
        copies(
            self.client,
            half,
            {
                "name": SQL("'Слушатель ' || n"),
                "complete_name": SQL("'ООО «Клиент ' || n || '», Слушатель ' || n"),
                "ais_name_key": SQL("'слушатель ' || n"),
                "email": SQL("'p' || n || '@example.com'"),
                "email_normalized": SQL("'p' || n || '@example.com'"),
                "is_company": SQL("FALSE"),
                "parent_id": pick(self.organisations, SQL("n - 1")),
                "commercial_partner_id": pick(self.organisations, SQL("n - 1")),
                "user_id": pick(self.keepers, SQL("n - 1")),
            },
        )

    def _keepers(self):
        """Organisations are their own clients; who keeps each, in the order of their ids."""
        analyze(self.env, "res_partner")
        self.env.cr.execute(
            "UPDATE res_partner SET commercial_partner_id = id WHERE commercial_partner_id IS NULL",
        )
        self.env.cr.execute(
            "SELECT COALESCE(user_id, %s) FROM res_partner WHERE id = ANY(%s) ORDER BY id",
            (self.head.id, self.organisations),
        )
        self.keepers = [user for (user,) in self.env.cr.fetchall()]

    def _place(self):
        """SQL of the client of row `n` by place: inquiry, booking and proposal `n` are one's."""
        return dice(len(self.organisations), 20)

    def _clients(self):
        return pick(self.organisations, self._place())

    def _worker(self):
        return pick(self.keepers, self._place())

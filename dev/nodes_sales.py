"""The day of a specialist of the sales department: desk, inquiries, calls, and all the rest."""

from nodes_orders import Orders
from nodes_seats import Seats


class Specialist(Seats, Orders):
    """Inquiries, calls, seats, proposals, orders and debts of one specialist."""

    tasks = (
        ("desk", 12),
        ("pipeline", 10),
        ("groups_board", 8),
        ("clients", 6),
        ("new_inquiry", 10),
        ("log_contact", 12),
        ("agreed_call", 6),
        ("hold_seats", 16),
        ("hold_hot_seat", 12),
        ("confirm", 8),
        ("split", 4),
        ("move", 3),
        ("cancel", 8),
        ("name_people", 4),
        ("make_offer", 8),
        ("send_offer", 2),
        ("confirm_order", 8),
        ("cancel_order", 2),
        ("print_contract", 1),
        ("debts", 4),
        ("promise", 3),
    )

    def desk(self):
        self.call("desk: specialist", "ais.desk", "specialist_desk")

    def pipeline(self):
        self.call(
            "board: pipeline",
            "crm.lead",
            "web_read_group",
            [("type", "=", "opportunity"), ("user_id", "=", self.uid)],
            ["stage_id"],
            ["__count", "expected_revenue:sum"],
        )
        self.leads()

    def groups_board(self):
        self.call(
            "board: groups",
            "ais.course.group",
            "web_read_group",
            [],
            ["state"],
            ["__count", "seats_taken:sum", "seats_available:sum"],
        )
        self.find(
            "list: groups",
            "ais.course.group",
            [("state", "in", ("open", "guaranteed")), ("seats_available", ">", 0)],
            ("code", "seats_available", "fill_rate", "revenue_expected"),
        )

    def clients(self):
        self.call(
            "search: clients",
            "res.partner",
            "name_search",
            name=f"Клиент {self.dice.randrange(300)}",
        )
        rows = self.find(
            "list: clients", "res.partner", [("user_id", "=", self.uid)], ("name", "phone", "vat")
        )
        row = self.one_of(rows)
        if row:
            self.call(
                "form: client", "res.partner", "web_read", [row["id"]], {"name": {}, "comment": {}}
            )

    def new_inquiry(self):
        number = self.dice.randrange(10**9)
        self.save(
            "new inquiry",
            "crm.lead",
            {
                "name": f"Обучить сотрудников {number}",
                "type": "opportunity",
                "partner_name": f"ООО «Новый {number}»",
                "contact_name": "Иванова Анна",
                "email_from": f"new{number}@client.example",
            },
        )

    def log_contact(self):
        lead = self.one_of(self.leads())
        if lead:
            vals = {
                "lead_id": lead["id"],
                "note": "Поговорили",
                "is_reached": self.dice.random() < 0.7,
            }
            wizard = self.save("log a contact: form", "ais.contact.log", vals)
            self.call("log a contact", "ais.contact.log", "action_log", [wizard])

    def agreed_call(self):
        domain = [("user_id", "=", self.uid), ("state", "=", "planned")]
        row = self.one_of(self.find("list: agreed calls", "ais.contact.agreement", domain))
        if row:
            method = self.dice.choice(("action_reached", "action_no_answer"))
            self.call("agreed call", "ais.contact.agreement", method, [row["id"]])

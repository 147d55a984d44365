"""What a specialist does with proposals, orders and debts."""

from nodes_worker import Worker


class Orders(Worker):
    """Proposals made and sent, orders confirmed and cancelled, promises to pay."""

    def make_offer(self):
        lead = self.one_of(self.leads())
        if lead:
            action = self.call("make a proposal", "crm.lead", "action_ais_offer", [lead["id"]])
            if self.dice.random() < 0.5:
                self.call(
                    "mark a proposal sent",
                    "sale.order",
                    "action_quotation_sent",
                    [action["res_id"]],
                )

    def send_offer(self):
        lead = self.one_of(self.leads())
        if lead:
            action = self.call(
                "send a proposal: letter", "crm.lead", "action_ais_send_offer", [lead["id"]]
            )
            letter = self.save(
                "send a proposal: PDF", "mail.compose.message", {}, **action["context"]
            )
            self.call("send a proposal", "mail.compose.message", "action_send_mail", [letter])

    def orders(self, *states):
        domain = [
            ("user_id", "=", self.uid),
            ("state", "in", states),
            ("ais_is_training", "=", True),
        ]
        names = ("name", "amount_total", "ais_seats_state", "ais_offer_state")
        return self.find("list: orders", "sale.order", domain, names)

    def confirm_order(self):
        order = self.one_of(self.orders("draft", "sent"))
        if not order:
            return
        context = {"ais_ask": True}
        asked = self.call(
            "confirm an order", "sale.order", "action_confirm", [order["id"]], context=context
        )
        if isinstance(asked, dict) and asked.get("res_model") == "ais.order.seats":
            lines = self.find(
                "choose seats: form", "ais.order.seats.line", [("wizard_id", "=", asked["res_id"])]
            )
            choice = self.dice.choice(("move", "wait"))
            changes = [(1, line["id"], {"choice": choice}) for line in lines]
            self.call(
                "choose seats: form",
                "ais.order.seats",
                "web_save",
                [asked["res_id"]],
                {"line_ids": changes},
                {},
            )
            self.call("choose seats", "ais.order.seats", "action_apply", [asked["res_id"]])

    def cancel_order(self):
        order = self.one_of(self.orders("sent", "sale"))
        if order:
            self.call("cancel an order", "sale.order", "action_cancel", [order["id"]])

    def print_contract(self):
        order = self.one_of(self.orders("sale"))
        if order:
            self.download("PDF: contract", f"/report/pdf/ais_sales.contract/{order['id']}", b"%PDF")

    def debts(self):
        self.find(
            "list: debtors", "ais.debtor", [], ("client_id", "amount", "days_overdue", "next_step")
        )

    def promise(self):
        rows = self.call(
            "list: debtors",
            "ais.debtor",
            "web_search_read",
            [],
            {"client_id": {"fields": {}}},
            limit=40,
        )
        row = self.one_of(rows["records"])
        if row:
            vals = {
                "client_id": row["client_id"]["id"],
                "result": "promised",
                "promise_amount": 100,
            }
            wizard = self.save("promise to pay: form", "ais.debt.result", vals)
            self.call("promise to pay", "ais.debt.result", "action_save", [wizard])

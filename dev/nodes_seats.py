"""What a specialist does with seats."""

from nodes_worker import Worker

REASONS = ("client_refused", "price", "dates", "competitor", "mistake")
BOOKING = {"id": {}, "name": {}, "seats": {}, "state": {}, "group_id": {"fields": {}}}
ACTIVE = ["hold", "confirmed", "waitlist"]


class Seats(Worker):
    """Seats held, confirmed, divided, moved, set free; people named."""

    def bookings(self, *states):
        domain = [("user_id", "=", self.uid), ("state", "in", states or ACTIVE)]
        return self.call(
            "list: bookings", "ais.booking", "web_search_read", domain, BOOKING, limit=40
        )["records"]

    def hold_seats(self):
        lead = self.one_of(self.leads())
        if not lead:
            return
        vals = {"lead_id": lead["id"], "seats": self.dice.randint(1, 3)}
        names = ("partner_id", "course_id", "group_id", "hold_until")
        # an inquiry that names no course: the specialist chooses the group
        own = {"group_id": self.dice.choice(self.scene["hot"])}
        wizard = self.form("hold by the wizard", "ais.booking.hold", vals, names, own)
        action = self.call("hold by the wizard", "ais.booking.hold", "action_hold", [wizard])
        if action["res_model"] == "ais.booking.hold":
            self.call("wait by the wizard", "ais.booking.hold", "action_waitlist", [wizard])

    def hold_hot_seat(self):
        vals = {
            "group_id": self.dice.choice(self.scene["hot"]),
            "partner_id": self.dice.choice(self.scene["clients"]),
            "seats": self.dice.randint(1, 3),
        }
        (booking,) = self.call("hold on a hot group", "ais.booking", "create", [vals])
        self.scene["held"].append(booking)

    def confirm(self):
        row = self.one_of(self.bookings("hold"))
        if row:
            self.call("confirm seats", "ais.booking", "action_confirm", [row["id"]])

    def split(self):
        row = self.one_of([row for row in self.bookings("hold", "confirmed") if row["seats"] > 1])
        if row:
            wizard = self.save(
                "split: form", "ais.booking.split", {"booking_id": row["id"], "seats": 1}
            )
            self.call("split", "ais.booking.split", "action_split", [wizard])

    def move(self):
        row = self.one_of(self.bookings("hold", "confirmed"))
        if row:
            vals = {
                "booking_ids": [(6, 0, [row["id"]])],
                "group_id": self.dice.choice(self.scene["hot"] + self.scene["wide"]),
            }
            wizard = self.save("move: form", "ais.booking.move", vals)
            self.call("move", "ais.booking.move", "action_move", [wizard])

    def cancel(self):
        row = self.one_of(self.bookings())
        if row:
            vals = {
                "booking_ids": [(6, 0, [row["id"]])],
                "seats": self.dice.randint(1, row["seats"]),
                "reason": self.dice.choice(REASONS),
            }
            wizard = self.save("cancel seats: form", "ais.booking.release", vals)
            self.call("cancel seats", "ais.booking.release", "action_cancel", [wizard])

    def name_people(self):
        row = self.one_of(self.bookings("hold", "confirmed"))
        if row:
            number = self.dice.randrange(10**6)
            text = f"Петров Пётр {number}\tp{number}@client.example"
            vals = {"booking_id": row["id"], "trainee_text": text}
            wizard = self.save("name people: form", "ais.trainee.paste", vals)
            self.call("name people", "ais.trainee.paste", "action_add", [wizard])

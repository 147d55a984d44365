"""The day of those around the sellers: heads, direction, training office."""

from nodes_worker import Worker


class Head(Worker):
    """The head of sales: the department's desk, decisions, seats, reports."""

    tasks = (
        ("desk", 8),
        ("distribute", 5),
        ("all_inquiries", 4),
        ("change_seats", 5),
        ("cancel_somebody", 5),
        ("put_first", 3),
        ("bookings_pivot", 4),
        ("enrolment", 2),
        ("hold_long", 4),
    )

    def desk(self):
        self.call("desk: head", "ais.desk", "head_desk")

    def distribute(self):
        rows = self.find(
            "list: unassigned", "crm.lead", [("user_id", "=", False)], ("name",), limit=5
        )
        if rows:
            ids = [row["id"] for row in rows]
            self.call("distribute", "crm.lead", "action_ais_distribute", ids)

    def all_inquiries(self):
        self.call(
            "board: department",
            "crm.lead",
            "web_read_group",
            [("type", "=", "opportunity")],
            ["user_id"],
            ["__count", "expected_revenue:sum"],
        )

    def change_seats(self):
        group = self.dice.choice(self.scene["hot"])
        seats = self.dice.randint(28, 34)
        self.call(
            "change a group's seats",
            "ais.course.group",
            "web_save",
            [group],
            {"seats_max": seats},
            {},
        )

    def hot_bookings(self, state):
        domain = [("group_id", "in", self.scene["hot"]), ("state", "=", state)]
        return self.find("list: bookings of a group", "ais.booking", domain, ("name", "seats"))

    def cancel_somebody(self):
        row = self.one_of(self.hot_bookings("hold"))
        if row:
            self.call(
                "cancel seats at once",
                "ais.booking",
                "action_cancel",
                [row["id"]],
                "client_refused",
            )

    def put_first(self):
        row = self.one_of(self.hot_bookings("waitlist"))
        if row:
            vals = {"waitlist_priority": "1", "priority_reason": "Важный клиент"}
            self.call("order of the queue", "ais.booking", "web_save", [row["id"]], vals, {})

    def hold_long(self):
        row = self.one_of(self.hot_bookings("hold"))
        if row:
            self.call("hold longer", "ais.booking", "action_hold", [row["id"]])

    def bookings_pivot(self):
        self.call(
            "pivot: bookings",
            "ais.booking",
            "formatted_read_group",
            [],
            ["direction_id", "state", "date_start:month"],
            ["seats:sum", "amount_total:sum", "amount_paid:sum"],
        )

    def enrolment(self):
        wizard = self.save("enrolment report: form", "ais.enrolment.report", {})
        kind, begin = self.dice.choice((("xlsx", b"PK"), ("pdf", b"%PDF")))
        method = "action_export_xlsx" if kind == "xlsx" else "action_print_pdf"
        self.call("enrolment report", "ais.enrolment.report", method, [wizard])
        groups = ",".join(map(str, self.scene["hot"]))
        name = "enrolment_xlsx" if kind == "xlsx" else "group_sheet"
        self.download(f"{kind.upper()}: groups", f"/report/{kind}/ais_sales.{name}/{groups}", begin)


class Director(Worker):
    """The direction: figures of everything."""

    tasks = (("desk", 5), ("plan_fact", 3), ("clauses", 3), ("reports", 1))

    def desk(self):
        self.call("desk: director", "ais.desk", "director_desk")

    def plan_fact(self):
        self.call(
            "plan and fact",
            "ais.plan.fact",
            "formatted_read_group",
            [],
            ["date:month"],
            ["plan:sum", "fact:sum"],
        )

    def clauses(self):
        self.find("list: regulation", "ais.regulation.clause", [], ("number", "name"))

    def reports(self):
        row = self.one_of(self.find("list: reports", "ais.department.report", [], ("kind",)))
        if row:
            path = f"/report/pdf/ais_sales.department_report/{row['id']}"
            self.download("PDF: report to the director", path, b"%PDF")


class Training(Worker):
    """The training office: attendance, documents, groups."""

    tasks = (("attendance", 8), ("issue", 6), ("groups", 4), ("sheet", 1), ("book", 1))

    def attendance(self):
        self.call("list: attendance", "ais.course.group", "attendance_groups")
        group = self.dice.choice(self.scene["study"])
        sheet = self.call("attendance sheet", "ais.course.group", "attendance_sheet", [group])
        days = [day["date"] for day in sheet["days"] if not day["is_future"]]
        rows = [row["id"] for row in sheet["rows"] if row["is_open"]]
        if days and rows:
            cells = [
                [person, self.dice.choice(days), self.dice.choice((0, 4, 8))]
                for person in self.dice.sample(rows, min(8, len(rows)))
            ]
            self.call("save attendance", "ais.course.group", "save_attendance", [group], cells, [])

    def issue(self):
        domain = [("id", "in", self.scene["finished"]), ("issued_document_ids", "=", False)]
        rows = self.find("list: without documents", "ais.trainee", domain, ("name",), limit=40)
        if rows:
            people = [row["id"] for row in self.dice.sample(rows, min(2, len(rows)))]
            vals = {"trainee_ids": [(6, 0, people)]}
            wizard = self.save("issue documents: form", "ais.document.issue", vals)
            self.call("issue documents", "ais.document.issue", "action_issue", [wizard])

    def groups(self):
        names = ("code", "state", "training_summary", "seats_confirmed")
        self.find("list: groups", "ais.course.group", [], names)

    def sheet(self):
        group = self.dice.choice(self.scene["study"])
        self.download("PDF: group sheet", f"/report/pdf/ais_sales.group_sheet/{group}", b"%PDF")

    def book(self):
        names = ("number", "registration_number", "trainee_id", "date")
        self.find("list: issued documents", "ais.issued.document", [], names)

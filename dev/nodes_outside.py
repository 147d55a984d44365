"""Who comes from outside: programs with a key, and sites that leave inquiries."""

import json
import uuid

from nodes_http import LostError
from nodes_worker import Worker
from servers import RpcError


class Robot(Worker):
    """A program that books over /json/2 with a key."""

    tasks = (("book", 5), ("confirm_own", 2), ("cancel_own", 2), ("read_groups", 3))

    def __init__(self, nodes, journal, scene, uid, key):
        super().__init__(nodes, journal, scene, f"robot {uid}", uid)
        self.uid = uid
        self.key = key
        self.own = []

    def begin(self):
        self.json2("json/2: who am I", "res.users", "context_get")

    def json2(self, label, model, method, **kwargs):
        headers = {"Authorization": f"Bearer {self.key}", "X-Odoo-Database": self.database}

        def request():
            status, answer = self.post(f"/json/2/{model}/{method}", kwargs, headers)
            if status != 200:
                raise RpcError(answer["name"], answer["message"])
            return answer

        return self.timed(label, request)

    def book(self):
        vals = {
            "group_id": self.dice.choice(self.scene["hot"]),
            "partner_id": self.dice.choice(self.scene["clients"]),
            "seats": 1,
        }
        (booking,) = self.json2("json/2: hold", "ais.booking", "create", vals_list=[vals])
        self.own.append(booking)
        self.scene["held"].append(booking)

    def confirm_own(self):
        if self.own:
            self.json2(
                "json/2: confirm", "ais.booking", "action_confirm", ids=[self.dice.choice(self.own)]
            )

    def cancel_own(self):
        if self.own:
            booking = self.own.pop(self.dice.randrange(len(self.own)))
            self.json2(
                "json/2: cancel", "ais.booking", "action_cancel", ids=[booking], reason="price"
            )

    def read_groups(self):
        domain = [("state", "in", ("open", "guaranteed"))]
        self.json2(
            "json/2: groups",
            "ais.course.group",
            "search_read",
            domain=domain,
            fields=["code", "seats_available"],
        )


class Site(Worker):
    """A site that leaves inquiries with its key, now and then several at once."""

    tasks = (("inquire", 1),)

    def begin(self):
        """Nothing: a site has no session."""

    def inquire(self):
        # never one of an earlier part of the day
        number = uuid.uuid4().int % 10**12
        payload = {
            "name": f"Иванова Анна {number}",
            "company": f"ООО «С сайта {number}»",
            "email": f"site{number}@client.example",
            "course": self.dice.choice(self.scene["courses"]),
            "message": "Нужны даты",
        }
        headers = {"Content-Type": "application/json", "X-Ais-Key": self.scene["key"]}

        def request():
            status, _headers, content = self.send(
                "POST", "/ais/inquiry", json.dumps(payload), headers
            )
            if status != 201:
                raise LostError(f"{status} {content[:200]!r}")
            self.scene["inquiries"].append(number)

        self.timed("inquiry from a site", request)

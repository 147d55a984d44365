"""Somebody who works all day, one thing after another."""

import random

from nodes_http import LostError, Person
from servers import RpcError


class Worker(Person):
    """Somebody with a list of things to do, each with its weight."""

    tasks = ()

    def __init__(self, nodes, journal, scene, login, number):
        super().__init__(nodes, journal, scene["database"])
        self.scene = scene
        self.login = login
        # the same choices in each run; their order in time is the machine's
        self.dice = random.Random(f"{login} {number}")

    def begin(self):
        self.log_in(self.login)

    def start(self):
        """Log in, and note when that is not possible."""
        self._do("begin")

    def work(self):
        """Do one thing, and note what came of it."""
        names, weights = zip(*self.tasks, strict=True)
        self._do(*self.dice.choices(names, weights))

    def _do(self, name):
        try:
            getattr(self, name)()
        except (RpcError, LostError) as error:
            self.journal.failed(name, error)

    def one_of(self, rows):
        return self.dice.choice(rows) if rows else None

    def leads(self):
        return self.find(
            "list: inquiries",
            "crm.lead",
            [("user_id", "=", self.uid), ("won_status", "=", "pending")],
            ("name", "stage_id", "probability", "ais_course_id"),
            order="id desc",
        )

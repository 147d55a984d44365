from odoo import models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from .progress_figures import Person

HEAD_OFFICE = "Головная организация"
# whose seat is taken or asked for
PRINTED_BOOKINGS = ("hold", "confirmed", "done")
ROLES = ("specialist", "training_office", "deputy", "director")
FIELDS = [
    "name",
    "position",
    "employer_id",
    "group_id",
    "corporate_order_id",
    "training_state",
    "hours_planned",
    "hours_done",
    "test_score",
    "result",
    "pace",
    "document_state",
]
RESULTS = {"passed": "сдано", "failed": "не сдано", "absent": "не явился"}
STATES = {
    "listed": "в списке",
    "enrolled": "зачислен",
    "studying": "учится",
    "completed": "завершил",
    "dropped": "выбыл",
}
PACES = {"on_time": "по плану", "behind": "отстаёт", "late": "срок прошёл"}
DOCUMENTS = {"issued": "оформлен", "handed": "выдан"}


class ProgressMixin(models.AbstractModel):
    """Whose progress is reported and how, on paper and as a spreadsheet alike (2.24)."""

    _name = "ais.progress.mixin"
    _description = "Figures of the progress report"

    def _progress_people(self, records):
        """The people of corporate orders, or of all running orders of clients.

        :param records: `ais.corporate.order` or `res.partner`
        :return: list of `Person`, by group, branch and name
        :raise AccessError: the user's role prints no progress
        :raise UserError: some of the people are hidden from the user
        """
        self._check_may_print()
        records.check_access("read")
        domain = Domain(self._progress_domain(records)) & Domain(
            [("booking_state", "in", PRINTED_BOOKINGS), ("training_state", "!=", "transferred")]
        )
        trainees = self.env["ais.trainee"].search_fetch(domain, FIELDS)
        # sudo: only to count; a report that leaves people out would mislead the client
        hidden = trainees.sudo().search_count(domain) - len(trainees)
        if hidden:
            raise UserError(
                self.env._(
                    "%(client)s: people kept by other specialists: %(count)s. Ask the head of"
                    " sales for the report, or to have their bookings handed over to you.",
                    client=records[:1].display_name,
                    count=hidden,
                ),
            )
        people = [self._progress_person(trainee) for trainee in trainees]
        people.sort(
            key=lambda one: (
                one.group.date_start,
                one.group.id,
                one.branch != HEAD_OFFICE,
                one.branch,
                one.name,
            ),
        )
        return people

    def _check_may_print(self):
        if not self.env.su and not any(
            self.env.user.has_group(f"ais_sales.group_{role}") for role in ROLES
        ):
            raise AccessError(
                self.env._(
                    "Progress of trainees is printed by sales, the training office and the"
                    " directors.",
                ),
            )

    def _progress_domain(self, records):
        if records._name == "ais.corporate.order":
            return [("corporate_order_id", "in", records.ids)]
        return [
            ("corporate_order_id.state", "not in", ("closed", "cancelled")),
            "|",
            ("corporate_order_id.partner_id", "child_of", records.ids),
            ("employer_id", "child_of", records.ids),
        ]

    def _progress_person(self, trainee):
        order = trainee.corporate_order_id
        employer = trainee.employer_id.commercial_partner_id
        is_head = employer == order.partner_id.commercial_partner_id
        return Person(
            order=order.contract_number or order.name,
            group=trainee.group_id,
            name=trainee.name,
            position=trainee.position or "",
            branch=HEAD_OFFICE if is_head else employer.name or "",
            state=trainee.training_state,
            hours_planned=trainee.hours_planned,
            hours_done=trainee.hours_done,
            hours_expected=trainee.hours_expected,
            # nobody scores nothing at a test he has passed
            test=trainee.test_score or None,
            result=RESULTS.get(trainee.result, ""),
            pace=trainee.pace or "",
            document=trainee.document_state,
        )

    def _progress_title(self, records):
        """Whose people they are: client, contract or number of orders.

        :return: list of (label, text)
        """
        if records._name == "ais.corporate.order":
            order = records[:1]
            contract = f"№ {order.contract_number}" if order.contract_number else ""
            if contract and order.contract_date:
                contract += f" от {order.contract_date:%d.%m.%Y}"
            return [
                ("Заказчик", order.partner_id.commercial_partner_id.name),
                ("Договор", contract or f"заказ {order.name}"),
                ("Координатор", order.coordinator_id.name or "—"),
            ]
        return [("Заказчик", records[:1].name)]

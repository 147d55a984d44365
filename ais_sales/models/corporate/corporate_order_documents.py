from odoo import api, fields, models
from odoo.fields import Domain


class CorporateOrder(models.Model):
    """The checklist of documents: made from the types of the order's kind (2.22)."""

    _inherit = "ais.corporate.order"

    document_ids = fields.One2many("ais.order.document", "order_id", "Documents", copy=False)
    # stored: the database holds that nothing required is missing from a closed order
    documents_missing = fields.Integer(
        "Required documents missing",
        compute="_compute_documents_missing",
        store=True,
        copy=False,
        help="Required documents that are not in order yet. With them the order cannot be closed.",
    )
    document_count = fields.Integer("Number of documents", compute="_compute_document_figures")
    documents_done = fields.Integer("Documents in order", compute="_compute_document_figures")
    documents_overdue = fields.Integer(
        "Documents overdue",
        compute="_compute_document_figures",
        help="Documents that are not in order and whose deadline has passed.",
    )
    document_matrix = fields.Json("Documents, by type", compute="_compute_document_matrix")

    _closed_whole = models.Constraint(
        "CHECK (state != 'closed' OR documents_missing = 0)",
        "An order with a missing document cannot be closed.",
    )

    @api.depends("document_ids.is_done", "document_ids.is_required")
    def _compute_documents_missing(self):
        counts = dict(
            self.env["ais.order.document"]._read_group(
                [
                    ("order_id", "in", self.ids),
                    ("is_required", "=", True),
                    ("is_done", "=", False),
                ],
                ["order_id"],
                ["__count"],
            ),
        )
        for order in self:
            order.documents_missing = counts.get(order._origin, 0)

    def _compute_document_figures(self):
        today = self.env.company.ais_today()
        figures = {}
        # sudo: counted; files with personal data are not for everybody who reads the order
        for order, done, deadline, count in (
            self.env["ais.order.document"]
            .sudo()
            ._read_group(
                [("order_id", "in", self.ids)],
                ["order_id", "is_done", "deadline:day"],
                ["__count"],
            )
        ):
            figure = figures.setdefault(order.id, [0, 0, 0])
            figure[0] += count
            figure[1] += count if done else 0
            figure[2] += count if not done and deadline and deadline < today else 0
        for order in self:
            order.document_count, order.documents_done, order.documents_overdue = figures.get(
                order._origin.id, (0, 0, 0)
            )

    def _compute_document_matrix(self):
        """One cell for a type: the worst of its documents, all of them to open."""
        # sudo: states and days; files with personal data are not for everybody who reads the order
        documents = (
            self.env["ais.order.document"]
            .sudo()
            .search_fetch(
                [("order_id", "in", self.ids)],
                ["order_id", "type_id", "state", "deadline", "is_done", "is_required", "turn"],
            )
        )
        today = self.env.company.ais_today()
        rows = {}
        for document in documents:
            cell = rows.setdefault(document.order_id.id, {}).setdefault(
                str(document.type_id.id),
                {"ids": [], "colour": "", "state": "", "turn": "", "deadline": "", "done": 0},
            )
            cell["ids"].append(document.id)
            cell["done"] += document.is_done
            colour = document._colour(today)
            if not cell["colour"] or COLOURS.index(colour) > COLOURS.index(cell["colour"]):
                cell.update(
                    colour=colour,
                    state=document.state,
                    turn=document.turn or "",
                    deadline=document.deadline.isoformat() if document.deadline else "",
                )
        for order in self:
            order.document_matrix = rows.get(order._origin.id, {})

    @api.model_create_multi
    def create(self, vals_list):
        orders = super().create(vals_list)
        orders._add_missing_documents()
        return orders

    def write(self, vals):
        result = super().write(vals)
        if "kind" in vals:
            self._add_missing_documents()
        return result

    def action_add_missing_documents(self):
        """Add what the checklist of the order's kind has and the order has not."""
        self.check_access("write")
        self._add_missing_documents()

    def _add_missing_documents(self):
        """Bring the checklists up with the types of documents and the groups of the orders."""
        if not self:
            return
        # another system has no language of its own, people read the names
        orders = self._in_staff_language().filtered(
            lambda order: order.state not in ("closed", "cancelled"),
        )
        if not orders:
            return
        # sudo: the checklist is the system's, whoever adds the seats
        documents = orders.env["ais.order.document"].sudo()
        known = {
            (order.id, kind.id, group.id)
            for order, kind, group in documents._read_group(
                [("order_id", "in", orders.ids)], ["order_id", "type_id", "group_id"]
            )
        }
        # a dozen or two
        types = orders.env["ais.document.type"].sudo().search(Domain.TRUE)
        # sudo: as above; the groups may be of another specialist's bookings
        bookings = orders.sudo().booking_ids.filtered(lambda one: one.state != "cancelled")
        groups = {
            order.id: found.group_id
            for order, found in bookings.grouped("corporate_order_id").items()
        }
        orders._drop_stale_documents(groups)
        vals_list = []
        for order in orders:
            for kind in types:
                if kind.company_id and kind.company_id != order.company_id:
                    continue
                if not kind._is_for(order.kind):
                    continue
                owners = groups.get(order.id, []) if kind.is_per_group else [None]
                vals_list += [
                    {
                        "order_id": order.id,
                        "type_id": kind.id,
                        "group_id": group.id if group else False,
                        "is_from_checklist": True,
                        "name": f"{kind.name} · {group.code}" if group else kind.name,
                    }
                    for group in owners
                    if (order.id, kind.id, group.id if group else False) not in known
                ]
        documents.create(vals_list)

    def _drop_stale_documents(self, groups):
        """Documents of groups in which the order has no seats any more, or of another kind of
        contract: what nobody has begun goes, what was begun is not needed.
        """
        # sudo: the checklist is the system's
        documents = self.sudo().document_ids.filtered(
            lambda one: (
                one.is_from_checklist
                and (
                    (one.group_id and one.group_id not in groups.get(one.order_id.id, []))
                    or not one.type_id._is_for(one.order_id.kind)
                )
            ),
        )
        begun = documents.filtered(
            lambda one: one.state != "to_prepare" or one.attachment_ids or one.number,
        )
        (documents - begun).unlink()
        begun.filtered(lambda one: not one.is_done).write(
            {
                "state": "not_needed",
                "not_needed_reason": self.env._("The order has no seats of it any more."),
            },
        )

    def _follow_documents(self):
        """The contract is in order: the order goes on to its lists of trainees."""
        waiting = self.filtered(lambda order: order.state == "preparing")
        if not waiting:
            return
        # sudo: the stage follows the documents, whoever keeps them
        open_ones = (
            self.env["ais.order.document"]
            .sudo()
            ._read_group(
                [
                    ("order_id", "in", waiting.ids),
                    ("type_id.deadline_basis", "=", "order"),
                    ("is_required", "=", True),
                    ("is_done", "=", False),
                ],
                ["order_id"],
            )
        )
        ready = waiting.filtered("document_ids") - waiting.browse(
            [order.id for (order,) in open_ones]
        )
        ready.sudo().state = "enrolling"  # sudo: as above


# from the best to the worst
COLOURS = ("not_needed", "done", "optional", "waiting", "soon", "overdue")


class OrderDocument(models.Model):
    _inherit = "ais.order.document"

    def _colour(self, today):
        """How a document is shown in the matrix: one of `COLOURS`.

        :param date today: overdue before it, soon within the week
        """
        self.ensure_one()
        if self.state == "not_needed":
            return "not_needed"
        if self.is_done:
            return "done"
        if not self.deadline:
            return "waiting" if self.is_required else "optional"
        days = (self.deadline - today).days
        if days < 0 and self.is_required:
            return "overdue"
        if days <= 7:
            return "soon"
        return "waiting" if self.is_required else "optional"

from odoo import api, fields, models
from odoo.exceptions import UserError


class CourseGroup(models.Model):
    """A group may be made for one client only; its life moves corporate orders on (2.22)."""

    _inherit = "ais.course.group"

    only_partner_id = fields.Many2one(
        "res.partner",
        "Only for",
        index="btree_not_null",
        check_company=True,
        tracking=True,
        domain="[('is_company', '=', True)]",
        help="A closed group: seats are booked for this client and its branches alone.",
    )
    corporate_order_ids = fields.Many2many(
        "ais.corporate.order", string="Corporate orders", compute="_compute_corporate_order_ids"
    )

    def _compute_corporate_order_ids(self):
        rows = self.env["ais.booking"]._read_group(
            [
                ("group_id", "in", self.ids),
                ("state", "!=", "cancelled"),
                ("corporate_order_id", "!=", False),
            ],
            ["group_id", "corporate_order_id"],
        )
        for group in self:
            orders = [order.id for owner, order in rows if owner == group._origin]
            group.corporate_order_ids = self.env["ais.corporate.order"].browse(orders)

    @api.constrains("only_partner_id")
    def _check_only_partner(self):
        for group in self.filtered("only_partner_id"):
            # sudo: the seats of others, whoever keeps them
            taken = group.sudo().booking_ids.filtered(lambda one: one.state != "cancelled")
            group._check_open_for(taken.partner_id)

    def write(self, vals):
        if "course_id" in vals:
            self._check_course_stays(vals["course_id"])
        result = super().write(vals)
        if vals.get("state") in ("running", "done", "cancelled"):
            # sudo: orders of all specialists follow their groups
            self.sudo().booking_ids.corporate_order_id._follow_groups()
        return result

    def _check_course_stays(self, course_id):
        """What people are taught stays what they were taught.

        :raise UserError: names the group
        """
        for group in self.filtered(lambda one: one.course_id.id != course_id):
            # sudo: whether there are any, whoever keeps them
            if group.sudo().booking_ids.trainee_ids.filtered(
                lambda one: one.training_state not in ("listed", "enrolled"),
            ):
                raise UserError(
                    self.env._(
                        "Group %s has been taught: its course stays. Make another group.",
                        group.display_name,
                    ),
                )

    def _check_open_for(self, partners):
        """Refuse seats of a closed group to anybody else.

        :raise UserError: names the group and its client
        """
        self.ensure_one()
        for client in partners.commercial_partner_id:
            if not self._is_open_for(client):
                raise UserError(
                    self.env._(
                        "Group %(group)s is only for %(owner)s: seats cannot be booked for"
                        " %(client)s. Choose another group.",
                        group=self.display_name,
                        owner=self.sudo().only_partner_id.display_name,  # sudo: whose group it is
                        client=client.display_name,
                    ),
                )

    def _is_open_for(self, partner):
        """Whether a client may book the group: it is open to all, or the client's own or that of
        the company whose branch it is.
        """
        self.ensure_one()
        # sudo: whose group it is
        owner = self.sudo().only_partner_id.commercial_partner_id
        client = partner.commercial_partner_id
        if not owner or client == owner:
            return True
        same_inn = client.vat and client.vat == owner.vat
        return bool(same_inn) or owner in client._ais_parents()


class CorporateOrder(models.Model):
    _inherit = "ais.corporate.order"

    def _follow_groups(self):
        """The first group has begun: training; the last one is over: closing documents."""
        running, over = self.browse(), self.browse()
        for order in self.filtered(
            lambda one: one.state in ("preparing", "enrolling", "training"),
        ):
            groups = order.booking_ids.filtered(lambda one: one.state != "cancelled").group_id
            states = set(groups.mapped("state"))
            if states and states <= {"done", "cancelled"} and "done" in states:
                over |= order
            elif states & {"running", "done"} and order.state != "training":
                running |= order
        running.state = "training"
        ended = over.filtered(lambda one: one.state != "training")
        ended.state = "training"
        over.state = "closing"

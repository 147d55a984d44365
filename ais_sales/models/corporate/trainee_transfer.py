from odoo import models
from odoo.exceptions import AccessError, UserError

from .trainee_progress import OPEN_STATES


class Trainee(models.Model):
    """A person goes on in another group (2.24)."""

    _inherit = "ais.trainee"

    def _transfer(self, group, booking=None):
        """Transfer these people to another group; all of them or none.

        Before the start the person moves with the seat, or to the client's seat there. After it
        the old row stays, with its hours, and a new one begins.

        :param group: where the training goes on
        :param booking: the client's booking there that has seats without a name; found, or seats
            taken from the group, if not given
        :return: the rows in the new group
        :raise UserError: somebody cannot be transferred, or there are not enough seats
        """
        if not (self.env.su or self.env.user.has_group("ais_sales.group_training_office")):
            raise AccessError(self.env._("People are transferred by the training office."))
        self.check_access("write")
        self._check_transferable(group)
        arrived = self.browse()
        for origin, people in self.grouped("booking_id").items():
            target = booking or people._find_seats(origin, group)
            if target:
                people._check_seats_for_transfer(origin, target)
            if origin._is_training_begun():
                target = target or people._take_seats(origin, group)
                arrived |= people._go_on_in(target)
            else:
                before = origin.group_id
                people._move_to(origin, target, group)
                people._log_transfer(self.env._("Moved from group %s.", before.code))
                arrived |= people
        return arrived

    def _check_transferable(self, group):
        for trainee in self:
            if trainee.training_state not in OPEN_STATES or trainee.booking_state not in (
                "hold",
                "confirmed",
                "done",
            ):
                raise UserError(
                    self.env._("%s is not in training and cannot be transferred.", trainee.name),
                )
            if trainee.group_id == group:
                raise UserError(
                    self.env._(
                        "%(name)s is in group %(group)s already.",
                        name=trainee.name,
                        group=group.code,
                    ),
                )

    def _find_seats(self, origin, group):
        """The client's booking in the group with enough seats that have no name yet."""
        # sudo: whose booking it is does not matter, and the training office only reads them
        bookings = self.env["ais.booking"].sudo()
        bookings = bookings.search(
            [
                ("group_id", "=", group.id),
                ("state", "in", ("hold", "confirmed")),
                ("partner_id", "child_of", origin.sudo().partner_id.commercial_partner_id.id),
            ],
        )
        return bookings.filtered(lambda one: one.unnamed_seats >= len(self))[:1]

    def _check_seats_for_transfer(self, origin, target):
        # sudo: as in _find_seats
        ours, theirs = (one.sudo().partner_id.commercial_partner_id for one in (origin, target))
        if ours != theirs:
            raise UserError(
                self.env._(
                    "Booking %(booking)s is of another client than %(name)s.",
                    booking=target.name,
                    name=self[0].name,
                ),
            )
        if target.unnamed_seats < len(self):
            raise UserError(
                self.env._(
                    "Booking %(booking)s has %(free)s seats without a name, %(wanted)s people are"
                    " to be transferred. Choose the group alone to take more seats.",
                    booking=target.name,
                    free=target.unnamed_seats,
                    wanted=len(self),
                ),
            )

    def _move_to(self, origin, target, group):
        """Before the start: the person takes the client's seat there, else brings the own one."""
        # sudo: the training office moves people, bookings are the specialist's to write
        people = self.sudo()
        if target:
            people.booking_id = target
            return
        part = origin.sudo()
        if len(people) < part.seats:
            part = part._split_off(len(people), people)
        part.action_move(group)

    def _take_seats(self, origin, group):
        """After the start: seats in the new group. They cost nothing until the specialist, who is
        told, agrees otherwise with the client: the seat in the old group is paid for.
        """
        # sudo: as in _move_to
        origin = origin.sudo()
        booking = origin.create(
            {
                "group_id": group.id,
                "partner_id": origin.partner_id.id,
                "user_id": origin.user_id.id,
                "seats": len(self),
                "state": "confirmed",
                "price_unit": 0.0,
                "corporate_order_id": origin.corporate_order_id.id,
            },
        )
        booking.message_post(
            body=self.env._(
                "Seats of people transferred from group %(group)s, booking %(booking)s.",
                group=origin.group_id.code,
                booking=origin.name,
            ),
        )
        booking._notify_staff(
            [
                (
                    booking,
                    origin.user_id,
                    self.env._("People were transferred: tell the client, check the price"),
                    ", ".join(self.mapped("name")),
                    None,
                )
            ],
        )
        return booking

    def _go_on_in(self, booking):
        """After the start: a new row there, the old one points to it."""
        # sudo: the training office transfers people, though it adds none to the lists
        people = self.sudo()
        states = ["listed" if one.training_state == "listed" else "enrolled" for one in people]
        arrived = people.create(
            [
                {**vals, "booking_id": booking.id, "training_state": state}
                for vals, state in zip(people._transfer_vals(), states, strict=True)
            ],
        )
        for trainee, new in zip(people, arrived, strict=True):
            trainee.write({"training_state": "transferred", "transferred_to_id": new.id})
        arrived._study_if_running()
        arrived._log_transfer(
            self.env._("Transferred from group %s.", self.group_id.mapped("code")[0]),
        )
        return arrived.with_env(self.env)

    def _transfer_vals(self):
        """Who the person is, for the row in the new group."""
        names = sorted((self._office_fields() - self._progress_fields()) | {"partner_id"})
        return [
            {
                name: value[0] if isinstance(value, tuple) else value
                for name, value in row.items()
                if name != "id"
            }
            for row in self.read(names)
        ]

    def _log_transfer(self, words):
        self._message_log_batch(dict.fromkeys(self.ids, words))

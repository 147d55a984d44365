from collections import defaultdict

from odoo import fields, models

from .order_document import STEP


class DocumentType(models.Model):
    """Some documents are made in Odoo: what is done there is not ticked by hand again."""

    _inherit = "ais.document.type"

    fact = fields.Selection(
        [
            ("invoice", "Invoices of the whole order are sent"),
            ("enrolment", "The order of enrolment is signed"),
            ("expulsion", "The order of expulsion is signed"),
            ("handed", "Documents of education are handed over"),
            ("report", "The report is sent after the training"),
        ],
        "Done by itself when",
        help="The document of the checklist then goes on by itself.",
    )


class CorporateOrder(models.Model):
    """Documents of the checklist that are found done (2.22)."""

    _inherit = "ais.corporate.order"

    def _note_facts(self):
        """Move documents on whose fact has come true; nothing is ever moved back."""
        # sudo: found by the system, whoever did the deed
        documents = (
            self.env["ais.order.document"]
            .sudo()
            .search(
                [
                    ("order_id", "in", self.ids),
                    ("order_id.state", "not in", ("closed", "cancelled")),
                    ("is_done", "=", False),
                    # signed orders tell it themselves, see `ais.training.order`
                    ("type_id.fact", "in", ("invoice", "handed", "report")),
                ],
            )
        )
        for fact, waiting in documents.grouped(lambda one: one.type_id.fact).items():
            for document, number in getattr(waiting, f"_done_by_{fact}")():
                if STEP[document.state] < STEP[document.goal]:
                    document.write(
                        {"state": document.goal, **({"number": number} if number else {})}
                    )

    def _look_again(self):
        self._note_facts()
        return super()._look_again()


class OrderDocument(models.Model):
    _inherit = "ais.order.document"

    def _done_by_invoice(self):
        for document in self:
            order = document.order_id
            moves = order.sale_order_ids.order_line.invoice_lines.move_id.filtered(
                lambda move: move.state == "posted" and move.move_type == "out_invoice",
            )
            is_whole = order.currency_id.compare_amounts(order.amount_invoiced, order.amount_total)
            if moves and is_whole >= 0 and all(moves.mapped("is_move_sent")):
                yield document, ", ".join(moves.mapped("name"))

    def _done_by_handed(self):
        for document, people in self._people():
            completed = people.filtered(lambda one: one.training_state == "completed")
            studying = people.filtered(
                lambda one: one.training_state in ("listed", "enrolled", "studying"),
            )
            if completed and not studying and set(completed.mapped("document_state")) == {"handed"}:
                yield document, False

    def _done_by_report(self):
        for document, people in self._people():
            order = document.order_id
            learning = people.filtered(
                lambda one: one.training_state in ("listed", "enrolled", "studying"),
            )
            if people and not learning and order.progress_sent_on:
                yield document, False

    def _people(self):
        """Each document with the trainees it is about."""
        # sudo: as in `_note_facts`
        trainees = (
            self.env["ais.trainee"]
            .sudo()
            .search(
                [
                    ("corporate_order_id", "in", self.order_id.ids),
                    ("booking_state", "!=", "cancelled"),
                    ("training_state", "!=", "transferred"),
                ],
            )
        )
        by_place = defaultdict(trainees.browse)
        for trainee in trainees:
            by_place[trainee.corporate_order_id, trainee.group_id] |= trainee
            by_place[trainee.corporate_order_id, trainee.group_id.browse()] |= trainee
        for document in self:
            yield document, by_place[document.order_id, document.group_id]


class IssuedDocument(models.Model):
    _inherit = "ais.issued.document"

    def hand_over(self, date, how, receiver="", track_number=""):
        result = super().hand_over(date, how, receiver, track_number)
        # sudo: as above
        self.sudo().corporate_order_id._note_facts()
        return result


class AccountMove(models.Model):
    _inherit = "account.move"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("is_move_sent"):
            # sudo: as above
            orders = self.sudo().invoice_line_ids.sale_line_ids.order_id
            orders.ais_corporate_order_id._note_facts()
        return result

from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools import payment_twin


class BankImport(models.Model):
    """One payment in a registry and in a statement is not posted twice (2.14)."""

    _inherit = "ais.bank.import"

    def _twins(self, pairs):
        """Payments that look the same as one entered from a file of the other kind.

        :param list pairs: values of a line and its document
        :return: dict {key of the line: ais.bank.import.line}
        """
        new = [
            payment_twin.Trace(
                vals["dedup_key"],
                int(document.amount * 100),
                vals["currency_id"],
                document.credited_on or document.date,
                document.payer.inn,
                document.payer.name,
                document.purpose,
            )
            for vals, document in pairs
            if document.direction == "in" and document.amount
        ]
        if not new:
            return {}
        found = payment_twin.find_twins(new, self._traces(new))
        # sudo: the name of the other line stands in the reason; who imports is checked
        lines = self.env["ais.bank.import.line"].sudo()
        return {key: lines.browse(line_id) for key, line_id in found.items()}

    def _traces(self, new):
        """What may be the same: of the other kind of file, of these sums and days, taken once."""
        days = [trace.day for trace in new]
        near = timedelta(days=payment_twin.DAYS)
        self.env["ais.bank.import.line"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT l.id, l.amount, l.currency_id, COALESCE(l.credited_on, l.date),
                       COALESCE(l.payer_inn, ''), l.payer_name, COALESCE(l.purpose, '')
                  FROM ais_bank_import_line l
                  JOIN ais_bank_import i ON i.id = l.import_id AND i.kind <> %s
                 WHERE l.company_id = %s AND l.direction = 'in'
                   AND l.state IN ('posted', 'proposed', 'unmatched')
                   AND COALESCE(l.credited_on, l.date) BETWEEN %s AND %s
                   AND l.amount * 100 = ANY(%s)
                   AND NOT EXISTS (
                       SELECT 1 FROM ais_bank_import_line t WHERE t.twin_of_id = l.id)
                 ORDER BY l.id
                """,
                self.kind,
                self.company_id.id,
                min(days) - near,
                max(days) + near,
                list({trace.amount for trace in new}),
            ),
        )
        return [
            payment_twin.Trace(line_id, round(amount * 100), *rest)
            for line_id, amount, *rest in rows
        ]

    def _twin_vals(self, line):
        return {
            "state": "unmatched",
            "twin_of_id": line.id,
            "partner_id": line.partner_id.id,
            "user_id": line.user_id.id,
            "reason": self.env._(
                "Looks the same as %(line)s of “%(file)s”: nothing is posted twice. Say that it is"
                " the same payment, or choose by hand what it is for.",
                line=line.display_name,
                file=line.import_id.name,
            ),
        }


class BankImportLine(models.Model):
    """A payment that has come in another file already (2.14)."""

    _inherit = "ais.bank.import.line"

    twin_of_id = fields.Many2one(
        "ais.bank.import.line",
        "Looks the same as",
        readonly=True,
        index="btree_not_null",
        help="A payment from another kind of file with the same sum and payer on a"
        " near day; somebody has to say whether it is the same.",
    )

    def action_same(self):
        """It is the same money: the payment is left out.

        :raise UserError: when a payment does not wait, or looks the same as no other
        """
        self._check_accountant()
        for line in self:
            if line.state not in ("proposed", "unmatched") or not line.twin_of_id:
                raise UserError(
                    self.env._(
                        "“%s” does not wait with another payment beside it.", line.display_name
                    ),
                )
        for line in self:
            line._set(
                {
                    "state": "ignored",
                    "confidence": False,
                    "rest": 0,
                    "allocation_ids": [(5, 0, 0)],
                    "reason": self.env._(
                        "The same payment as %(line)s of “%(file)s”, says %(user)s.",
                        line=line.twin_of_id.display_name,
                        file=line.twin_of_id.sudo().import_id.name,  # sudo: the name of the file
                        user=self.env.user.name,
                    ),
                },
            )
        return True

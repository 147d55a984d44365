from odoo import models
from odoo.tools import SQL

from ...tools import client_bank


class BankImport(models.Model):
    """A document that two statements write differently is not posted twice (2.14)."""

    _inherit = "ais.bank.import"

    def _copies(self, pairs, taken):
        """Documents whose number, day and sum an earlier statement of the account has.

        One without the payer's account, or with the same INN, may be the same money: a person
        decides.

        :param list pairs: values of a line and its document, those not known by their key
        :param taken: ids of earlier lines that other documents of this file are known as
        :return: dict {key of the line: ais.bank.import.line}
        """
        new = [vals for vals, document in pairs if document.direction == "in" and document.amount]
        if self.kind != "statement" or not new:
            return {}
        earlier = {}
        for line in self._earlier_lines(new, list(taken)):
            earlier.setdefault(self._looks(line), []).append(line)
        # sudo: the name of the other line stands in the reason; who imports is checked
        lines = self.env["ais.bank.import.line"].sudo()
        copies = {}
        for vals in new:
            rest = earlier.get(self._looks(vals), [])
            same = next((line for line in rest if self._may_be_one(vals, line)), None)
            if same:
                # two equal documents of one file are no copies of one
                rest.remove(same)
                copies[vals["dedup_key"]] = lines.browse(same["id"])
        return copies

    def _earlier_lines(self, new, taken):
        self.env["ais.bank.import.line"].flush_model()
        names = ("id", "own_account", "number", "date", "amount", "payer_account", "payer_inn")
        rows = self.env.execute_query(
            SQL(
                """
                SELECT %s
                  FROM ais_bank_import_line l
                  JOIN ais_bank_import i ON i.id = l.import_id AND i.kind = 'statement'
                 WHERE l.company_id = %s AND l.direction = 'in' AND l.state <> 'duplicate'
                   AND l.own_account = ANY(%s) AND l.date = ANY(%s) AND l.id <> ALL(%s)
                 ORDER BY l.id
                """,
                SQL(", ").join(SQL.identifier("l", name) for name in names),
                self.company_id.id,
                list({vals["own_account"] for vals in new}),
                list({vals["date"] for vals in new}),
                taken,
            ),
        )
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _looks(self, vals):
        return (
            vals["own_account"],
            client_bank.plain_number(vals["number"]),
            vals["date"],
            round(vals["amount"] * 100),
        )

    def _may_be_one(self, one, other):
        """Whether two documents of one number, day and sum may be one.

        An equal account with another key is of the time when the purpose was in the key.
        """
        if not (one["payer_account"] and other["payer_account"]):
            return not (one["payer_inn"] and other["payer_inn"]) or (
                one["payer_inn"] == other["payer_inn"]
            )
        if one["payer_account"] == other["payer_account"]:
            return True
        return bool(one["payer_inn"]) and one["payer_inn"] == other["payer_inn"]

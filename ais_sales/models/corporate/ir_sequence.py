from odoo import models
from odoo.tools import SQL


class IrSequence(models.Model):
    """Numbers of a register for many documents at once."""

    _inherit = "ir.sequence"

    def _ais_take(self, date, count):
        """Take so many numbers at once, under a lock of the row that counts.

        :return: list of str
        """
        self.ensure_one()
        counter = self._ais_range(date) if self.use_date_range else self
        prefix, suffix = self._get_prefix_suffix(
            date=date, date_range=counter.date_from if self.use_date_range else None
        )
        take = self._ais_take_no_gap if self.implementation == "no_gap" else self._ais_take_fast
        return [f"{prefix}{n:0{self.padding}d}{suffix}" for n in take(counter, count)]

    def _ais_range(self, date):
        ranges = self.env["ir.sequence.date_range"]
        domain = [
            ("sequence_id", "=", self.id),
            ("date_from", "<=", date),
            ("date_to", ">=", date),
        ]
        found = ranges.search(domain, limit=1)
        if not found:
            # two who issue the first document of a year at once: one of them is tried again
            self.env.cr.execute(SQL("UPDATE ir_sequence SET id = id WHERE id = %s", self.id))
            found = self._create_date_range_seq(date)
        return found

    def _ais_take_no_gap(self, counter, count):
        counter.flush_recordset()
        step = self.number_increment
        # two clerks: the second waits here, and is tried again with the numbers as they are
        ((following,),) = self.env.execute_query(
            SQL(
                "UPDATE %s SET number_next = number_next + %s WHERE id = %s RETURNING number_next",
                SQL.identifier(counter._table),
                count * step,
                counter.id,
            ),
        )
        counter.invalidate_recordset(["number_next"])
        return range(following - count * step, following, step)

    def _ais_take_fast(self, counter, count):
        name = f"ir_sequence_{self.id:03d}"
        if self.use_date_range:
            name = f"{name}_{counter.id:03d}"
        rows = self.env.execute_query(
            SQL("SELECT nextval(%s) FROM generate_series(1, %s)", name, count),
        )
        return [number for (number,) in rows]

import base64
import io

import xlsxwriter

from odoo import models

WIDTH = 22


class ClientImport(models.TransientModel):
    """The table back, with the outcome of each row (2.16)."""

    _inherit = "ais.client.import"

    def _finish(self):
        self.write(
            {
                "state": "done",
                "result_file": base64.b64encode(self._result_xlsx()),
                "result_name": self.env._("Import of clients, result.xlsx"),
            },
        )
        self.env["ais.client.intake"]._note(
            "import",
            self.file_name or self.env._("Pasted table"),
            added_count=self.entered_count,
            refused_count=self.bad_count + self.known_count,
        )

    def _result_xlsx(self):
        """One row for each row read: its number, what came of it, and its cells.

        :return: bytes of an XLSX file
        """
        buffer = io.BytesIO()
        # what stands in a cell is text whatever it begins with: no formula leaves this file
        book = xlsxwriter.Workbook(
            buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        sheet = book.add_worksheet(self.env._("Result"))
        bold = book.add_format({"bold": True, "bottom": 1})
        wrong = book.add_format({"font_color": "#9C0006"})
        columns = {int(place): name for place, name in (self.heading or {}).items()}
        heads = [self.env._("Row"), self.env._("Result"), self.env._("Reason")]
        labels = self._labels()
        heads += [labels[columns[place]] for place in sorted(columns)]
        for place, head in enumerate(heads):
            sheet.write_string(0, place, head, bold)
        for line, row in enumerate(self.rows or [], 1):
            reason = "; ".join(row[3]) or row[5] or ""
            result = self.env._("not entered") if reason else self.env._("entered")
            sheet.write_number(line, 0, row[0])
            sheet.write_string(line, 1, result, wrong if reason else None)
            sheet.write_string(line, 2, reason)
            for place, column in enumerate(sorted(columns), 3):
                sheet.write_string(line, place, row[1][column] if column < len(row[1]) else "")
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(self.rows or []), len(heads) - 1)
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 14)
        sheet.set_column(2, 2, 60)
        sheet.set_column(3, max(len(heads) - 1, 3), WIDTH)
        book.close()
        return buffer.getvalue()

from odoo import models

from ..booking.enrolment_sheets import Formats, write_text

WIDTHS = (12, 44, 16, 16)


class ReconciliationXlsx(models.AbstractModel):
    """The act of reconciliation as a spreadsheet: real numbers and dates, live totals."""

    _name = "report.ais_sales.reconciliation_xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Act of reconciliation, XLSX"

    def get_workbook_options(self):
        return {
            **super().get_workbook_options(),
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }

    def generate_xlsx_report(self, workbook, data, objs):
        """Write a sheet for each act.

        :param workbook: XlsxWriter's workbook
        :param dict data: not used
        :param objs: acts
        """
        formats = Formats(workbook)
        for act in objs:
            self._write_act(workbook, formats, act)

    def _write_act(self, workbook, formats, act):
        sheet = workbook.add_worksheet(act.name.replace("/", "-")[:31])
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        title = f"Акт сверки взаимных расчётов № {act.name}"
        write_text(sheet, 0, 0, title, formats.title)
        period = f"за период с {act.date_from:%d.%m.%Y} по {act.date_to:%d.%m.%Y}"
        write_text(sheet, 1, 0, period, formats.heading)
        parties = (act.company_id.name, act.client_id.name)
        for half, party in enumerate(parties):
            col = 4 * half
            sheet.merge_range(3, col, 3, col + 3, f"По данным {party}, руб.", formats.head)
            for offset, name in enumerate(("Дата", "Документ", "Дебет", "Кредит")):
                write_text(sheet, 4, col + offset, name, formats.head)
                sheet.set_column(col + offset, col + offset, WIDTHS[offset])
            self._write_half(sheet, formats, act, col, is_mirror=bool(half))
        sheet.freeze_panes(5, 0)
        self._write_foot(sheet, formats, act)

    def _write_half(self, sheet, formats, act, col, is_mirror):
        self._write_balance(sheet, 5, col, "Сальдо начальное", act.opening, formats, is_mirror)
        row = 6
        for line in act.line_ids:
            sheet.write_datetime(row, col, line.date, formats.date)
            write_text(sheet, row, col + 1, line.name, formats.text)
            amounts = (line.credit, line.debit) if is_mirror else (line.debit, line.credit)
            for offset, amount in enumerate(amounts, 2):
                if amount:
                    sheet.write_number(row, col + offset, amount, formats.money)
                else:
                    sheet.write_blank(row, col + offset, None, formats.money)
            row += 1
        write_text(sheet, row, col, "", formats.total)
        write_text(sheet, row, col + 1, "Обороты за период", formats.total)
        sums = (act.credit, act.debit) if is_mirror else (act.debit, act.credit)
        for offset, amount in enumerate(sums, 2):
            letter = chr(ord("A") + col + offset)
            formula = f"=SUM({letter}7:{letter}{row})" if act.line_ids else "=0"
            sheet.write_formula(row, col + offset, formula, formats.of("money", True), amount)
        self._write_balance(
            sheet,
            row + 1,
            col,
            "Сальдо конечное",
            act.closing,
            formats,
            is_mirror,
        )

    def _write_balance(self, sheet, row, col, label, amount, formats, is_mirror):
        style = formats.of("money", True)
        write_text(sheet, row, col, "", formats.total)
        write_text(sheet, row, col + 1, label, formats.total)
        for offset in (2, 3):
            sheet.write_blank(row, col + offset, None, style)
        if amount:
            is_debit = (amount > 0) != is_mirror
            sheet.write_number(row, col + (2 if is_debit else 3), abs(amount), style)

    def _write_foot(self, sheet, formats, act):
        row = len(act.line_ids) + 10
        if act.closing:
            owner = act.company_id if act.closing > 0 else act.client_id
            text = f"На {act.date_to:%d.%m.%Y} долг в пользу {owner.name}: {act.closing_words}"
        else:
            text = f"На {act.date_to:%d.%m.%Y} задолженности нет"
        write_text(sheet, row, 0, text, formats.heading)
        signers = (
            (0, act.company_id, act.company_id.ais_signer_position or ""),
            (4, act.client_id, act.client_id.ais_signer_position or "Руководитель"),
        )
        for col, party, position in signers:
            signer = party.ais_signer_name or ""
            text = f"{position} ____________________ {signer}"
            write_text(sheet, row + 2, col, text, formats.heading)

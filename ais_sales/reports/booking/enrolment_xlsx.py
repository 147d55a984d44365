from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from odoo import models

from .. import russian
from .enrolment_figures import COUNTS, add_up, by_currency, by_direction
from .enrolment_sheets import DIRECTIONS, GROUPS, Formats, column_of, write_head, write_text


class EnrolmentXlsx(models.AbstractModel):
    """The enrolment report as a spreadsheet: real numbers, real dates, live totals."""

    _name = "report.ais_sales.enrolment_xlsx"
    _inherit = ["report.report_xlsx.abstract", "ais.enrolment.mixin"]
    _description = "Enrolment report, XLSX"

    def _get_objs_for_report(self, docids, data):
        return self._enrolment_groups(docids, data)

    def get_workbook_options(self):
        # a name that begins with = is a name
        return {
            **super().get_workbook_options(),
            "strings_to_formulas": False,
            "strings_to_urls": False,
        }

    def generate_xlsx_report(self, workbook, data, objs):
        """Write the workbook: a sheet of groups, a sheet of directions.

        :param workbook: XlsxWriter's workbook
        :param dict data: `wizard_id` when the report is printed by the wizard
        :param objs: groups
        """
        lines = self._enrolment_lines(objs)
        formats = Formats(workbook)
        headings = self._enrolment_headings(objs, data)
        ranges = self._write_groups(workbook, formats, headings, lines)
        if lines:
            self._write_directions(workbook, formats, lines, ranges)

    def _write_groups(self, workbook, formats, headings, lines):
        """Write the sheet of groups.

        :return: {column key: absolute range of its data on this sheet}
        """
        sheet, top = write_head(workbook, formats, "Набор групп", headings, GROUPS)
        for row, line in enumerate(lines, top):
            for col, column in enumerate(GROUPS):
                self._write_value(sheet, row, col, column, line, formats)
        if not lines:
            write_text(sheet, top, 0, "По этим условиям групп нет.", formats.text)
            return {}
        bottom = top + len(lines) - 1
        sheet.autofilter(top - 1, 0, bottom, len(GROUPS) - 1)
        ranges = {
            column.key: xl_range_abs(top, col, bottom, col) for col, column in enumerate(GROUPS)
        }
        currencies = by_currency(lines)
        self._write_groups_total(sheet, bottom + 1, formats, ranges, lines)
        if len(currencies) > 1:
            for row, (currency, part) in enumerate(currencies.items(), bottom + 2):
                self._write_currency_total(sheet, row, formats, ranges, currency, part)
        return ranges

    def _write_value(self, sheet, row, col, column, line, formats):
        if column.kind == "text":
            value = line.currency.name if column.key == "currency" else getattr(line, column.key)
            write_text(sheet, row, col, value, formats.text)
        elif column.kind == "date":
            sheet.write_datetime(row, col, getattr(line, column.key), formats.date)
        elif column.kind == "percent":
            sheet.write_number(row, col, line.figures.fill, formats.percent)
        elif column.kind == "money":
            amount = line.figures.money[line.currency][column.key == "confirmed"]
            sheet.write_number(row, col, amount, formats.money)
        else:
            sheet.write_number(row, col, getattr(line.figures, column.key), formats.number)

    def _write_groups_total(self, sheet, row, formats, ranges, lines):
        """The sum of the groups that a filter leaves in sight; no sum of different currencies."""
        total = add_up(lines)
        self._write_total_label(sheet, row, formats, GROUPS, "Итого")
        for name in COUNTS:
            formula = f"=SUBTOTAL(9,{ranges[name]})"
            self._write_formula(sheet, row, GROUPS, name, formula, getattr(total, name), formats)
        self._write_fill(sheet, row, GROUPS, total, formats)
        if len(total.money) == 1:
            ((currency, amounts),) = total.money.items()
            for key, amount in zip(("expected", "confirmed"), amounts, strict=True):
                formula = f"=SUBTOTAL(9,{ranges[key]})"
                self._write_formula(sheet, row, GROUPS, key, formula, amount, formats)
            write_text(sheet, row, column_of(GROUPS, "currency"), currency.name, formats.total)

    def _write_currency_total(self, sheet, row, formats, ranges, currency, lines):
        col = column_of(GROUPS, "currency")
        total = add_up(lines)
        cell = xl_rowcol_to_cell(row, col)
        self._write_total_label(
            sheet, row, formats, GROUPS, f"Итого, {russian.currency_word(currency)}"
        )
        write_text(sheet, row, col, currency.name, formats.total)
        for key, amount in zip(("expected", "confirmed"), total.money[currency], strict=True):
            formula = f"=SUMIF({ranges['currency']},{cell},{ranges[key]})"
            self._write_formula(sheet, row, GROUPS, key, formula, amount, formats)

    def _write_directions(self, workbook, formats, lines, ranges):
        sheet, top = write_head(workbook, formats, "По направлениям", [], DIRECTIONS)
        source = {key: f"'Набор групп'!{cells}" for key, cells in ranges.items()}
        row = top
        for direction, members in by_direction(lines).items():
            for currency, part in by_currency(members).items():
                self._write_direction(sheet, row, formats, source, direction, currency, part)
                row += 1
        total = add_up(lines)
        self._write_total_label(sheet, row, formats, DIRECTIONS, "Итого")
        for name in ("groups", *COUNTS):
            formula = f"=SUM({self._column_range(top, row - 1, name)})"
            value = getattr(total, name)
            self._write_formula(sheet, row, DIRECTIONS, name, formula, value, formats)
        self._write_fill(sheet, row, DIRECTIONS, total, formats)
        col = column_of(DIRECTIONS, "currency")
        for offset, (currency, amounts) in enumerate(total.money.items()):
            if offset:
                self._write_total_label(sheet, row + offset, formats, DIRECTIONS, "")
            write_text(sheet, row + offset, col, currency.name, formats.total)
            cell = xl_rowcol_to_cell(row + offset, col)
            criteria = self._column_range(top, row - 1, "currency")
            for key, amount in zip(("expected", "confirmed"), amounts, strict=True):
                formula = f"=SUMIF({criteria},{cell},{self._column_range(top, row - 1, key)})"
                self._write_formula(sheet, row + offset, DIRECTIONS, key, formula, amount, formats)

    def _write_direction(self, sheet, row, formats, source, direction, currency, lines):
        total = add_up(lines)
        # compared as values: in SUMIFS a name such as >5 or A* would be a condition
        same = "({direction}={a})*({currency}={b})".format(
            direction=source["direction"],
            currency=source["currency"],
            a=xl_rowcol_to_cell(row, 0, col_abs=True),
            b=xl_rowcol_to_cell(row, column_of(DIRECTIONS, "currency"), col_abs=True),
        )
        write_text(sheet, row, 0, direction, formats.text)
        write_text(sheet, row, column_of(DIRECTIONS, "currency"), currency.name, formats.text)
        values = {name: getattr(total, name) for name in ("groups", *COUNTS)}
        values["expected"], values["confirmed"] = total.money[currency]
        for key, value in values.items():
            formula = f"=SUMPRODUCT({same}*1)"
            if key != "groups":
                formula = f"=SUMPRODUCT({same}*{source[key]})"
            self._write_formula(sheet, row, DIRECTIONS, key, formula, value, formats, bold=False)
        self._write_fill(sheet, row, DIRECTIONS, total, formats, bold=False)

    def _column_range(self, first, last, key):
        col = column_of(DIRECTIONS, key)
        return xl_range_abs(first, col, last, col)

    def _write_fill(self, sheet, row, columns, total, formats, bold=True):
        cells = {
            name: xl_rowcol_to_cell(row, column_of(columns, name))
            for name in ("seats_max", "seats_held", "seats_confirmed")
        }
        formula = "=IF({seats_max}=0,0,({seats_held}+{seats_confirmed})/{seats_max})"
        formula = formula.format(**cells)
        self._write_formula(sheet, row, columns, "fill", formula, total.fill, formats, bold)

    def _write_formula(self, sheet, row, columns, key, formula, value, formats, bold=True):
        col = column_of(columns, key)
        style = formats.of(columns[col].kind, bold)
        # the value goes along, for programs that do not calculate
        sheet.write_formula(row, col, formula, style, value)

    def _write_total_label(self, sheet, row, formats, columns, label):
        for col in range(len(columns)):
            sheet.write_blank(row, col, None, formats.total)
        write_text(sheet, row, 0, label, formats.total)

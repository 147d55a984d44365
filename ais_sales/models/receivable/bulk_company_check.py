from odoo import models


def _rows_to_check(records, fnames):
    """One row for each linked record: its companies are checked once, not for each row.

    Thousands of entries of one statement name the same journal, accounts and currency.

    :param fnames: names of fields, None for all, as in `_check_company`
    :return: iterator of pairs (rows, name of the field that is to be checked of them)
    """
    if fnames is None or {"company_id", "company_ids"} & set(fnames):
        fnames = records._fields
    # sudo: as Odoo's own check looks
    rows = records.sudo()
    for name in fnames:
        field = records._fields[name]
        if not (field.relational and field.check_company):
            continue
        first = {}
        for row in rows:
            if linked := row[name]:
                first.setdefault((row.company_id.id, linked._ids), row.id)
        if first:
            yield records.browse(first.values()), name


class AccountPayment(models.Model):
    """Payments of one statement (2.14)."""

    _inherit = "account.payment"

    def _check_company(self, fnames=None):
        if not self.env.context.get("ais_bulk_payments"):
            return super()._check_company(fnames)
        for rows, name in _rows_to_check(self, fnames):
            super(AccountPayment, rows)._check_company([name])
        return None


class AccountMove(models.Model):
    """Entries of one statement (2.14)."""

    _inherit = "account.move"

    def _check_company(self, fnames=None):
        if not self.env.context.get("ais_bulk_payments"):
            return super()._check_company(fnames)
        for rows, name in _rows_to_check(self, fnames):
            super(AccountMove, rows)._check_company([name])
        return None


class AccountMoveLine(models.Model):
    """Items of one statement (2.14)."""

    _inherit = "account.move.line"

    def _check_company(self, fnames=None):
        if not self.env.context.get("ais_bulk_payments"):
            return super()._check_company(fnames)
        for rows, name in _rows_to_check(self, fnames):
            super(AccountMoveLine, rows)._check_company([name])
        return None

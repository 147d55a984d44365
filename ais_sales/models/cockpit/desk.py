from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import format_amount, format_date

ROWS = 8


class Desk(models.AbstractModel):
    """What the desks are made of: blocks of rows, of charts and of tables, each for one screen.

    A desk is asked for once and answers with all its blocks. Rows are read with the user's own
    rights. A block is a dict: key, kind ("rows", "chart", "people", "clauses"), title, and
    what the kind needs; `all` says what list stands behind it.
    """

    _name = "ais.desk"
    _description = "Desk"

    @api.model
    def _desk_check(self, *roles):
        """:raise AccessError: when the user has none of the roles"""
        user = self.env.user
        if not any(user.has_group(f"ais_sales.group_{role}") for role in roles):
            raise AccessError(self.env._("This desk is for another role: open your own."))

    @api.model
    def _desk(self, name, title, *blocks):
        return {
            "name": name,
            "title": title,
            "blocks": [block for block in blocks if block],
        }

    @api.model
    def _rows(self, key, title, model, *, domain, row, order, empty, action="", **more):
        """A block of the most urgent records of a list.

        :param row: method that turns the records found into rows (see `_row`)
        :param str order: the most urgent first
        :param str empty: what to do when there is nothing
        :param str action: XML id of the action with the whole list
        :return: dict, None when the user may not read such records
        """
        records = self.env[model]
        if not records.has_access("read"):
            return None
        # found and read in one query: a row of a report costs as much by its id as all of them
        found = records.search_fetch(domain, order=order, limit=ROWS)
        count = len(found) if len(found) < ROWS else records.search_count(domain)
        return {
            "key": key,
            "kind": "rows",
            "title": title,
            "count": count,
            "rows": row(found),
            "empty": empty,
            "all": self._all(title, model, domain, action),
            **more,
        }

    @staticmethod
    def _all(title, model, domain, action=""):
        return {
            "name": title,
            "res_model": model,
            "domain": domain,
            "xml_id": action and f"ais_sales.{action}",
        }

    @staticmethod
    def _row(record, title, note="", *, when="", colour="", sign="", phone="", buttons=()):
        """One row: what it is, the words beside it, the day or time and how bad it is.

        :param str colour: "danger", "warning", "success" or empty
        :param str sign: the colour in words, for who does not see colours
        :param buttons: what can be done about it at once (see `_button`)
        """
        return {
            "id": record.id,
            "model": record._name,
            "title": title,
            "note": note,
            "when": when,
            "colour": colour,
            "sign": sign,
            "phone": phone,
            "buttons": list(buttons),
        }

    @staticmethod
    def _button(method, label, icon):
        """A method of the row's record."""
        return {"method": method, "label": label, "icon": icon}

    @api.model
    def _day(self, day):
        return format_date(self.env, day, date_format="d MMM") if day else ""

    @api.model
    def _money(self, amount):
        currency = self.env.company.currency_id
        return format_amount(self.env, amount, currency, trailing_zeroes=False)

    @api.model
    def _due(self, day):
        """Colour and words of a day: what is past is bad, today is near.

        :return: dict with `when`, `colour`, `sign` for a row
        """
        if not day:
            return {}
        today = self.env.company.ais_today()
        when = self._day(day)
        if day < today:
            return {"when": when, "colour": "danger", "sign": self.env._("overdue")}
        if day == today:
            return {"when": when, "colour": "warning", "sign": self.env._("today")}
        return {"when": when}

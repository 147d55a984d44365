from contextlib import suppress

from psycopg2 import errors

from odoo import api, models
from odoo.tools import SQL, groupby

BATCH = 100


class DunningNotice(models.Model):
    """Who is to be reminded of what: one query for all, whatever the number of invoices (2.15)."""

    _inherit = "ais.dunning.notice"

    @api.model
    def _cron_dunning(self):
        """Every morning: make and send the reminders of the companies that send them."""
        notices = self._in_staff_language()
        for company in self.env["res.company"].search([("ais_dunning", "=", True)]):
            notices.with_company(company)._remind_all(company)

    @api.model
    def _remind_all(self, company):
        due = self._group_due(self._find_due(company))
        left = len(due)
        for start in range(0, len(due), BATCH):
            batch = due[start : start + BATCH]
            self._make(company, batch)._send_or_ask()
            left -= len(batch)
            if not self.env["ir.cron"]._commit_progress(len(batch), remaining=left):
                return

    @api.model
    def _find_due(self, company, client_ids=None):
        """Invoices that have come to their next level.

        The next level is the first one that the invoice has not had. It comes no sooner after the
        former reminder than the levels are apart: an old debt entered today gets the soft reminder
        first, and the claim a month later.
        Left out are disputed invoices, clients on pause and those who have promised to pay.

        :param company: res.company
        :param client_ids: ids of the only clients to look at
        :return: list of dicts: client_id, user_id, level_id, move_id, date_due, days, amount
        """
        self.env.flush_all()
        today = company.ais_today()
        clients = (
            SQL("AND p.commercial_partner_id = ANY(%s)", list(client_ids))
            if client_ids is not None
            else SQL()
        )
        self.env.cr.execute(
            SQL(
                """
                WITH levels AS (
                    SELECT id, days, row_number() OVER by_step AS step,
                           days - COALESCE(lag(days) OVER by_step, 0) AS gap
                      FROM ais_dunning_level
                     WHERE active AND (company_id IS NULL OR company_id = %(company)s)
                    WINDOW by_step AS (ORDER BY sequence, days, id)),
                reached AS (
                    SELECT n.move_id, MAX(v.step) AS step, MAX(h.date) AS date
                      FROM ais_dunning_notice_line n
                      JOIN ais_dunning_notice h ON h.id = n.notice_id
                      JOIN levels v ON v.id = n.level_id
                     WHERE n.is_void IS NOT TRUE AND h.company_id = %(company)s
                     GROUP BY n.move_id),
                open AS (
                    SELECT l.move_id, p.commercial_partner_id AS client_id,
                           MIN(COALESCE(l.date_maturity, l.date)) AS date_due,
                           SUM(l.amount_residual) AS amount
                      FROM account_move_line l
                      JOIN account_account a ON a.id = l.account_id
                       AND a.account_type = 'asset_receivable'
                      JOIN account_move m ON m.id = l.move_id AND m.move_type = 'out_invoice'
                       AND m.ais_is_disputed IS NOT TRUE
                      JOIN res_partner p ON p.id = l.partner_id
                     WHERE l.parent_state = 'posted' AND l.reconciled IS NOT TRUE
                       AND l.amount_residual > 0 AND l.company_id = %(company)s
                       AND COALESCE(l.date_maturity, l.date) < %(today)s %(clients)s
                     GROUP BY l.move_id, p.commercial_partner_id)
                SELECT o.client_id, COALESCE(cp.user_id, m.invoice_user_id) AS user_id,
                       v.id AS level_id, o.move_id, o.date_due,
                       %(today)s - o.date_due AS days, o.amount
                  FROM open o
                  JOIN account_move m ON m.id = o.move_id
                  JOIN res_partner cp ON cp.id = o.client_id
             LEFT JOIN reached r ON r.move_id = o.move_id
                  JOIN levels v ON v.step = COALESCE(r.step, 0) + 1
                 WHERE %(today)s - o.date_due >= v.days
                   AND (r.date IS NULL OR %(today)s - r.date >= v.gap)
                   AND (cp.ais_debt_pause_until IS NULL OR cp.ais_debt_pause_until < %(today)s)
                   AND NOT EXISTS (
                       SELECT 1 FROM ais_debt_contact c
                        WHERE c.client_id = o.client_id AND c.company_id = %(company)s
                          AND c.promise_state = 'open' AND c.promise_date >= %(today)s)
                   -- what came in and is not matched yet: nobody is reminded of what is paid
                   AND o.client_id NOT IN (
                       SELECT o2.client_id FROM open o2
                        GROUP BY o2.client_id
                       HAVING SUM(o2.amount) <= (
                           SELECT COALESCE(-SUM(k.amount_residual), 0)
                             FROM res_partner b
                             JOIN account_move_line k ON k.partner_id = b.id
                             JOIN account_account ka ON ka.id = k.account_id
                              AND ka.account_type = 'asset_receivable'
                            WHERE b.commercial_partner_id = o2.client_id
                              AND k.parent_state = 'posted' AND k.reconciled IS NOT TRUE
                              AND k.amount_residual < 0 AND k.company_id = %(company)s))
                 ORDER BY o.client_id, v.step, o.date_due, o.move_id
                """,
                company=company.id,
                today=SQL("%s::date", today),
                clients=clients,
            ),
        )
        return self.env.cr.dictfetchall()

    @api.model
    def _group_due(self, rows):
        """One letter per client and level.

        :return: list of ((client id, level id), rows)
        """
        return [
            (key, list(part))
            for key, part in groupby(rows, lambda row: (row["client_id"], row["level_id"]))
        ]

    @api.model
    def _make(self, company, due):
        """Make reminders of what `_group_due` gives; what somebody else has just made is left out.

        :return: the reminders made
        """
        # sudo: reminders are the system's records; who may start the work is checked by the caller
        notices = self.sudo()
        numbers = self.env["ir.sequence"]._ais_next_numbers("ais.dunning.notice", len(due))
        vals_list = [
            {"name": number, **self._notice_vals(company, *one)}
            for number, one in zip(numbers, due, strict=True)
        ]
        try:
            with self.env.cr.savepoint():
                return notices.create(vals_list)
        except errors.UniqueViolation:
            made = notices.browse()
            for vals in vals_list:
                with suppress(errors.UniqueViolation), self.env.cr.savepoint():
                    made |= notices.create(vals)
            return made

    @api.model
    def _notice_vals(self, company, key, rows):
        level = self.env["ais.dunning.level"].sudo().browse(key[1])  # sudo: the level's terms
        today = company.ais_today()
        lines = [
            {
                "move_id": row["move_id"],
                "date_due": row["date_due"],
                "days": row["days"],
                "amount": row["amount"],
                **self._penalty_vals(company, level, row["amount"], row["days"]),
            }
            for row in rows
        ]
        return {
            "client_id": key[0],
            "company_id": company.id,
            "user_id": rows[0]["user_id"],
            "level_id": level.id,
            "date": today,
            "answer_until": level.answer_days and company.ais_working_day(level.answer_days, today),
            "state": "to_approve" if level.needs_approval else "draft",
            "line_ids": [(0, 0, line) for line in lines],
            **self._sums(lines),
        }

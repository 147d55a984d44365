from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from .data_rule import CARD_FIELDS

BATCH = 1000
# verify tasks that a specialist gets at a time
VERIFY_A_DAY = 10
VERIFY = "ais_sales.mail_activity_verify"


class ResPartner(models.Model):
    """How complete and how fresh a card is (2.6, 2.17)."""

    _inherit = "res.partner"

    ais_data_score = fields.Integer(
        "Data quality",
        compute="_compute_ais_data_score",
        store=True,
        aggregator="avg",
        copy=False,
        help="0 to 100: how much of the required data the card has.",
    )
    ais_data_missing = fields.Char(
        "Missing data",
        compute="_compute_ais_data_missing",
        help="What the required data still lack.",
    )
    ais_verified_on = fields.Date("Verified on", readonly=True, copy=False, index="btree_not_null")
    ais_verified_by_id = fields.Many2one("res.users", "Verified by", readonly=True, copy=False)
    ais_is_stale = fields.Boolean(
        "To be verified",
        compute="_compute_ais_is_stale",
        search="_search_ais_is_stale",
        help="Nobody has confirmed the data of the card for the number of months in the settings.",
    )

    def _ais_kind(self):
        """Kind of client in the rules about required data."""
        self.ensure_one()
        if self.is_company:
            return "organisation"
        return "contact" if self.parent_id else "person"

    @api.depends("is_company", "parent_id", *CARD_FIELDS)
    def _compute_ais_data_score(self):
        # sudo: the score is the same for everybody
        # there are few of them
        rules = self.env["ais.data.rule"].sudo().search(Domain.TRUE)
        for partner in self:
            kind = partner._ais_kind()
            total = sum(rule.weight for rule in rules if rule.kind == kind)
            missing = sum(rules._missing(partner).mapped("weight"))
            partner.ais_data_score = round(100 * (total - missing) / total) if total else 100

    @api.depends("is_company", "parent_id", *CARD_FIELDS)
    @api.depends_context("lang")
    def _compute_ais_data_missing(self):
        # sudo: as above
        # there are few of them
        rules = self.env["ais.data.rule"].sudo().search(Domain.TRUE)
        labels = dict(rules._field_names())
        for partner in self:
            missing = rules._missing(partner)
            partner.ais_data_missing = ", ".join(labels[rule.field_name] for rule in missing)

    @api.model
    def _ais_rescore_later(self):
        """The rules have changed: compute all scores again, in batches, by a cron."""
        if self.env.context.get(MODULE_UNINSTALL_FLAG):
            return
        # sudo: whoever sets rules may have it done
        self.env["ir.config_parameter"].sudo().set_param("ais_sales.rescore_from", "1")
        cron = self.env.ref("ais_sales.res_partner_cron_rescore", raise_if_not_found=False)
        if cron:
            cron.sudo()._trigger()  # sudo: as above

    @api.model
    def _cron_rescore(self):
        """Compute scores again where the rules have changed since; starts where it stopped."""
        params = self.env["ir.config_parameter"].sudo()  # sudo: where the cron stopped
        start = int(params.get_param("ais_sales.rescore_from", 0))
        if not start:
            return
        everyone = self.with_context(active_test=False)
        left = everyone.search_count([("id", ">=", start)])
        while start:
            batch = everyone.search([("id", ">=", start)], order="id", limit=BATCH)
            self.env.add_to_compute(self._fields["ais_data_score"], batch)
            self.env.flush_all()
            start = batch[-1].id + 1 if len(batch) == BATCH else 0
            left -= len(batch)
            params.set_param("ais_sales.rescore_from", str(start))
            if not self.env["ir.cron"]._commit_progress(len(batch), remaining=max(left, 0)):
                return

    # -- freshness

    def _ais_stale_before(self):
        """Cards verified before this day are stale."""
        months = self.env.company.ais_verify_months
        return fields.Date.context_today(self) - relativedelta(months=months)

    @api.depends("ais_verified_on", "create_date", "parent_id")
    def _compute_ais_is_stale(self):
        limit = self._ais_stale_before()
        for partner in self:
            since = partner.ais_verified_on or (partner.create_date or fields.Datetime.now()).date()
            partner.ais_is_stale = not partner.parent_id and since < limit

    @api.model
    def _search_ais_is_stale(self, operator, value):
        if operator != "in":
            return NotImplemented
        limit = self._ais_stale_before()
        return [
            ("parent_id", "=", False),
            "|",
            ("ais_verified_on", "<", limit),
            "&",
            ("ais_verified_on", "=", False),
            ("create_date", "<", fields.Datetime.to_datetime(limit)),
        ]

    def action_ais_verified(self):
        """The data of the card has been checked with the client, and is right."""
        self.check_access("write")
        # sudo: who verified a card is written by this button only
        self.sudo().write(
            {
                "ais_verified_on": fields.Date.context_today(self),
                "ais_verified_by_id": self.env.uid,
            },
        )
        self.activity_feedback([VERIFY])

    @api.model
    def _cron_verify(self):
        """Give each specialist some stale cards to verify, the oldest first, never more than
        VERIFY_A_DAY at a time.
        """
        partners = self._in_staff_language()
        open_tasks = self._ais_open_verify_tasks()
        # sudo: crons act for all; users are read to leave out those who have gone
        everybody = self.env["res.users"].sudo().search([("share", "=", False)])
        rooms = {owner: VERIFY_A_DAY - open_tasks.get(owner.id, 0) for owner in everybody}
        owners = [owner for owner, room in rooms.items() if room > 0]
        stale = self._search_ais_is_stale("in", [True])
        progress = self.env["ir.cron"]._commit_progress
        for number, owner in enumerate(owners, 1):
            # few specialists, and each gets a list of his own
            clients = partners.search(
                [
                    ("user_id", "=", owner.id),
                    *stale,
                    # not `!=`: it takes no card without any activity
                    "!",
                    ("activity_ids.activity_type_id", "=", self.env.ref(VERIFY).id),
                ],
                order="ais_verified_on NULLS FIRST, id",
                limit=rooms[owner],
            )
            partners._notify_staff(
                [
                    (client, owner, self.env._("Check that the card is right"), "", None)
                    for client in clients
                ],
                VERIFY,
            )
            # who has got his list has no room for more: the next run goes on with the others
            left = len(owners) - number
            if clients and not progress(len(clients), remaining=left):
                return
        progress(remaining=0)

    def _ais_open_verify_tasks(self):
        counts = self.env["mail.activity"]._read_group(
            [("activity_type_id", "=", self.env.ref(VERIFY).id)],
            ["user_id"],
            ["__count"],
        )
        return {user.id: count for user, count in counts}

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.sql import column_exists, create_column

STATES = [
    ("on_time", "On time"),
    ("at_risk", "At risk"),
    ("overdue", "Overdue"),
    ("met", "Met"),
    ("missed", "Missed"),
]
RESPONSES = [
    ("message", "Message"),
    ("contact", "Call or meeting"),
    ("manual", "Entered by hand"),
]
# made by SQL, so that leads of the time before the add-on stay without a clock
COLUMNS = {
    "ais_policy_id": "int4",
    "ais_response_deadline": "timestamp",
    "ais_processing_deadline": "timestamp",
    "ais_deadline": "timestamp",
    "ais_risk_at": "timestamp",
    "ais_processed_at": "timestamp",
    "ais_stopped_minutes": "int4",
    "ais_response_stopped_minutes": "int4",
    "ais_response_minutes": "int4",
    "ais_sla_state": "varchar",
    "ais_alert": "varchar",
}


class CrmLead(models.Model):
    """An inquiry and its two clocks: to the first response and to the end of processing (2.4).

    Both run in the working time of the team. What stands in the fields is recomputed when
    something happens to the inquiry; that time passes is told by `_cron_tick`.
    """

    _name = "crm.lead"
    _inherit = ["crm.lead", "ais.system.fields.mixin"]

    # what happened
    ais_received_at = fields.Datetime(
        "Received at",
        index=True,
        copy=False,
        tracking=True,
        help="When the client turned to us. The clocks of the inquiry start here.",
    )
    ais_first_response_at = fields.Datetime(
        "First response at",
        copy=False,
        help="When a person of ours answered: wrote to the client, or did a call or meeting.",
    )
    ais_first_response_user_id = fields.Many2one(
        "res.users",
        "Answered by",
        readonly=True,
        copy=False,
    )
    ais_first_response_how = fields.Selection(
        RESPONSES,
        "Answered how",
        readonly=True,
        copy=False,
    )
    ais_processed_at = fields.Datetime(
        "Processed at",
        compute="_compute_ais_processed_at",
        store=True,
        copy=False,
        help="When the inquiry came to a stage that counts as processed, was won or lost.",
    )
    # clocks
    ais_policy_id = fields.Many2one(
        "ais.sla.policy",
        "Deadlines by",
        compute="_compute_ais_policy_id",
        store=True,
        index="btree_not_null",
        copy=False,
        # a policy that is deleted leaves the deadlines it has set
        ondelete="set null",
    )
    ais_stopped_minutes = fields.Integer(
        "Stopped (minutes)",
        compute="_compute_ais_processed_at",
        store=True,
        copy=False,
        help="Working minutes during which the inquiry was closed and then opened again.",
    )
    ais_response_stopped_minutes = fields.Integer(
        "Stopped before the response (minutes)",
        compute="_compute_ais_processed_at",
        store=True,
        copy=False,
        help="The same, before the first response.",
    )
    ais_response_deadline = fields.Datetime(
        "Answer until",
        compute="_compute_ais_deadlines",
        store=True,
        copy=False,
        help="By when somebody has to answer, in working time.",
    )
    ais_processing_deadline = fields.Datetime(
        "Process until",
        compute="_compute_ais_deadlines",
        store=True,
        copy=False,
        help="By when it has to be found out what the client needs, in working time.",
    )
    ais_deadline = fields.Datetime(
        "Deadline",
        compute="_compute_ais_deadlines",
        store=True,
        copy=False,
        help="Until when the next step is due: the answer, then the processing.",
    )
    ais_risk_at = fields.Datetime(
        "Warning at",
        compute="_compute_ais_deadlines",
        store=True,
        copy=False,
        help="When the specialist is warned.",
    )
    ais_sla_state = fields.Selection(
        STATES,
        "Deadline state",
        compute="_compute_ais_sla_state",
        store=True,
        index=True,
        copy=False,
        help="By the nearest deadline of the inquiry: of the answer, then of the processing.",
    )
    ais_response_minutes = fields.Integer(
        "Minutes to first response",
        compute="_compute_ais_response_minutes",
        store=True,
        copy=False,
        aggregator="avg",
        help="Working minutes.",
    )
    ais_alert = fields.Selection(
        [("warned", "Specialist warned"), ("escalated", "Head told")],
        "Alert",
        compute="_compute_ais_alert",
        store=True,
        copy=False,
        help="Whom the system has told that the deadline is near or has passed.",
    )

    _ais_running_idx = models.Index("(ais_deadline) WHERE ais_processed_at IS NULL")
    _ais_response_after_receipt = models.Constraint(
        "CHECK (ais_first_response_at >= ais_received_at)",
        "An inquiry cannot be answered before it is received.",
    )

    @api.model
    def _ais_system_fields(self):
        found = {"ais_first_response_user_id", "ais_first_response_how"}
        # by its owner an inquiry is opened to people: see the rules
        found |= {"ais_owner_id"}
        return super()._ais_system_fields() | found | COLUMNS.keys()

    @api.constrains("ais_received_at")
    def _check_received_at(self):
        # clocks of machines differ a little
        limit = fields.Datetime.now() + timedelta(minutes=5)
        for lead in self:
            if lead.ais_received_at and lead.ais_received_at > limit:
                raise ValidationError(
                    self.env._("Inquiry “%s” cannot be received in the future.", lead.name),
                )

    def _auto_init(self):
        for name, kind in COLUMNS.items():
            if not column_exists(self.env.cr, "crm_lead", name):
                create_column(self.env.cr, "crm_lead", name, kind)
        return super()._auto_init()

    @api.model_create_multi
    def create(self, vals_list):
        now = fields.Datetime.now()
        for vals in vals_list:
            if not vals.get("ais_received_at"):
                vals["ais_received_at"] = now
        return super().create(vals_list)

import hashlib
import hmac
import re
import secrets
from contextlib import nullcontext

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.sql_db import Cursor
from odoo.tools import SQL, email_normalize, plaintext2html
from odoo.tools.sql import escape_psql

from ...tools.read_committed import read_committed

# what a site may send: field of the request, field of the inquiry, greatest length
ACCEPTED = {
    "name": ("contact_name", 200),
    "company": ("partner_name", 200),
    "email": ("email_from", 200),
    "phone": ("phone", 50),
    "city": ("city", 100),
    "subject": ("name", 200),
}
MESSAGE_LENGTH = 5000
# shorter is no phone number
MIN_DIGITS = 5


def _text(value):
    """One line of text that a database can hold: no NUL, no half of a character, no line ends."""
    clean = value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    return " ".join(clean.split())


class InquirySource(models.Model):
    """An outside site that may leave inquiries, by a key, and read nothing (2.4)."""

    _name = "ais.inquiry.source"
    _description = "Source of inquiries"
    _inherit = ["ais.notice.mixin", "ais.system.fields.mixin"]
    _order = "name"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    team_id = fields.Many2one("crm.team", "Sales team", required=True)
    medium_id = fields.Many2one("utm.medium", "Channel")
    source_id = fields.Many2one("utm.source")
    campaign_id = fields.Many2one("utm.campaign")
    limit_minute = fields.Integer(
        "At most a minute",
        default=30,
        required=True,
        help="Inquiries accepted by this key in one minute; more are refused.",
    )
    limit_day = fields.Integer(
        "At most a day",
        default=1000,
        required=True,
        help="Inquiries accepted by this key in one day; more are refused.",
    )
    key_hash = fields.Char(readonly=True, copy=False, index=True, groups="base.group_system")
    key_hint = fields.Char("Key", readonly=True, copy=False, help="Its beginning.")
    last_used_at = fields.Datetime("Last used", readonly=True, copy=False)
    accepted_count = fields.Integer("Inquiries received", readonly=True, copy=False)
    refused_count = fields.Integer(
        "Refused",
        readonly=True,
        copy=False,
        help="Sent over the limits, or not understood.",
    )
    minute = fields.Datetime(readonly=True, copy=False)
    minute_count = fields.Integer(readonly=True, copy=False)
    day = fields.Date(readonly=True, copy=False)
    day_count = fields.Integer(readonly=True, copy=False)

    _limits_positive = models.Constraint(
        "CHECK (limit_minute > 0 AND limit_day > 0)",
        "Limits are 1 or more.",
    )

    @api.model
    def _ais_system_fields(self):
        counted = {"accepted_count", "refused_count", "minute", "minute_count", "day", "day_count"}
        return super()._ais_system_fields() | counted | {"key_hash", "key_hint", "last_used_at"}

    def action_new_key(self):
        """Make a key, which is shown once; the one before stops working.

        :raise AccessError: for those who may not write sources
        """
        self.ensure_one()
        self.check_access("write")
        key = secrets.token_urlsafe(32)
        # sudo: the hash is kept from everybody
        self.sudo().write({"key_hash": _hash(key), "key_hint": f"{key[:4]}…"})
        wizard = self.env["ais.inquiry.key"].create({"source_id": self.id, "key": key})
        action = self.env["ir.actions.act_window"]._for_xml_id("ais_sales.ais_inquiry_key_action")
        return {**action, "res_id": wizard.id}

    @api.model
    def _find_by_key(self, key):
        """The active source of a key.

        :param str key: as sent
        """
        if not key or len(key) > 200:
            return self.browse()
        hashed = _hash(key)
        source = self.search([("key_hash", "=", hashed)], limit=1)
        # compared again in constant time: a look-up by index tells nothing about a hash
        if source and hmac.compare_digest(source.key_hash, hashed):
            return source
        return self.browse()

    def _take_turn(self):
        """Count a request, and say whether it is within the limits.

        One statement, committed at once: requests that come together are counted one after the
        other, and none waits until the inquiry of another is made.
        """
        self.ensure_one()
        # a test's cursor is a savepoint in somebody's transaction, beside which no other is opened
        is_real = type(self.env.cr) is Cursor
        with self.env.registry.cursor() if is_real else nullcontext(self.env.cr) as cr:
            read_committed(cr)
            cr.execute(
                SQL(
                    """
                    UPDATE ais_inquiry_source
                       SET minute_count = 1 + CASE
                               WHEN minute = date_trunc('minute', now() AT TIME ZONE 'UTC')
                               THEN minute_count ELSE 0 END,
                           day_count = CASE WHEN day = CURRENT_DATE THEN day_count ELSE 0 END + 1,
                           minute = date_trunc('minute', now() AT TIME ZONE 'UTC'),
                           day = CURRENT_DATE, last_used_at = now() AT TIME ZONE 'UTC'
                     WHERE id = %s
                 RETURNING minute_count <= limit_minute AND day_count <= limit_day
                    """,
                    self.id,
                ),
            )
            (is_within,) = cr.fetchone()
            if not is_within:
                cr.execute(self._count_one("refused_count"))
        self.invalidate_recordset()
        return is_within

    def _count_refusal(self):
        """Count what was within the limits but could not be taken."""
        self.ensure_one()
        self.env.cr.execute(self._count_one("refused_count"))
        self.invalidate_recordset(["refused_count"])

    def _count_one(self, name):
        """Statement that counts one more, whoever counts at the same time."""
        return SQL(
            "UPDATE ais_inquiry_source SET %(name)s = COALESCE(%(name)s, 0) + 1 WHERE id = %(id)s",
            name=SQL.identifier(name),
            id=self.id,
        )

    def _accept(self, values):
        """Make an inquiry of what a site has sent.

        :param dict values: the request, by the names of ACCEPTED, and `message`, `course`
        :return: the inquiry
        :raise UserError: when there is nothing to answer to, or a value is no text
        """
        self.ensure_one()
        vals = {}
        for name, (field, length) in ACCEPTED.items():
            value = values.get(name)
            if value is not None and not isinstance(value, str):
                raise UserError(self.env._("“%s” must be text.", name))
            if value and (value := _text(value)):
                vals[field] = value[:length]
        self._check_reach(vals)
        if not vals.get("email_from") and not vals.get("phone"):
            raise UserError(self.env._("An e-mail address or a phone number is needed."))
        message = values.get("message") or ""
        lines = message.splitlines() if isinstance(message, str) else []
        if not isinstance(message, str):
            raise UserError(self.env._("“%s” must be text.", "message"))
        lines += self._not_understood(values, vals)
        who = vals.get("partner_name") or vals.get("contact_name") or vals.get("email_from")
        vals.setdefault("name", self.env._("Inquiry from the site: %s", who or vals.get("phone")))
        lead = self.env["crm.lead"].create(
            {
                **vals,
                # plain text: what a stranger sends is never taken for markup
                "description": plaintext2html("\n".join(map(_text, lines))[:MESSAGE_LENGTH]),
                "type": "opportunity",
                "user_id": False,
                "team_id": self.team_id.id,
                "company_id": self.company_id.id,
                "medium_id": self.medium_id.id,
                "source_id": self.source_id.id,
                "campaign_id": self.campaign_id.id,
                "ais_course_id": self._course(values.get("course")).id,
            },
        )
        # last, so that other inquiries of this source wait for no longer than the commit
        self.env.flush_all()
        self.env.execute_query(self._count_one("accepted_count"))
        self.invalidate_recordset(["accepted_count"], flush=False)
        return lead

    def _not_understood(self, values, vals):
        """What was sent and has no place of its own: it goes into the text, for people to read."""
        code, email = values.get("course"), values.get("email")
        if code and isinstance(code, str) and not self._course(code):
            yield self.env._("Course on the site: %s", code[:100])
        if email and not vals.get("email_from"):
            yield self.env._("E-mail as it was typed: %s", email[:100])

    def _check_reach(self, vals):
        """Drop what is no address and no number: nobody can be answered by it."""
        if "email_from" in vals:
            vals["email_from"] = email_normalize(vals["email_from"])
        if len(re.findall(r"\d", vals.get("phone", ""))) < MIN_DIGITS:
            vals.pop("phone", None)

    def _course(self, code):
        if not code or not isinstance(code, str):
            return self.env["ais.course"]
        return self.env["ais.course"].search(
            [
                ("code", "=ilike", escape_psql(_text(code)[:50])),
                ("company_id", "=", self.company_id.id),
            ],
            limit=1,
        )


class InquiryKey(models.TransientModel):
    """A new key, shown once."""

    _name = "ais.inquiry.key"
    _inherit = ["ais.window.mixin"]
    _description = "Key of a source of inquiries"
    # gone with the first sweep
    _transient_max_hours = 0.1

    source_id = fields.Many2one("ais.inquiry.source", required=True, ondelete="cascade")
    key = fields.Char(readonly=True)


def _hash(key):
    return hashlib.sha256(key.encode()).hexdigest()

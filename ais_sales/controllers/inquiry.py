import json
import logging

from odoo import SUPERUSER_ID, http
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

from ..tools.read_committed import read_committed

_logger = logging.getLogger(__name__)

MAX_BYTES = 64 * 1024


class InquiryController(http.Controller):
    """The door through which an outside site leaves inquiries (2.4). Nothing can be read by it."""

    @http.route(
        "/ais/inquiry",
        type="http",
        auth="none",
        methods=["POST"],
        csrf=False,
        save_session=False,
        max_content_length=MAX_BYTES,
    )
    def leave_inquiry(self, **_form):
        """Take one inquiry.

        The body is JSON or a form with `name`, `company`, `email`, `phone`, `city`, `subject`,
        `course` (its code) and `message`; the key stands in the header `X-Ais-Key`. Answers are
        201 taken, 400 not understood, 403 wrong key, 429 too many, each with `{"ok": …}` and no
        other word about what is stored. What is longer than MAX_BYTES is not read at all: Odoo
        answers 413 with a page of its own.
        """
        if not request.db:
            return self._answer(403, "wrong key")
        # a site has no user; what it may do is one thing, and that is done here
        request.update_env(user=SUPERUSER_ID)
        source = request.env["ais.inquiry.source"]._find_by_key(
            request.httprequest.headers.get("X-Ais-Key"),
        )
        if not source:
            return self._answer(403, "wrong key")
        if not source._take_turn():
            return self._answer(429, "too many")
        # inquiries that come at once wait for each other's counts instead of failing
        read_committed(request.env.cr)
        values = self._values()
        if values is None:
            source._count_refusal()
            return self._answer(400, "not understood")
        company = source.company_id
        try:
            with request.env.cr.savepoint():
                source.with_company(company)._in_staff_language()._accept(values)
        except (UserError, ValidationError) as error:
            _logger.info("inquiry refused: %s", error)
            source._count_refusal()
            return self._answer(400, "not understood")
        return self._answer(201)

    def _values(self):
        """What was sent, or None."""
        if request.httprequest.mimetype != "application/json":
            return dict(request.httprequest.form)
        try:
            values = json.loads(request.httprequest.get_data())
        except (ValueError, RecursionError):
            return None
        return values if isinstance(values, dict) else None

    def _answer(self, status, error=None):
        body = {"ok": not error, **({"error": error} if error else {})}
        return request.make_json_response(body, status=status)

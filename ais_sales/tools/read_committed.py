"""Run an RPC call that takes seats in READ COMMITTED instead of Odoo's REPEATABLE READ."""

from functools import wraps

from odoo.http import request
from odoo.service.server import thread_local
from odoo.sql_db import Cursor


def entry_reads_committed(method):
    """Decorate a public method: when RPC calls it directly, its transaction reads committed data.

    REPEATABLE READ makes the loser of a race for a row fail, and Odoo try again after a sleep of
    up to seconds with the worker held. READ COMMITTED makes it wait some milliseconds and go on
    with the row as it is now. The level can only be set before the first statement, so the
    transaction is begun again, which is safe only if (1) this very method is what the client
    called, so nobody's savepoint or half-done work is above us, and (2) PostgreSQL has given the
    transaction no number yet, that is, nothing was written in it. In all other cases (imports,
    crons, another add-on's code, tests) the method runs in the transaction it is in.
    """

    @wraps(method)
    def wrapper(self, *args, **kwargs):
        if _is_entry_point(self, method.__name__):
            read_committed(self.env.cr)
        return method(self, *args, **kwargs)

    return wrapper


def _is_entry_point(records, name):
    called = getattr(thread_local, "rpc_model_method", "")
    if not called and request:
        # /json/2/<model>/<method> does not fill it
        called = ".".join(request.httprequest.path.rsplit("/", 2)[-2:])
    return called == f"{records._name}.{name}"


def read_committed(cr):
    """Begin the transaction again so that it reads committed data, if nothing was written in it.

    For entry points alone: what was read before may be different afterwards.
    """
    # a test's cursor is a savepoint in somebody's transaction, not a Cursor
    if type(cr) is not Cursor or cr.readonly:
        return
    transaction = cr.transaction
    if cr.precommit or (transaction and (transaction.field_dirty or transaction.tocompute)):
        return
    cr.execute(
        "SELECT pg_current_xact_id_if_assigned() IS NULL"
        " AND current_setting('transaction_isolation') = 'repeatable read'",
    )
    if cr.fetchone()[0]:
        # not Odoo's rollback, which forgets what the request has read of its user: nothing was
        # written, so there is nothing to forget, and reading it again costs a twentieth
        cr.connection.rollback()
        cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")

import logging

from psycopg2 import OperationalError

from odoo import api, models
from odoo.tools import split_every

_logger = logging.getLogger(__name__)

BATCH = 50


class BatchMixin(models.AbstractModel):
    """Work of a scheduled job, a batch a transaction: what is done stays done when the job is
    killed, and the next run does the rest.
    """

    _name = "ais.batch.mixin"
    _description = "Work in batches"

    @api.model
    def _run_in_batches(self, domain, method, order="id", size=None, resume=None):
        """Run a method on the records found, a batch a transaction.

        A batch that fails is tried record by record; a record that fails is logged and left for
        the next run, the others are done.

        :param str method: does its work on a batch; safe to run twice
        :param str order: in which order; by id where `resume` is given
        :param int size: records of a batch, BATCH if not given
        :param str resume: system parameter that keeps how far a run came that was out of time, for
            work after which the records are found again: the next run goes on there
        :return: whether nothing is left; the time given to the job is over otherwise
        """
        # sudo: where the job has come to is the system's
        params = self.env["ir.config_parameter"].sudo()
        start = int(params.get_param(resume, 0)) if resume else 0
        if start:
            domain = [*domain, ("id", ">", start)]
        ids = self.search(domain, order=order).ids
        progress = self.env["ir.cron"]._commit_progress
        left = len(ids)
        progress(remaining=left)
        for batch in split_every(size or BATCH, ids):
            if not self._run_safely(batch, method):
                for record_id in batch:
                    self._run_safely((record_id,), method)
            left -= len(batch)
            if not progress(len(batch), remaining=left) and left:
                if resume:
                    params.set_param(resume, str(batch[-1]))
                return False
        if start:
            params.set_param(resume, "0")
        return True

    def _run_safely(self, ids, method):
        try:
            with self.env.cr.savepoint():
                getattr(self.browse(ids).exists(), method)()
        except OperationalError:
            # somebody works on these records right now: leave them for the next run
            self.env.cr.rollback()
            _logger.info("%s of %s %s put off: they are in use", method, self._name, ids)
            return True
        except Exception:
            log = _logger.exception if len(ids) == 1 else _logger.info
            log("%s of %s %s failed", method, self._name, ids)
            return False
        return True

from contextlib import ExitStack, suppress
from unittest.mock import patch

from ..common import AisCommon


class Killed(BaseException):
    """The process is no more: nothing in the code catches it."""


class Server:
    """A server that is killed after so many commits, or has no time left.

    :param int kill_after: commits before the end; what came after the last one is undone
    :param bool is_out_of_time: the scheduler tells each job that its time is over
    """

    def __init__(self, test, kill_after=None, is_out_of_time=False):
        self.test, self.kill_after = test, kill_after
        self.is_out_of_time = is_out_of_time
        self.commits, self.remaining = 0, 0

    def run(self, model, method):
        """Run a job as the scheduler does, its commits kept in the test's own transaction."""
        self.kept = self.test.env.cr.savepoint()
        progress = lambda _cron, processed=0, **how: self._commit(processed, **how)  # noqa: E731
        with ExitStack() as stack:
            stack.enter_context(
                patch.object(self.test.registry["ir.cron"], "_commit_progress", progress)
            )
            stack.enter_context(suppress(Killed))
            getattr(self.test.env[model], method)()
            self.test.env.flush_all()
            self.kept.close(rollback=False)
        self.test.env.invalidate_all()

    def _commit(self, processed, remaining=None):
        if self.kill_after is not None and self.commits > self.kill_after:
            self.kept.close(rollback=True)
            self.test.env.invalidate_all(flush=False)
            raise Killed
        self.test.env.flush_all()
        self.kept.close(rollback=False)
        self.kept = self.test.env.cr.savepoint()
        self.commits += 1
        self.remaining = self.remaining - processed if remaining is None else remaining
        return 0.0 if self.is_out_of_time else 600.0


class JobCase(AisCommon):
    """Jobs run as the scheduler does, by servers that do not live long."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.company.ais_today()

    def _kill_and_run_again(self, model, method, done):
        """Kill a job in its second batch, then let the next server do its work, and once more.

        :param done: callable, how many records the job has done so far
        """
        # the job says first what there is to do, then commits each batch
        Server(self, kill_after=1).run(model, method)
        self.assertEqual(done(), 2, "the first batch is kept, the second undone")
        Server(self).run(model, method)
        self.assertEqual(done(), 5, "the next run does the rest")
        tasks = self.env["mail.activity"].search_count([])
        Server(self).run(model, method)
        self.assertEqual(done(), 5)
        self.assertEqual(self.env["mail.activity"].search_count([]), tasks, "nothing twice")

    def _tasks(self, records):
        return self.env["mail.activity"].search_count(
            [("res_model", "=", records._name), ("res_id", "in", records.ids)],
        )

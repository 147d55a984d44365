"""OCA's add-ons that bench_money.py is measured beside, each driven as its own wizard drives it.

No usage of its own. They work as the superuser, without record rules: at their best.
"""

PEERS = ("account_financial_report", "account_credit_control")
# age in ais.receivable: columns of the aged balance
BUCKETS = {
    "current": ("current",),
    "d30": ("30_days",),
    "d60": ("60_days",),
    "d90": ("90_days",),
    "older": ("120_days", "older"),
}


def versions(env):
    """Versions of the peers that are installed, by name."""
    found = env["ir.module.module"].search([("name", "in", PEERS), ("state", "=", "installed")])
    return {module.name: module.installed_version for module in found}


def accounts(env):
    """Receivable accounts of the company."""
    return env["account.account"].search([("account_type", "=", "asset_receivable")])


class AgedBalance:
    """The aged partner balance of account_financial_report, before it is drawn."""

    def __init__(self, env):
        self.env = env

    @classmethod
    def of(cls, env):
        """The peer of a database, or None where it is not installed."""
        return cls(env) if "aged.partner.balance.report.wizard" in env else None

    def report(self):
        """Values of the report over all receivable accounts, today.

        :return: list of dicts, one per account, with its partners
        """
        env = self.env
        wizard = env["aged.partner.balance.report.wizard"].create(
            {
                "company_id": env.company.id,
                "date_at": env.company.ais_today(),
                "target_move": "posted",
                "account_ids": [(6, 0, accounts(env).ids)],
            },
        )
        report = env["report.account_financial_report.aged_partner_balance"]
        # the web client passes dates on as text
        data = {**wizard._prepare_report_data(), "date_at": str(wizard.date_at)}
        values = report._get_report_values(wizard.ids, data)
        return values["aged_partner_balance"]

    def sums(self):
        """Whole roubles by the ages of ais.receivable."""
        rows = self.report()
        return {
            bucket: round(sum(row[column] for row in rows for column in columns))
            for bucket, columns in BUCKETS.items()
        }


class CreditControl:
    """A run of account_credit_control with its own policy of three levels."""

    def __init__(self, env):
        self.env = env

    @classmethod
    def of(cls, env):
        """The peer of a database, or None where it is not installed."""
        return cls(env) if "credit.control.run" in env else None

    def prepare(self, days):
        """Set the policy up for the company, its first level after so many days."""
        self.policy = self.env.ref("account_credit_control.credit_control_3_time")
        self.policy.account_ids = accounts(self.env)
        self.policy.level_ids.sorted("level")[0].delay_days = days
        self.env.company.credit_policy_id = self.policy
        self.run = self.env["credit.control.run"].create(
            {
                "date": self.env.company.ais_today(),
                "policy_ids": [(6, 0, self.policy.ids)],
            },
        )

    def found(self):
        """Journal items that have come to a level, as a run finds them.

        :return: account.move.line
        """
        lines = self.policy._get_move_lines_to_process(self.run)
        lines -= self.policy._lines_different_policy(lines)
        found = lines.browse()
        for level in reversed(self.policy.level_ids):
            found |= level.get_level_lines(self.run.date, lines)
        return found

    def made(self):
        """A whole run: its lines are made."""
        self.run.generate_credit_lines()

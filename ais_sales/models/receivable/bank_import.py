from odoo import api, fields, models


class BankImport(models.Model):
    """One bank statement, or one registry of payments, that was imported (2.14).

    Nobody writes it by hand: it says what the file said and what came of it.
    """

    _name = "ais.bank.import"
    _description = "Bank statement"
    _inherit = ["mail.thread"]
    _order = "create_date desc, id desc"
    _mail_post_access = "read"
    _check_company_auto = True

    name = fields.Char("File", required=True, readonly=True)
    sha256 = fields.Char("Checksum of the file", readonly=True)
    kind = fields.Selection(
        [("statement", "Bank statement"), ("table", "Registry of payments")],
        "File is",
        required=True,
        readonly=True,
        default="statement",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    journal_ids = fields.Many2many("account.journal", string="Journals", readonly=True)
    user_id = fields.Many2one("res.users", "Imported by", readonly=True)
    # what the file says
    own_account = fields.Char("Own account", readonly=True)
    date_from = fields.Date("Period from", readonly=True)
    date_to = fields.Date("Period to", readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    balance_start = fields.Monetary("Opening balance", readonly=True)
    balance_end = fields.Monetary("Closing balance", readonly=True)
    total_in = fields.Monetary("Came in, by the file", readonly=True)
    total_out = fields.Monetary("Went out, by the file", readonly=True)
    warning = fields.Text("To be checked", readonly=True, help="What in the file does not add up.")
    # what came of it
    line_ids = fields.One2many("ais.bank.import.line", "import_id", "Payments", readonly=True)
    line_count = fields.Integer("Documents", readonly=True)
    amount_found = fields.Monetary("Sum of documents", readonly=True)
    posted_count = fields.Integer("Posted", compute="_compute_outcome")
    posted_amount = fields.Monetary("Sum posted", compute="_compute_outcome")
    waiting_count = fields.Integer(
        "Wait for a decision",
        compute="_compute_outcome",
        help="Incoming payments for which an accountant has to decide.",
    )
    waiting_amount = fields.Monetary("Sum waiting", compute="_compute_outcome")
    duplicate_count = fields.Integer(
        "Loaded before",
        compute="_compute_outcome",
        help="Payments that another file has brought already; they are not entered again.",
    )
    duplicate_amount = fields.Monetary("Sum known already", compute="_compute_outcome")
    ignored_count = fields.Integer(
        "Ignored",
        compute="_compute_outcome",
        help="Outgoing payments, transfers between own accounts and what the"
        " accountant has left out.",
    )
    ignored_amount = fields.Monetary("Sum ignored", compute="_compute_outcome")

    # the same file again is opened, not imported; two at once are decided here
    _file_unique = models.UniqueIndex(
        "(company_id, sha256)",
        "This file has just been imported by somebody else: nothing was imported twice. "
        "Open it under Money, Statements.",
    )

    @api.depends("line_ids.state", "line_ids.amount")
    def _compute_outcome(self):
        # sudo: counts of a statement that may be read, whoever's the clients are
        found = (
            self.env["ais.bank.import.line"]
            .sudo()
            ._read_group(
                [("import_id", "in", self.ids)],
                ["import_id", "state"],
                ["__count", "amount:sum"],
            )
        )
        sums = {(one.id, state): (count, amount) for one, state, count, amount in found}
        for one in self:
            for name, states in (
                ("posted", ("posted",)),
                ("waiting", ("proposed", "unmatched")),
                ("duplicate", ("duplicate",)),
                ("ignored", ("ignored",)),
            ):
                parts = [sums.get((one.id, state), (0, 0.0)) for state in states]
                one[f"{name}_count"] = sum(part[0] for part in parts)
                one[f"{name}_amount"] = sum(part[1] for part in parts)

    def action_open_lines(self):
        """Open the payments of this statement, grouped by what came of them."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "ais_sales.ais_bank_import_line_action_all",
        )
        return {**action, "domain": [("import_id", "=", self.id)], "context": {}}

    def action_open_waiting(self):
        """Open the payments of this statement that wait for a decision."""
        return {
            **self.action_open_lines(),
            "context": {"search_default_waiting": 1},
        }

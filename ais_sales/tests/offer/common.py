from ..common import AisCommon


class OfferCommon(AisCommon):
    """The scene of proposals: a КП of the specialist for three seats, its ground of discounts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reason = cls.env.ref("ais_sales.discount_reason_volume")
        cls.company.ais_invoice_policy = "post"

    def _offer(self, seats=3, group=None, user=None, client=None, **line):
        user = user or self.specialist
        group = group or self.group
        return (
            self.env["sale.order"]
            .with_user(user)
            .create(
                {
                    "partner_id": (client or self.client).id,
                    "user_id": user.id,
                    "order_line": [
                        (
                            0,
                            0,
                            {
                                "product_id": group.product_id.id,
                                "product_uom_qty": seats,
                                "ais_group_id": group.id,
                                **line,
                            },
                        ),
                    ],
                },
            )
        )

    def _pay(self, move, amount=None):
        """Register a payment of an invoice as the accountant does."""
        wizard = (
            self.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=move.ids)
            .create({"amount": amount or move.amount_residual})
        )
        wizard.action_create_payments()
        self.env.flush_all()
        self.env.invalidate_all()

import json
from datetime import timedelta

from odoo import Command

from ..common import AisCommon
from ..corporate.people_common import snils
from ..offer.common import OfferCommon
from ..receivable.common import DebtCommon
from ..rpc import RpcCase

# stands in the texts that are a specialist's own; who reads it has read what is not his
SECRET = "Тайна7731"
SNILS = snils(112233445)
DIPLOMA = "ВСГ7731077"


class SecretScene(RpcCase, OfferCommon, DebtCommon, AisCommon):
    """One specialist's work, with a word in each record that nobody else should ever read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        scene = cls()
        cls.lead.name = f"Обращение {SECRET}"
        cls.lead.email_from = "tajna7731@example.com"
        cls.booking = scene._book(3, note=f"<p>{SECRET}</p>", lead_id=cls.lead.id)
        cls.trainee = cls.env["ais.trainee"].create(
            {
                "booking_id": cls.booking.id,
                "name": f"Иванов Иван {SECRET}",
                "birth_date": "1977-03-31",
                "snils": SNILS,
                "diploma_number": DIPLOMA,
            },
        )
        cls.offer = scene._offer(2)
        cls.offer.note = f"<p>{SECRET}</p>"
        cls.invoice = cls._invoice(7731, overdue=40, invoice_user_id=cls.specialist.id)
        cls.invoice.narration = f"<p>{SECRET}</p>"
        cls.records = {
            "lead": (cls.lead, "name"),
            "booking": (cls.booking, "note"),
            "trainee": (cls.trainee, "name"),
            "offer": (cls.offer, "note"),
            "invoice": (cls.invoice, "narration"),
            **{key: cls._make(*made) for key, made in cls._more().items()},
        }
        cls.files = {key: cls._file(record) for key, (record, _name) in cls.records.items()}
        for record, _name in cls.records.values():
            if "message_ids" in record._fields:
                record.message_post(body=SECRET, message_type="comment")
        cls.env.flush_all()

    @classmethod
    def _more(cls):
        own = {"user_id": cls.specialist.id}
        return {
            "need": (
                "ais.need",
                "answers",
                {"lead_id": cls.lead.id, "course_id": cls.course.id, "people": 1, **own},
            ),
            "consultation": ("ais.consultation", "note", {"lead_id": cls.lead.id}),
            "contact": (
                "ais.contact.agreement",
                "topic",
                {"partner_id": cls.client.id, "date": cls.today + timedelta(days=2), **own},
            ),
            "debt": (
                "ais.debt.contact",
                "note",
                {"client_id": cls.client.id, "kind": "call", "result": "not_reached", **own},
            ),
            "breach": ("ais.breach", "description", {"clause": "2.2", **own}),
            "report": (
                "ais.activity.report",
                "comment",
                {"kind": "day", "date_from": cls.today, **own},
            ),
            "request": (
                "ais.request",
                "subject",
                {
                    "kind": "information",
                    "author_id": cls.specialist.id,
                    "user_id": cls.training_office.id,
                },
            ),
        }

    @classmethod
    def _make(cls, model, name, vals):
        return cls.env[model].create({**vals, name: SECRET}), name

    @classmethod
    def _file(cls, record):
        return cls.env["ir.attachment"].create(
            {
                "name": f"{SECRET}.txt",
                "raw": SECRET.encode(),
                "res_model": record._name,
                "res_id": record.id,
            },
        )

    @classmethod
    def _make_portal(cls):
        return cls.env["res.users"].create(
            {
                "name": "Чужой клиент",
                "login": "ais_portal",
                "password": "ais_portal",
                "group_ids": [Command.set(cls.env.ref("base.group_portal").ids)],
            },
        )

    def _tells(self, answer, *words):
        """Whether an answer of the server has one of the words."""
        text = json.dumps(answer, ensure_ascii=False, default=str)
        return any(word in text for word in words or (SECRET,))

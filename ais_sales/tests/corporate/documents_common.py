from datetime import timedelta

from odoo import Command

from ..common import AisCommon

PERSON = {
    "birth_date": "1985-03-12",
    "gender": "female",
    "education_level": "higher",
    "diploma_last_name": "Иванова",
    "diploma_series": "ВСГ",
    "diploma_number": "1234567",
}


class DocumentsCommon(AisCommon):
    """A group whose training is over: who has passed, who has failed, who has left."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.company.ais_today()
        cls.course.refresher_months = 36
        cls.documents = cls.env["ais.issued.document"].with_user(cls.training_office)
        cls.booking = cls.env["ais.booking"].create(
            {
                "group_id": cls.group.id,
                "partner_id": cls.client.id,
                "user_id": cls.specialist.id,
                "seats": 6,
                "state": "confirmed",
                "trainee_ids": [
                    Command.create({"name": name, "snils": snils, **PERSON})
                    for name, snils in (
                        ("Иванова Анна Петровна", "112-233-445 95"),
                        ("Петров Пётр Сергеевич", "900-800-701 50"),
                        ("Сидоров Семён Ильич", False),
                        ("Фомин Фёдор Фомич", False),
                    )
                ],
            },
        )
        cls.anna, cls.petr, cls.semyon, cls.fyodor = cls.booking.trainee_ids.sorted("name")
        cls._end_training(cls.group)
        cls._finish(cls.anna | cls.petr)

    @classmethod
    def _end_training(cls, group, days=3):
        """The training ended so many days ago."""
        end = cls.today - timedelta(days=days)
        group.write(
            {
                "enroll_until": end - timedelta(days=10),
                "decision_date": end - timedelta(days=10),
                "date_start": end - timedelta(days=4),
                "date_end": end,
            },
        )

    @classmethod
    def _finish(cls, trainees, result="passed"):
        """The people have been taught and assessed; who has passed has completed the training."""
        trainees = trainees.with_user(cls.training_office)
        trainees.write({"training_state": "studying", "result": result})
        if result == "passed":
            trainees.action_complete()

    def _issue(self, trainees, **vals):
        return self.documents.create([{"trainee_id": trainee.id, **vals} for trainee in trainees])

    def _wizard(self, trainees, **vals):
        return (
            self.env["ais.document.issue"]
            .with_user(self.training_office)
            .create({"trainee_ids": [Command.set(trainees.ids)], **vals})
        )

    def _forms(self, first=1, last=10, **vals):
        return (
            self.env["ais.form.batch"]
            .with_user(self.training_office)
            .create(
                {
                    "kind": "certificate",
                    "series": "УПК",
                    "number_from": first,
                    "number_to": last,
                    **vals,
                },
            )
        )

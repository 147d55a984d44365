from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .issued_document_kind import FRDO_KINDS, MAIN_KINDS


class IssuedDocument(models.Model):
    """Who gets a document, and what is checked before it is made (2.24)."""

    _inherit = "ais.issued.document"

    @api.model
    def _ready_to_issue(self, vals_list):
        """Values complete with kind, date and numbers, checked before the database is asked.

        :raise AccessError: when fields of the system are given
        :raise UserError: when somebody is not entitled, with the person and the reason
        """
        vals_list = [dict(vals) for vals in vals_list]
        trainees = self.env["ais.trainee"].browse([vals.get("trainee_id") for vals in vals_list])
        trainees = trainees.exists()
        by_id = {trainee.id: trainee for trainee in trainees}
        for vals in vals_list:
            self._check_given(vals)
            trainee = by_id.get(vals.get("trainee_id"))
            if not trainee:
                raise UserError(self.env._("Choose whose document it is."))
            vals.setdefault("kind", self._kind_for(trainee))
            vals["date"] = fields.Date.to_date(vals.get("date")) or trainee.company_id.ais_today()
        self._check_originals(vals_list)
        self._check_entitled(trainees, vals_list)
        self._check_dates(by_id, vals_list)
        companies = {trainee.id: trainee.company_id.id for trainee in trainees}
        self._check_numbers_free(
            [{**vals, "company_id": companies[vals["trainee_id"]]} for vals in vals_list]
        )
        self._give_numbers(by_id, vals_list)
        self._check_numbers_free(
            [{**vals, "company_id": companies[vals["trainee_id"]]} for vals in vals_list]
        )
        return vals_list

    @api.model
    def _kind_for(self, trainee):
        """Which document the trainee's training ends with; False when none yet."""
        if trainee.training_state == "completed":
            return trainee.course_id.document_kind
        has_failed = trainee.result in ("failed", "absent")
        if trainee.training_state == "dropped" or (
            trainee.training_state == "studying" and has_failed
        ):
            # who left, failed or did not come to the assessment (273-ФЗ, ст. 60, ч. 12)
            return "reference"
        return False

    @api.model
    def _refusals(self, trainees):
        """Why trainees get no document now.

        :return: dict of the reason in words by trainee, for those who get none
        """
        valid = self.search(
            [
                ("trainee_id", "in", trainees.ids),
                ("state", "=", "valid"),
                ("kind", "in", MAIN_KINDS),
            ],
        )
        have = {document.trainee_id.id: document._full_number() for document in valid}
        states = dict(trainees._fields["training_state"]._description_selection(self.env))
        refusals = {}
        for trainee in trainees:
            reason = self._refusal(trainee, have, states)
            if reason:
                refusals[trainee] = reason
        return refusals

    @api.model
    def _refusal(self, trainee, have, states):
        kind = self._kind_for(trainee)
        if trainee.booking_state == "cancelled":
            return self.env._("the booking is cancelled")
        if trainee.id in have:
            return self.env._("has a valid document already, No. %s", have[trainee.id])
        if not kind:
            return self.env._(
                "the training is not completed (%s)", states.get(trainee.training_state, "")
            )
        if kind in FRDO_KINDS:
            return self._education_refusal(trainee)
        return None

    @api.model
    def _education_refusal(self, trainee):
        """A document of qualification takes a diploma (273-ФЗ, ст. 76, ч. 3)."""
        if trainee.education_level == "student":
            return self.env._("still a student: the document waits for the diploma of education")
        if not trainee.education_level and not trainee.diploma_number:
            return self.env._("no document of education: the document waits for it")
        return None

    @api.model
    def _warnings(self, trainees):
        """What is missing for the register, though the document can be issued.

        :return: dict of words by trainee
        """
        warnings = {}
        for trainee in trainees:
            if self._kind_for(trainee) not in FRDO_KINDS:
                continue
            missing = [
                trainee._fields[name]._description_string(self.env)
                for name in (
                    "birth_date",
                    "gender",
                    "citizenship_id",
                    "education_level",
                    "diploma_last_name",
                    "diploma_number",
                )
                if not trainee[name]
            ]
            if not trainee.snils and trainee.citizenship_id.code in (False, "RU"):
                missing.append(trainee._fields["snils"]._description_string(self.env))
            words = [self.env._("missing: %s", ", ".join(missing))] if missing else []
            if trainee.pace == "behind" or 0 < trainee.hours_done < trainee.hours_planned / 2:
                words.append(
                    self.env._(
                        "%(done)s of %(planned)s hours done",
                        done=f"{trainee.hours_done:g}",
                        planned=trainee.hours_planned,
                    ),
                )
            if words:
                warnings[trainee] = "; ".join(words)
        return warnings

    @api.model
    def _check_entitled(self, trainees, vals_list):
        first_time = trainees.browse(
            vals["trainee_id"] for vals in vals_list if not vals["original_id"]
        )
        refusals = self._refusals(first_time)
        seen = set()
        for trainee, vals in zip(
            first_time, (vals for vals in vals_list if not vals["original_id"]), strict=True
        ):
            reason = refusals.get(trainee)
            kind = self._kind_for(trainee)
            if not reason and vals["kind"] not in (kind, "reference"):
                reason = self.env._("this training does not end with such a document")
            if not reason and trainee.id in seen:
                reason = self.env._("named twice")
            if reason:
                raise UserError(
                    self.env._(
                        "%(name)s gets no document: %(reason)s.", name=trainee.name, reason=reason
                    ),
                )
            seen.add(trainee.id)

    @api.model
    def _check_originals(self, vals_list):
        """A duplicate stands in for a valid document of the same person."""
        originals = self.browse(
            [vals["original_id"] for vals in vals_list if vals.get("original_id")]
        )
        originals = originals.exists()
        by_id = {original.id: original for original in originals}
        for vals in vals_list:
            if not vals.get("original_id"):
                vals.update(original_id=False, replace_reason=False)
                continue
            original = by_id.get(vals["original_id"])
            if not original or original.state != "valid" or not vals.get("replace_reason"):
                raise UserError(
                    self.env._(
                        "A duplicate is made of a valid document, and says why: “%s” is not one.",
                        original.display_name if original else "",
                    ),
                )
            if original.trainee_id.id != vals["trainee_id"] or original.kind != vals["kind"]:
                raise UserError(
                    self.env._(
                        "A duplicate of “%s” is of the same person and kind.",
                        original.display_name,
                    ),
                )

    @api.model
    def _check_dates(self, by_id, vals_list):
        """Not before the end of the training, not in the future.

        :raise ValidationError: naming the person and both dates
        """
        for vals in vals_list:
            trainee = by_id[vals["trainee_id"]]
            group, day = trainee.group_id, vals["date"]
            today = trainee.company_id.ais_today()
            original = self.browse(vals.get("original_id") or [])
            earliest = group.date_start if vals["kind"] == "reference" else group.date_end
            if original:
                earliest = original.date
            if day > today or (earliest and day < earliest):
                raise ValidationError(
                    self.env._(
                        "%(name)s: a document of %(day)s is not possible, from %(first)s to"
                        " %(last)s it is. Correct the date of issue.",
                        name=trainee.name,
                        day=f"{day:%d.%m.%Y}",
                        first=f"{earliest:%d.%m.%Y}",
                        last=f"{today:%d.%m.%Y}",
                    ),
                )

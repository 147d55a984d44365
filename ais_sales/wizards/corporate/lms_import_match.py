from collections import defaultdict

from odoo import models

from ...tools import lms_table

SEQUENCES = {"unmatched": 1, "ambiguous": 1, "refused": 1, "partly": 2, "matched": 3}


class LmsImport(models.TransientModel):
    """Whom a row of the report is of, and what of it can be taken."""

    _inherit = "ais.lms.import"

    def _match(self, rows, trainees):
        """Values of `ais.lms.import.line` for the rows.

        :param list rows: of `lms_table.ProgressRow`
        :param trainees: those of the group or the order
        :return: list of dicts
        """
        keys = self._keys_of(trainees)
        matched = [self._match_row(row, keys) for row in rows]
        numbers = defaultdict(list)
        for row, (trainee, _status, _reason) in zip(rows, matched, strict=True):
            if trainee:
                numbers[trainee].append(row.number)
        lines = []
        for row, (trainee, status, reason) in zip(rows, matched, strict=True):
            vals = {
                "number": row.number,
                "name": row.name or row.email,
                "trainee_id": trainee.id if trainee else False,
                "status": status,
                "reason": reason,
            }
            if trainee and len(numbers[trainee]) > 1:
                vals["status"] = "refused"
                vals["reason"] = self.env._(
                    "The same person is in rows %s. Leave one of them.",
                    ", ".join(str(number) for number in numbers[trainee]),
                )
            elif trainee:
                vals.update(self._values_of(row, trainee))
            vals["sequence"] = SEQUENCES[vals["status"]]
            lines.append(vals)
        return lines

    def _keys_of(self, trainees):
        """Trainees by e-mail, СНИЛС, full name, and surname with name."""
        keys = {name: defaultdict(list) for name in ("email", "snils", "name", "short")}
        for trainee in trainees:
            words = lms_table.plain(trainee.name).split()
            for name, key in (
                ("email", lms_table.plain(trainee.email)),
                ("snils", trainee.snils),
                ("name", " ".join(words)),
                ("short", " ".join(words[:2])),
            ):
                if key:
                    keys[name][key].append(trainee)
        return keys

    def _match_row(self, row, keys):
        """Whom a row is of.

        :return: (trainee or None, status, reason in words or False)
        """
        if row.errors:
            fatal = [error for error in row.errors if error[0] in ("name", "snils")]
            if fatal and not (row.name or row.email):
                return None, "refused", self._errors_in_words(fatal)
        name = lms_table.plain(row.name)
        short = name if len(name.split()) == 2 else None
        candidates = []
        for kind, key in (("email", row.email), ("snils", row.snils), ("name", name)):
            candidates = (key and keys[kind].get(key)) or []
            if candidates:
                break
        if not candidates and short:
            candidates = keys["short"].get(short, [])
        if not candidates:
            return None, "unmatched", self.env._("Nobody here has this e-mail, СНИЛС or name.")
        if len(candidates) > 1 and name:
            # one mailbox of several people: the name tells them apart
            named = [one for one in candidates if lms_table.plain(one.name) == name]
            candidates = named if len(named) == 1 else candidates
        if len(candidates) > 1:
            return (
                None,
                "ambiguous",
                self.env._(
                    "It may be of: %s. Add the e-mail to the report, or take one group at a time.",
                    ", ".join(
                        f"{one.name} ({one.group_id.code}, {one.employer_id.name})"
                        for one in candidates
                    ),
                ),
            )
        trainee = candidates[0]
        surname, own = name.split()[:1], lms_table.plain(trainee.name).split()
        if surname and surname[0] not in own:
            return (
                None,
                "ambiguous",
                self.env._(
                    "The e-mail or СНИЛС is of %s, but the name is another one.", trainee.name
                ),
            )
        return trainee, "matched", False

    def _values_of(self, row, trainee):
        """What is taken from the row, and why some of it is not."""
        remarks = []
        if trainee.training_state in ("dropped", "transferred"):
            return {
                "status": "refused",
                "reason": self.env._("%s has left the group.", trainee.name),
            }
        if self.date < trainee.group_id.date_start:
            return {
                "status": "refused",
                "reason": self.env._(
                    "The report is of a day before the start of group %s.", trainee.group_id.code
                ),
            }
        if row.errors:
            remarks.append(self._errors_in_words(row.errors))
        vals = {}
        hours = self._hours_of(row, trainee, remarks)
        if hours is not None:
            vals.update(has_hours=True, hours=hours)
        if row.test is not None:
            vals.update(has_test=True, test_score=row.test)
        if row.result and trainee.training_state == "completed" and row.result != "passed":
            remarks.append(
                self.env._("The training is completed, the result is left as it is."),
            )
        elif row.result:
            vals["result"] = row.result
        if not vals:
            remarks.append(self.env._("The row has nothing to take."))
        status = "matched" if not remarks else "partly" if vals else "refused"
        return {**vals, "status": status, "reason": " ".join(remarks) or False}

    def _hours_of(self, row, trainee, remarks):
        """Hours that the row brings the trainee to; None when it says none or fewer."""
        planned = trainee.hours_planned
        hours = row.hours
        if hours is None and row.percent is not None:
            hours = round(planned * row.percent / 100, 1)
        if hours is None:
            return None
        if hours > planned:
            remarks.append(
                self.env._(
                    "%(hours)s hours are more than the course has: %(planned)s are taken.",
                    hours=f"{hours:g}",
                    planned=planned,
                ),
            )
            hours = float(planned)
        if round(hours - trainee.hours_done, 1) < 0:
            remarks.append(
                self.env._(
                    "%(hours)s hours are fewer than the %(done)s noted already: they are not"
                    " taken.",
                    hours=f"{hours:g}",
                    done=f"{trainee.hours_done:g}",
                ),
            )
            return None
        return hours

    def _errors_in_words(self, errors):
        words = {
            lms_table.NOBODY: self.env._("Nobody is named."),
            lms_table.BAD_SNILS: self.env._("The СНИЛС has a mistake."),
            lms_table.BAD_NUMBER: self.env._("“%s” is not a number of hours or a score."),
            lms_table.NOT_PERCENT: self.env._("“%s” is more than 100 %%."),
            lms_table.UNKNOWN_RESULT: self.env._("“%s” is not a result that is known here."),
        }
        return " ".join(
            words[reason] % text if "%s" in words[reason] else words[reason]
            for _column, text, reason in errors
        )

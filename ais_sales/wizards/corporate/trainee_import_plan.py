from dataclasses import dataclass, field

from odoo import fields, models
from odoo.fields import Domain

from ...models.corporate.trainee_data import NEEDED
from ...tools import person_read
from ...tools.trainee_table import fold

# of a person's row, written to the trainee as they are
WRITTEN = (
    "name",
    "last_name",
    "first_name",
    "middle_name",
    "email",
    "phone",
    "position",
    "birth_date",
    "gender",
    "snils",
    "has_no_snils",
    "citizenship_id",
    "education_level",
    "diploma_last_name",
    "diploma_series",
    "diploma_number",
    "name_change_note",
    "partner_id",
)
NAMES = ("name", "last_name", "first_name", "middle_name")
RANK = {"refused": 0, "new": 2, "update": 3, "same": 4}


@dataclass
class Plan:
    """What is to be done with one row."""

    line: object
    data: dict
    errors: list
    warnings: list
    vals: dict = field(default_factory=dict)
    targets: object = None
    booking: object = None
    trainee: object = None
    outcome: str = "new"

    @property
    def key(self):
        """Folded name."""
        return fold(self.data.get("name") or "")


class TraineeImport(models.TransientModel):
    """Where each row goes and what it changes: planned for all rows at once, written nowhere."""

    _inherit = "ais.trainee.import"

    def _plan(self):
        """Plan the rows and show the plan on their lines.

        :return: list of `Plan`
        """
        self.ensure_one()
        plans = [
            Plan(line, line.data, list(line.errors or []), list(line.warnings or []))
            for line in self.line_ids.sorted("number")
        ]
        bookings = self._bookings()
        good = [plan for plan in plans if not plan.errors]
        self._plan_values(good)
        self._plan_targets(good, bookings)
        good = [plan for plan in good if not plan.errors]
        self._find_known(good, bookings)
        good = [plan for plan in good if not plan.errors]
        self.too_many = self._plan_seats(good, bookings)
        self._refuse_elsewhere([plan for plan in good if not plan.errors], bookings)
        good = [plan for plan in good if not plan.errors]
        self._link_contacts(good)
        self._warn_overlaps(good)
        self._warn_incomplete(good)
        for plan in good:
            if plan.trainee:
                self._plan_update(plan)
        self._show(plans)
        return plans

    def _warn_incomplete(self, plans):
        """Name what the document will need and the row leaves empty, of the list's own columns."""
        columns = set((self.heading or {}).values())
        fields_ = self.env["ais.trainee"]._fields
        home = self.env["ir.model.data"]._xmlid_to_res_id("base.ru")
        for plan in plans:
            missing = [name for name in NEEDED if name in columns and not plan.data.get(name)]
            foreign = plan.data.get("has_no_snils") or (
                plan.vals.get("citizenship_id", home) != home
            )
            if foreign and "snils" in missing:
                missing.remove("snils")
            # the reader of the list tells of the gender
            missing = [name for name in missing if name != "gender"]
            if missing and not plan.trainee:
                plan.warnings.append(
                    self.env._(
                        "Not in the list: %s",
                        ", ".join(fields_[name]._description_string(self.env) for name in missing),
                    ),
                )

    def _plan_values(self, plans):
        """Values of the trainee; a country that is not known refuses the row."""
        countries = self._countries(plans)
        for plan in plans:
            plan.vals = {name: plan.data[name] for name in WRITTEN if plan.data.get(name)}
            told = plan.data.get("citizenship")
            if not told:
                continue
            country = countries.get(told)
            if country:
                plan.vals["citizenship_id"] = country
            else:
                plan.errors.append(self.env._("Citizenship: there is no such country"))

    def _countries(self, plans):
        """Countries by what the list calls them: {text: id}."""
        texts = {plan.data["citizenship"] for plan in plans if plan.data.get("citizenship")}
        if not texts:
            return {}
        by_word = {}
        # a list of the world's countries
        countries = self.env["res.country"].search(Domain.TRUE)
        for lang in {"en_US", "ru_RU", self.env.lang or "en_US"}:
            for country in countries.with_context(lang=lang):
                by_word[person_read.words(country.name or "")] = country.id
        by_code = {country.code: country.id for country in countries}
        found = {}
        for text in texts:
            code = person_read.read_country(text)
            word = person_read.words(text)
            found[text] = by_code.get(code or word.upper()) or by_word.get(word)
        return found

    def _plan_update(self, plan):
        """What a known person gets: what is empty, and the rest only when it may be replaced."""
        trainee, told = plan.trainee, plan.vals
        changed, kept = {}, []
        for name, value in told.items():
            known = self._known_value(trainee, name)
            if known == value or (name in NAMES and fold(str(known or "")) == fold(value)):
                continue
            if not known or self.overwrite:
                changed[name] = value
            elif name not in NAMES[1:]:
                kept.append(self._labels()[name])
        if trainee.snils:
            changed.pop("has_no_snils", None)
        if kept:
            plan.warnings.append(
                self.env._(
                    "kept as it was: %s (tick “Replace” to take the list's)", ", ".join(kept)
                )
            )
        if changed.keys() & set(NAMES):
            changed.update({name: told.get(name, False) for name in NAMES})
        plan.vals = changed
        plan.outcome = "update" if changed else "same"

    def _known_value(self, trainee, name):
        """What is known of a trainee, written as a list tells it."""
        known = trainee[name]
        if name == "citizenship_id":
            # nobody has told the default one
            is_told = trainee.snils or trainee.birth_date or trainee.has_no_snils
            return known.id if is_told else False
        if name == "phone":
            return person_read.read_phone(known)[0] if known else False
        if isinstance(known, models.BaseModel):
            return known.id
        return fields.Date.to_string(known) if name == "birth_date" else known

    def _show(self, plans):
        for plan in plans:
            if plan.errors:
                plan.outcome = "refused"
            rank = RANK[plan.outcome]
            plan.line.write(
                {
                    "outcome": plan.outcome,
                    "booking_id": plan.booking.id if plan.booking else False,
                    "trainee_id": plan.trainee.id if plan.trainee else False,
                    "note": "; ".join(plan.errors or plan.warnings),
                    "has_warning": bool(plan.warnings and not plan.errors),
                    "rank": 1 if rank > 1 and plan.warnings else rank,
                },
            )

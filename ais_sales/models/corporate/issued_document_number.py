from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class IssuedDocument(models.Model):
    """Series, numbers and registration numbers: forms of the pool, else sequences (2.24)."""

    _inherit = "ais.issued.document"

    def _numbers(self):
        self.ensure_one()
        return {
            "company_id": self.company_id.id,
            "kind": self.kind,
            "series": self.series,
            "number": self.number,
            "registration_number": self.registration_number,
            "date": self.date,
        }

    @api.model
    def _give_numbers(self, by_id, vals_list):
        """Number what has no numbers yet.

        :raise UserError: when there are fewer forms than documents
        """
        kinds = defaultdict(list)
        registers = defaultdict(list)
        for vals in vals_list:
            company = by_id[vals["trainee_id"]].company_id
            if not vals.get("number"):
                kinds[company, vals["kind"]].append(vals)
            if not vals.get("registration_number"):
                registers[company, vals["kind"], vals["date"]].append(vals)
        for (company, kind), wanting in kinds.items():
            self._give_form_numbers(company, kind, wanting)
        for (company, kind, date), wanting in registers.items():
            code = f"ais.registration.{kind}"
            numbers = company._ais_next_register_numbers(code, date, len(wanting))
            for vals, number in zip(wanting, numbers, strict=True):
                vals["registration_number"] = number

    @api.model
    def _give_form_numbers(self, company, kind, wanting):
        way = company[f"ais_numbering_{kind}"]
        if way != "sequence":
            batches = self.env["ais.form.batch"]
            forms = batches._take(company, kind, len(wanting))
            if len(forms) == len(wanting):
                for vals, (batch, series, number) in zip(wanting, forms, strict=True):
                    vals.update(batch_id=batch.id, series=series, number=number)
                return
            if forms or way == "forms":
                raise UserError(self._too_few_forms(kind, len(wanting), len(forms)))
        years = defaultdict(list)
        for vals in wanting:
            years[vals["date"].year].append(vals)
        for of_year in years.values():
            numbers = company._ais_next_register_numbers(
                f"ais.number.{kind}", of_year[0]["date"], len(of_year)
            )
            for vals, number in zip(of_year, numbers, strict=True):
                vals.setdefault("series", company[f"ais_series_{kind}"])
                vals["number"] = number

    @api.model
    def _too_few_forms(self, kind, wanted, left):
        label = dict(self._fields["kind"]._description_selection(self.env))[kind]
        return self.env._(
            "%(kind)s: %(wanted)s documents, %(left)s forms left. Enter new forms, or issue to"
            " fewer people; nothing was issued.",
            kind=label,
            wanted=wanted,
            left=left,
        )

    @api.model
    def _refuse_numbers_of_forms(self, typed, documents=None):
        """A form of a batch is taken by the batch, which counts it, and not typed by hand.

        :raise ValidationError: names the number and the batch
        """
        hand = [vals for vals in typed if vals.get("number") and not vals.get("batch_id")]
        if not hand or (documents and not any("number" in vals for vals in hand)):
            return
        batches = self.env["ais.form.batch"].search(
            [("series", "in", [vals.get("series") or "" for vals in hand])],
        )
        for vals in hand:
            number = str(vals["number"])
            for batch in batches:
                if (
                    batch.series == (vals.get("series") or "")
                    and batch.kind == vals.get("kind")
                    and batch.company_id.id == vals.get("company_id")
                    and number.isdecimal()
                    and batch.number_from <= int(number) <= batch.number_to
                    and not (documents and documents.batch_id == batch)
                ):
                    raise ValidationError(
                        self.env._(
                            "Form %(number)s belongs to “%(batch)s”: leave the number empty, the"
                            " next form is taken by itself.",
                            number=number,
                            batch=batch.display_name,
                        ),
                    )

    @api.model
    def _check_numbers_free(self, vals_list, documents=None):
        """Refuse numbers that were given already, before the database does in its own words.

        :param list vals_list: complete or partial values, with `company_id`, `kind` and `date`
        :param documents: those that are being changed, not compared with themselves
        :raise ValidationError: with the number and whose it is
        """
        typed = [
            vals for vals in vals_list if vals.get("number") or vals.get("registration_number")
        ]
        if not typed:
            return
        self._refuse_numbers_of_forms(typed, documents)
        found = self.search(
            [
                ("id", "not in", (documents or self.browse()).ids),
                "|",
                ("number", "in", [vals.get("number") for vals in typed]),
                ("registration_number", "in", [vals.get("registration_number") for vals in typed]),
            ],
        )
        numbers, registered = {}, {}
        for document in found:
            place = (document.company_id.id, document.kind)
            key = (*place, document.series or "", document.number)
            numbers[key] = document.name
            key = (*place, document.date.year, document.registration_number)
            registered[key] = document.name
        for vals in typed:
            year = fields.Date.to_date(vals["date"]).year
            place = (vals["company_id"], vals["kind"])
            keys = (
                (numbers, (*place, vals.get("series") or "", vals.get("number"))),
                (registered, (*place, year, vals.get("registration_number"))),
            )
            for known, key in keys:
                if key[-1] and key in known:
                    raise ValidationError(
                        self.env._(
                            "Number %(number)s has been given to the document of %(name)s.",
                            number=key[-1],
                            name=known[key],
                        ),
                    )
                known[key] = self.env._("this list, twice")

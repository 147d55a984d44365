"""What a measure of the regulation counts, said in the terms of records: the figure and the list
behind it come from one and the same domain, so that they cannot part.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    """A number and the records that make it.

    The value is ``top`` of the records, or ``top`` divided by ``bottom`` where there is one (in per
    cent when the measure's unit says so). Both are aggregates as `_read_group` takes them.

    :ivar str model: model of the records
    :ivar list domain: which records; the drill-down shows exactly these
    :ivar list part: of a share, which of the records are counted above the line; None: all
    :ivar str top: aggregate above the line
    :ivar str bottom: aggregate below the line, empty for a plain number
    :ivar str user: field (or path) of the employee whose figure it is; empty: the department's only
    :ivar str company: field (or path) of the company; records of no company belong to all
    :ivar bool is_percent: the aggregate above the line is in per cent already
    :ivar bool per_person: each employee counts once, however many records he has
    :ivar dict values: instead of aggregates, the ready numbers: {user id or False: (top, bottom)}
    :ivar str action: XML id of the action that shows the records as their own menu does
    :ivar dict context: what the list opens with
    """

    model: str
    domain: list
    part: list | None = None
    top: str = "__count"
    bottom: str = ""
    user: str = "user_id"
    company: str = "company_id"
    is_percent: bool = False
    per_person: bool = False
    values: dict | None = None
    action: str = ""
    context: dict = field(default_factory=dict)


def share(model, domain, part, **more):
    """Per cent of the records for which ``part`` holds too."""
    return Figure(model, domain, part=part, bottom="__count", **more)


def mean(model, domain, name, **more):
    """Mean of a field over the records that have it."""
    return Figure(model, domain, top=f"{name}:sum", bottom=f"{name}:count", **more)


def total(model, domain, name, **more):
    """Sum of a field."""
    return Figure(model, domain, top=f"{name}:sum", **more)

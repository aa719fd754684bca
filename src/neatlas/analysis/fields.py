"""What differs between two forms of a record, field by field.

The records of a list have no number that lasts, and not all have an id. So equal ones are paired
first, then those with the same id, then those that have most fields in common; a vertex that was
put into a line does not make all that follow differ.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Plain = Mapping[str, Any]

#: What names a record of a list for a reader: the first of these that it has.
_NAMING = (
    "id",
    "passage",
    "place",
    "status",
    "quantity",
    "name",
    "scheme",
    "text",
    "exact",
    "date",
)
#: Least share of equal fields by which two records are forms of one.
_ALIKE = 0.5


class Difference(NamedTuple):
    """One field that differs."""

    path: tuple[str, ...]
    """Names of the fields that lead to it; after that of a list, what names the record in it."""
    before: Any
    """Its value, None where it has none."""
    after: Any

    @property
    def words(self) -> str:
        """Say which field went from what to what."""
        return f"{', '.join(self.path)}: from {shown(self.before)} to {shown(self.after)}"


def shown(value: Any) -> str:  # noqa: ANN401 - a value of any field
    """Write the value of a field in one line, `nothing` where it has none."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {shown(held)}" for name, held in value.items() if _says(held))
    if isinstance(value, list):
        return "; ".join(map(shown, value)) or "nothing"
    if isinstance(value, str):
        return f"'{value}'"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value is None else str(value)


def _says(value: Any) -> bool:  # noqa: ANN401
    return value is not None and value != []


def differences(before: Plain, after: Plain, path: tuple[str, ...] = ()) -> Iterator[Difference]:
    """
    Find the fields that differ between two forms of a record.

    Parameters
    ----------
    before, after
        Plain values, as pydantic dumps them for JSON.
    path
        What leads to the record.

    Yields
    ------
    Difference
        In the order of the fields; of a list of records those that are new after those that
        differ, then those that are gone.
    """
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name), after.get(name)
        here = (*path, name)
        if was == now:
            continue
        if isinstance(was, dict) and isinstance(now, dict):
            yield from differences(was, now, here)
        elif _are_records(was) and _are_records(now):
            yield from _listed(was or [], now or [], here)
        else:
            yield Difference(here, was, now)


def _are_records(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, list) and all(isinstance(held, dict) for held in value)


def _listed(
    before: Sequence[Plain], after: Sequence[Plain], path: tuple[str, ...]
) -> Iterator[Difference]:
    pairs = _pairs(before, after)
    for new, old in sorted(pairs.items()):
        yield from differences(before[old], after[new], (*path, _name(before[old])))
    for number, record in enumerate(after):
        if number not in pairs:
            yield Difference((*path, _name(record)), None, record)
    for number, record in enumerate(before):
        if number not in pairs.values():
            yield Difference((*path, _name(record)), record, None)
    if any(one > other for one, other in pairwise(pairs[new] for new in sorted(pairs))):
        orders = ([_name(record) for record in records] for records in (before, after))
        yield Difference((*path, "order"), *orders)


def _name(record: Plain) -> str:
    return next((str(record[name]) for name in _NAMING if record.get(name) is not None), "")


def _pairs(before: Sequence[Plain], after: Sequence[Plain]) -> dict[int, int]:
    """Return for the number of a new record that of the old one which it is a form of."""
    pairs: dict[int, int] = {}
    free = dict(enumerate(before))
    for new, record in enumerate(after):
        if (old := next((n for n, held in free.items() if held == record), None)) is not None:
            pairs[new] = old
            del free[old]
    for new, record in enumerate(after):
        alike = {n: _likeness(held, record) for n, held in free.items()}
        if new not in pairs and alike and max(alike.values()) >= _ALIKE:
            pairs[new] = max(alike, key=alike.__getitem__)
            del free[pairs[new]]
    return pairs


def _likeness(one: Plain, other: Plain) -> float:
    """Return the share of the fields which two records have in common; with an id, that decides."""
    if "id" in one or "id" in other:
        return float(one.get("id") == other.get("id"))
    telling = [name for name in {*one, *other} if _says(one.get(name)) or _says(other.get(name))]
    same = sum(bool(one.get(name) == other.get(name)) for name in telling)
    # A record keeps its name more often than it takes that of another.
    return same / len(telling) + (_ALIKE if _name(one) == _name(other) else 0)

"""The rows of selected projects, the same for every format and every door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neatlas.model.vocabulary import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

#: What every format gives of a project, in this order.
FIELDS = (
    "id",
    "name",
    "sectors",
    "countries",
    "location_countries",
    "party_countries",
    "invited_countries",
    "status",
    "statuses",
    "part_statuses",
    "outcome",
    "precisions",
    "mention",
    "located",
    "passages",
)


def project_rows(selected: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """
    Write the rows of a projects frame as plain data.

    Parameters
    ----------
    selected
        Rows of a projects frame (`catalog.frames.projects_frame`).

    Returns
    -------
    list of dict
        One for each project, in the frame's order, with `FIELDS` as keys; lists where there
        are several values, None where a value is not known; `part_statuses` is a dict.
    """
    return record_rows(selected.to_dict("index"))


def record_rows(records: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Write rows of a projects frame as `project_rows` does, given by id, without a frame."""
    return [_row(project_id, row) for project_id, row in records.items()]


def _row(project_id: Any, row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row of the frame
    own = {
        "id": project_id,
        "mention": row["mentions"][0] if row["mentions"] else None,
        "outcome": _first_rated(row["outcomes"]),
        "located": bool(row["located"]),
    }
    return {field: own[field] if field in own else _plain(row[field]) for field in FIELDS}


def _first_rated(outcomes: tuple[str, ...]) -> str | None:
    """Return the outcome that says something: a hope beside a rated claim is not rated."""
    rated = [outcome for outcome in outcomes if outcome != Outcome.NOT_RATED]
    return next(iter([*rated, *outcomes]), None)


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell of the frame
    return list(value) if isinstance(value, tuple) else value

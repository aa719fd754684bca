"""Features of a collection in memory: a spatial index, and an index of every field.

A store is built once from a table and only read afterwards, by any number of threads.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from neatlas.export.geojson import plain_shapes
from neatlas.web.ogc.times import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from neatlas.export.table import Table

    Rows = NDArray[np.int64]

#: Fields of a table that say when a feature holds, as ISO 8601 days; an end that is null is open.
BEGINS, ENDS = "begins", "ends"
#: Days that stand for no beginning and no end.
_FIRST, _LAST = 0, np.iinfo(np.int64).max

_NO_ROWS = np.array([], dtype=np.int64)


@dataclass(frozen=True)
class Wanted:
    """What features are asked for; every condition must hold."""

    boxes: Sequence[tuple[float, float, float, float]] = ()
    """West, south, east, north; one of them must be met, if there are any."""
    interval: Interval | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    """Field to the value that it has, or that stands in its list."""


@dataclass(frozen=True)
class Store:
    """
    The features of a table.

    Parameters
    ----------
    table
        Its key is `id`; it has a geometry, and `BEGINS` and `ENDS` where features have a time.
    """

    table: Table
    _indices: dict[str, dict[Any, Rows]] = field(default_factory=dict, repr=False)
    _ranks: dict[str, Rows] = field(default_factory=dict, repr=False)

    @cached_property
    def shapes(self) -> NDArray[np.object_]:
        """Geometries as they are given away: WGS84, six decimals; None where there is none."""
        return plain_shapes([row["geometry"] for row in self.table.rows])

    @cached_property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east, north of all geometries; None where there is none."""
        drawn = self.shapes[~(shapely.is_missing(self.shapes) | shapely.is_empty(self.shapes))]
        if len(drawn) == 0:
            return None
        west, south, east, north = shapely.total_bounds(drawn).tolist()
        return west, south, east, north

    @cached_property
    def span(self) -> Interval | None:
        """First and last day of all features, None where it is open; None without any time."""
        begins, ends = self._days
        timed = (begins > _FIRST) | (ends < _LAST)
        if not timed.any():
            return None
        return Interval(_day(int(begins[timed].min())), _day(int(ends[timed].max())))

    def index(self, name: str) -> dict[Any, Rows]:
        """Return the rows that have each value of a field, or have it in their list."""
        if name not in self._indices:
            found: dict[Any, list[int]] = {}
            for number, row in enumerate(self.table.rows):
                value = row[name]
                for one in dict.fromkeys(value) if isinstance(value, list) else [value]:
                    found.setdefault(one, []).append(number)
            self._indices[name] = {value: np.array(rows) for value, rows in found.items()}
        return self._indices[name]

    def select(self, wanted: Wanted) -> Rows:
        """
        Select features.

        Returns
        -------
        array of int
            Their rows, in the order of the table. A feature without a geometry is in every box
            and one without a time in every interval, as OGC 17-069 (7.15.3 and 7.15.4) has it.
        """
        kept = np.ones(len(self.table.rows), dtype=bool)
        for name, value in wanted.values.items():
            kept &= self._at(self.index(name).get(value, _NO_ROWS))
        if wanted.interval is not None:
            kept &= self._within(wanted.interval)
        if wanted.boxes:
            kept &= np.logical_or.reduce([self._meeting(box) for box in wanted.boxes])
        return np.flatnonzero(kept)

    def sort(self, rows: Rows, order: Sequence[tuple[str, bool]]) -> Rows:
        """
        Sort rows.

        Parameters
        ----------
        rows
            As `select` gives them.
        order
            Fields of one value, the most telling first, each with whether its values fall.

        Returns
        -------
        array of int
            What has no value comes last either way, and equal ones keep their order.
        """
        keys = []
        for name, falling in reversed(order):
            ranks, unknown = self._ranked(name)[rows], len(self.table.rows)
            keys.append(np.where(falling & (ranks < unknown), -ranks, ranks))
        return rows[np.lexsort(keys)]

    def _ranked(self, name: str) -> Rows:
        """Return for each row where its value of a field stands among all; the unknown last."""
        if name not in self._ranks:
            values = [row[name] for row in self.table.rows]
            known = sorted({value for value in values if value is not None})
            ranks = {value: rank for rank, value in enumerate(known)}
            last = len(values)
            self._ranks[name] = np.array([ranks.get(v, last) for v in values], dtype=np.int64)
        return self._ranks[name]

    def features(
        self,
        rows: Rows,
        *,
        names: Collection[str] = (),
        move: Callable[[NDArray[np.object_]], NDArray[np.object_]] | None = None,
        drawn: bool = True,
    ) -> list[dict[str, Any]]:
        """
        Write features as GeoJSON has them.

        Parameters
        ----------
        rows
            As `select` gives them.
        names
            Fields that become properties; all if empty.
        move
            Takes geometries to another coordinate reference system.
        drawn
            Whether they have their geometry, or null instead of it.
        """
        shapes = self.shapes[rows]
        written = (
            shapely.to_geojson(move(shapes) if move else shapes) if drawn else [None] * len(rows)
        )
        given = [f.name for f in self.table.attributes if not names or f.name in names]
        return [
            {
                "type": "Feature",
                "id": row["id"],
                "geometry": json.loads(text) if text else None,
                "properties": {name: row[name] for name in given},
            }
            for text, row in zip(written, map(self.table.rows.__getitem__, rows), strict=True)
        ]

    @cached_property
    def _days(self) -> tuple[Rows, Rows]:
        """Days on which features begin and end, as ordinals."""
        rows = self.table.rows
        begins = [_ordinal(row.get(BEGINS), _FIRST) for row in rows]
        ends = [_ordinal(row.get(ENDS), _LAST) for row in rows]
        return np.array(begins, dtype=np.int64), np.array(ends, dtype=np.int64)

    @cached_property
    def _tree(self) -> tuple[shapely.STRtree, NDArray[np.float64], Rows]:
        """The tree of boxes, the boxes themselves, and the rows that have none."""
        tree = shapely.STRtree(self.shapes)
        nowhere = np.flatnonzero(shapely.is_missing(self.shapes) | shapely.is_empty(self.shapes))
        return tree, shapely.bounds(self.shapes), nowhere

    def _within(self, interval: Interval) -> NDArray[np.bool_]:
        begins, ends = self._days
        first = interval.first.toordinal() if interval.first else _FIRST
        last = interval.last.toordinal() if interval.last else _LAST
        return (begins <= last) & (ends >= first)

    def _at(self, *rows: Rows) -> NDArray[np.bool_]:
        """Return for each row whether it is one of these."""
        named = np.zeros(len(self.table.rows), dtype=bool)
        for some in rows:
            named[some] = True
        return named

    def _meeting(self, box: tuple[float, float, float, float]) -> NDArray[np.bool_]:
        """Return for each row whether its geometry meets a box or is none."""
        tree, bounds, nowhere = self._tree
        area = shapely.box(*box)
        near = tree.query(area)
        west, south, east, north = bounds[near].T
        # What lies inside with its own box meets it; only what crosses its edge needs a look.
        inside = (west >= box[0]) & (south >= box[1]) & (east <= box[2]) & (north <= box[3])
        crossing = near[~inside]
        shapely.prepare(area)
        met = crossing[shapely.intersects(area, self.shapes[crossing])]
        return self._at(near[inside], met, nowhere)


def _ordinal(day: str | None, absent: int) -> int:
    return date.fromisoformat(day).toordinal() if day else absent


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if _FIRST < ordinal < _LAST else None

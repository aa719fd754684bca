"""What a table is built from: the selected projects, and the day for which they are told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from neatlas.catalog.frames import features_frame
from neatlas.export.table import Field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    import geopandas as gpd

    from neatlas.catalog.catalog import Catalog
    from neatlas.model.project import Project
    from neatlas.model.record import PartialDate


@dataclass(frozen=True)
class Scope:
    """The selected projects of an atlas, as of a day."""

    catalog: Catalog
    selected: gpd.GeoDataFrame
    """Rows of the projects frame."""
    day: date
    dated: bool = False
    """Whether the day was asked for: what came later is left out then."""

    @property
    def projects(self) -> Iterator[Project]:
        """Yield the records of the selected projects."""
        return (self.catalog.projects[project] for project in self.selected.index)

    @cached_property
    def features(self) -> gpd.GeoDataFrame:
        """The features of the selected projects, as of the day, project by project."""
        frame = features_frame(self.catalog, as_of=self.day)
        return frame[frame["project"].isin(self.selected.index)]

    def has_come(self, when: PartialDate) -> bool:
        """Return whether something of a date belongs into a table of the day."""
        return not self.dated or when.latest <= self.day


DATE_FIELDS = (
    Field("date", "text", "date as precise as its source (EDTF)"),
    Field("date_min", "date", "first day that the date can mean"),
    Field("date_max", "date", "last day that the date can mean"),
)


def dates(when: PartialDate | None) -> dict[str, Any]:
    """Return the values of `DATE_FIELDS`; None for all of them where no date is known."""
    if when is None:
        return dict.fromkeys(field.name for field in DATE_FIELDS)
    bounds = (when.earliest.isoformat(), when.latest.isoformat())
    return {"date": str(when), "date_min": bounds[0], "date_max": bounds[1]}

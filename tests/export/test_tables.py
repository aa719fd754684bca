"""Tidy tables: what each holds, of which types, and what a date or filter leaves out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from shapely.geometry.base import BaseGeometry

from neatlas.analysis.filters import parse_filter
from neatlas.analysis.select import Filter
from neatlas.errors import UnknownWordError
from neatlas.export.notice import write_notice
from neatlas.export.tables import TABLES, build_table, build_tables

if TYPE_CHECKING:
    from neatlas.catalog.catalog import Catalog
    from neatlas.export.table import Table

#: Kind of a field to what Python holds for it.
TYPES = {
    "text": str,
    "list": list,
    "map": dict,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "date": str,
    "geometry": BaseGeometry,
}


def table(catalog: Catalog, name: str, **words: str) -> Table:
    chosen = parse_filter({key: [value] for key, value in words.items()}, catalog)
    return build_table(catalog, chosen, name)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("atlas", ["tiny", "shipped"])
def test_every_row_has_every_field_of_its_type_and_a_key_of_its_own(
    atlas: str, name: str, request: pytest.FixtureRequest
) -> None:
    built = build_table(request.getfixturevalue(f"{atlas}_catalog"), Filter(context=True), name)
    assert built.rows
    assert built.name == name
    for row in built.rows:
        assert set(row) == {field.name for field in built.fields}
        for field in built.fields:
            value = row[field.name]
            assert value is None or isinstance(value, TYPES[field.kind]), (field, value)
            if field.kind == "list":
                assert all(isinstance(item, str) for item in value)
            if field.kind == "date" and value is not None:
                date.fromisoformat(value)
    keys = [tuple(row[name] for name in built.key) for row in built.rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", TABLES)
def test_a_selection_of_nothing_has_the_same_fields_and_no_rows(
    tiny_catalog: Catalog, name: str
) -> None:
    whole, nothing = table(tiny_catalog, name), table(tiny_catalog, name, sector="gas")
    assert nothing.fields == whole.fields
    assert list(nothing.rows) == []


def test_an_unknown_table_is_refused_with_the_likely_one(tiny_catalog: Catalog) -> None:
    with pytest.raises(
        UnknownWordError, match=r"'statusses' is not a table\. Did you mean 'statuses'"
    ):
        build_table(tiny_catalog, Filter(), "statusses")


def test_a_date_has_its_first_and_last_day_beside_it(shipped_catalog: Catalog) -> None:
    for name in ("statuses", "events", "sources", "links", "parts"):
        for row in build_table(shipped_catalog, Filter(context=True), name).rows:
            if row["date"] is None:
                assert row["date_min"] is row["date_max"] is None
            elif len(row["date"]) == 4 and row["date"].isdigit():
                assert row["date_min"] == f"{row['date']}-01-01"
                assert row["date_max"] == f"{row['date']}-12-31"
            else:
                assert row["date_min"] <= row["date_max"]


def test_an_earlier_date_leaves_out_what_came_later(tiny_catalog: Catalog) -> None:
    tables = build_tables(tiny_catalog, parse_filter({"as_of": ["2010"]}, tiny_catalog))
    for name in ("statuses", "events"):
        assert all(row["date_max"] <= "2010-12-31" for row in tables[name].rows)
    assert len(tables["statuses"].rows) < len(table(tiny_catalog, "statuses").rows)
    assert "gulf-railway/across" not in {row["id"] for row in tables["features"].rows}
    assert "gulf-railway/across" not in {row["id"] for row in tables["bands"].rows}


def test_a_filter_keeps_only_what_belongs_to_its_projects(tiny_catalog: Catalog) -> None:
    chosen = Filter(sectors=frozenset({"port"}))
    tables = build_tables(tiny_catalog, chosen)
    assert [row["id"] for row in tables["projects"].rows] == ["lumijoki-harbour"]
    for name in ("features", "parts", "statuses", "events", "figures", "links"):
        assert {row["project"] for row in tables[name].rows} <= {"lumijoki-harbour"}
    assert all(row["projects"] == ["lumijoki-harbour"] for row in tables["passages"].rows)
    cited = {row["id"] for row in tables["sources"].rows}
    for name in ("statuses", "events", "figures"):
        assert {s for row in tables[name].rows for s in row["sources"]} <= cited


def test_areas_have_no_band_and_every_line_lies_in_its_own(tiny_catalog: Catalog) -> None:
    features = {row["id"]: row["geometry"] for row in table(tiny_catalog, "features").rows}
    bands = {row["id"]: row["geometry"] for row in table(tiny_catalog, "bands").rows}
    assert "lumijoki-harbour/basin" not in bands
    assert set(bands) <= set(features)
    for feature_id, band in bands.items():
        assert band.buffer(1e-6).covers(features[feature_id])


def test_a_project_that_is_not_drawn_is_a_feature_with_no_geometry(tiny_catalog: Catalog) -> None:
    rows = {row["id"]: row for row in table(tiny_catalog, "features").rows}
    nothing: dict[str, Any] = rows["shared-studies"]
    assert nothing["geometry"] is None
    assert nothing["length_km"] is None
    assert rows["lumijoki-harbour/basin"]["length_km"] is None
    assert rows["lumijoki-harbour/basin"]["area_km2"] > 0


def test_the_notice_says_licence_citation_filter_and_version(tiny_catalog: Catalog) -> None:
    notice = write_notice(
        tiny_catalog, parse_filter({"country": ["SE", "FI"], "text": ["å & ä"]}, tiny_catalog)
    )
    assert notice.licence == "CC BY 4.0"
    assert notice.selection == "country=FI&country=SE&text=%C3%A5+%26+%C3%A4"
    assert notice.data_version == tiny_catalog.folder.sha256()
    assert notice.data_version[:12] in notice.citation
    assert notice.known_as_of in notice.citation

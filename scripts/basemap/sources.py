"""Read the geodata that the packages bring, about the region, in longitude and latitude."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REGION = shapely.box(95, 28, 155, 65)
"""The region that every layer is clipped to."""

MARGIN = shapely.box(93, 26, 157, 67)
"""The region and a margin, so that no layer is simplified against the region's edge."""

ISO_NUMERIC = {
    "104": "MM", "156": "CN", "356": "IN", "392": "JP",
    "408": "KP", "410": "KR", "496": "MN", "643": "RU",
}  # fmt: skip
"""ISO 3166-1 numeric to alpha-2, for the countries of the region."""


@dataclass(frozen=True)
class Packages:
    """Folders in which the unpacked packages lie, searched in the order given."""

    folders: tuple[Path, ...]

    def find(self, name: str) -> Path:
        """Find one file by its name.

        Parameters
        ----------
        name : str
            File name, such as ``ne_10m_land.shp``.

        Returns
        -------
        Path
            The first match, in sorted order.

        Raises
        ------
        FileNotFoundError
            If no folder holds the file.
        """
        for folder in self.folders:
            for path in sorted(folder.rglob(name)):
                return path
        where = ", ".join(str(folder) for folder in self.folders)
        message = f"{where}: no file '{name}' in it. Unpack the packages that the docstring names."
        raise FileNotFoundError(message)


def read_natural_earth(packages: Packages, layer: str) -> np.ndarray:
    """Read one layer of Natural Earth 1:10m.

    Parameters
    ----------
    packages : Packages
        Where to look.
    layer : str
        Layer name without the scale, such as ``land``.

    Returns
    -------
    numpy.ndarray
        Single geometries, clipped to the region and its margin.
    """
    frame = gpd.read_file(packages.find(f"ne_10m_{layer}.shp"), bbox=MARGIN.bounds)
    whole = shapely.make_valid(frame.geometry.to_numpy())
    parts = shapely.get_parts(shapely.intersection(whole, MARGIN))
    return parts[~shapely.is_empty(parts)]


def read_countries(packages: Packages) -> dict[str, Any]:
    """Read the countries of Natural Earth that have land in the region.

    Parameters
    ----------
    packages : Packages
        Where to look.

    Returns
    -------
    dict
        Polygon by ISO alpha-2 code.
    """
    frame = gpd.read_file(packages.find("countries-10m.json"), layer="countries")
    known = frame[frame["id"].isin(ISO_NUMERIC)]
    return {ISO_NUMERIC[row.id]: shapely.make_valid(row.geometry) for row in known.itertuples()}


def read_shared_arcs(packages: Packages) -> dict[tuple[str, ...], Any]:
    """Read the arcs of the country topology that two countries share.

    Parameters
    ----------
    packages : Packages
        Where to look.

    Returns
    -------
    dict
        Multi-line by the sorted pair of ISO alpha-2 codes.
    """
    topology = json.loads(packages.find("countries-10m.json").read_text(encoding="utf-8"))
    scale, shift = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    users: dict[int, set[str]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        code = ISO_NUMERIC.get(country.get("id", ""))
        for index in _arc_indices(country.get("arcs", [])) if code else ():
            users.setdefault(index if index >= 0 else ~index, set()).add(str(code))
    pairs: dict[tuple[str, ...], list[Any]] = {}
    for index, codes in sorted(users.items()):
        if len(codes) > 1:
            line = np.cumsum(np.array(topology["arcs"][index]), axis=0) * scale + shift
            pairs.setdefault(tuple(sorted(codes)), []).append(shapely.linestrings(line))
    return {pair: shapely.multilinestrings(lines) for pair, lines in sorted(pairs.items())}


def _arc_indices(arcs: list[Any]) -> Iterator[int]:
    """Yield every arc number of a nested TopoJSON ``arcs`` list."""
    for item in arcs:
        if isinstance(item, list):
            yield from _arc_indices(item)
        else:
            yield item


def read_gshhg(packages: Packages, level: int) -> np.ndarray:
    """Read the polygons of one level of the full GSHHG shoreline.

    Parameters
    ----------
    packages : Packages
        Where to look.
    level : int
        1 is land in the sea, 2 is a lake on it, 3 an island in a lake.

    Returns
    -------
    numpy.ndarray
        Valid single polygons, clipped to the region and its margin.
    """
    data = packages.find("gshhs_f.dat").read_bytes()
    west, south, east, north = MARGIN.bounds
    polygons: list[Any] = []
    for line in packages.find("gshhsmeta_f.dat").read_text(encoding="ascii").splitlines():
        kind, _, _, low, high, offset, size, _ = line.split()
        if int(kind) != level or float(low) > north or float(high) < south:
            continue
        ring = np.frombuffer(data, "<f4", int(size) // 4, int(offset)).reshape(-1, 2)
        if ring[:, 0].max() >= west and ring[:, 0].min() <= east:
            polygons.append(shapely.polygons(ring.astype(float)))
    parts = shapely.get_parts(shapely.intersection(shapely.make_valid(polygons), MARGIN))
    return np.asarray(parts[shapely.get_dimensions(parts) == 2])  # noqa: PLR2004


def read_rivers(packages: Packages) -> dict[int, Any]:
    """Read the rivers of WDBII from the binned file that GMT uses.

    Parameters
    ----------
    packages : Packages
        Where to look.

    Returns
    -------
    dict
        Merged lines by level: 0 wide rivers, 1 and 2 major, 3 and 4 lesser permanent ones.
    """
    h5py = import_module("h5py")  # only the build needs it

    with h5py.File(packages.find("binned_river_h.nc")) as file:
        table = {name: variable[:] for name, variable in file.items()}
    unit = table["Bin_size_in_minutes"][0] / 60
    columns = int(table["N_bins_in_360_longitude_range"][0])
    lon, lat = (
        table[f"Relative_{axis}_from_SW_corner_of_bin"].view("u2") * (unit / 65535)
        for axis in ("longitude", "latitude")
    )
    lines: dict[int, list[Any]] = {}
    for number, count in enumerate(table["N_segments_in_a_bin"]):
        corner = np.array([number % columns * unit, 90 - unit * (number // columns + 1)])
        if not MARGIN.covers(shapely.box(*corner, *(corner + unit))):
            continue
        first = table["Id_of_first_segment_in_a_bin"][number]
        for segment in range(first, first + count):
            start = table["Id_of_first_point_in_a_segment"][segment]
            part = slice(start, start + table["N_points_for_a_segment"][segment])
            level = int(table["Hierarchial_level_of_a_segment"][segment])
            points = np.column_stack((lon[part], lat[part])) + corner
            lines.setdefault(level, []).append(shapely.linestrings(points.round(5)))
    return {
        level: shapely.line_merge(shapely.union_all(found))
        for level, found in sorted(lines.items())
    }


def read_geonames(packages: Packages) -> dict[int, dict[str, Any]]:
    """Read the populated places of GeoNames within the region.

    Parameters
    ----------
    packages : Packages
        Where to look.

    Returns
    -------
    dict
        The package's own record by GeoNames id.
    """
    records = json.loads(packages.find("cities500.json").read_text(encoding="utf-8"))
    west, south, east, north = REGION.bounds
    return {
        int(number): record
        for number, record in records.items()
        if west < record["longitude"] < east and south < record["latitude"] < north
    }

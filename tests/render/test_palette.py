from __future__ import annotations

from itertools import combinations

import pytest

from neatlas.model.vocabulary import MIXED, Sector, Status
from neatlas.render.palette import (
    NO_SECTOR_COLOR,
    SECTOR_COLORS,
    Standing,
    line_style,
    sector_color,
)

LAND, SEA = "#f6f4ee", "#cfe0ea"
COLORS = {**{s.value: color for s, color in SECTOR_COLORS.items()}, "none": NO_SECTOR_COLOR}


def luminance(color: str) -> float:
    """Relative luminance after WCAG 2.2."""
    channels = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_has_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("ground", [LAND, SEA])
@pytest.mark.parametrize("sector", COLORS)
def test_a_colour_stands_out_from_the_ground(sector: str, ground: str) -> None:
    assert contrast(COLORS[sector], ground) >= 3


def test_every_sector_has_a_colour_of_its_own() -> None:
    assert set(SECTOR_COLORS) == set(Sector)
    assert len(set(COLORS.values())) == len(COLORS)


def test_the_first_sector_gives_the_colour() -> None:
    assert sector_color(("rail", "gas")) == SECTOR_COLORS[Sector.RAIL]
    assert sector_color(()) == NO_SECTOR_COLOR


@pytest.mark.parametrize(("one", "other"), [*combinations([*Status, MIXED, None], 2)])
def test_two_statuses_differ_in_their_dash(one: str | None, other: str | None) -> None:
    assert line_style("#000000", one).dash != line_style("#000000", other).dash


def test_an_alternative_is_lighter_and_an_editors_reading_hollow() -> None:
    best = line_style("#000000", Status.OPERATING)
    alternative = line_style("#000000", Status.OPERATING, Standing.ALTERNATIVE)
    reading = line_style("#000000", Status.OPERATING, Standing.READING)
    assert alternative.weight < best.weight < reading.weight
    assert alternative.opacity < best.opacity
    assert (best.hollow, alternative.hollow, reading.hollow) == (False, False, True)
    assert best.dash == alternative.dash == reading.dash

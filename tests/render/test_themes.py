from __future__ import annotations

import pytest

from neatlas.render.palette import NO_SECTOR_COLOR, SECTOR_COLORS
from neatlas.render.themes import CASING, THEMES, Theme


def luminance(color: str) -> float:
    """Relative luminance after WCAG 2.2, whose known values `test_palette` checks."""
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    channels = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


INKS = [
    pytest.param(name, theme, color, id=f"{name}-{color}")
    for name, theme in THEMES.items()
    for color in (*SECTOR_COLORS.values(), NO_SECTOR_COLOR)
]


@pytest.mark.parametrize(("name", "theme", "color"), INKS)
def test_a_feature_stands_out_from_land_sea_and_casing(name: str, theme: Theme, color: str) -> None:
    ink, casing = (theme.inks.get(one, one) for one in (color, CASING))
    least = 4.5 if name == "print" else 3
    assert min(contrast(ink, ground) for ground in (theme.land, theme.sea, casing)) >= least


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_sector_has_a_colour_of_its_own_in_every_style(theme: Theme) -> None:
    own = [theme.inks.get(color, color) for color in (*SECTOR_COLORS.values(), NO_SECTOR_COLOR)]
    assert len(set(own)) == len(own)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_names_can_be_read(theme: Theme) -> None:
    assert contrast(theme.sea_name, theme.sea) >= 4.5
    for name in (theme.country_name, theme.town_name, theme.line_name):
        assert contrast(name, theme.land) >= 4.5
    assert contrast(theme.quiet_name, theme.land) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_borders_stand_out_from_the_land(theme: Theme) -> None:
    assert contrast(theme.border, theme.land) >= 3


def test_the_ground_of_the_print_style_is_grey() -> None:
    fields = THEMES["print"].model_dump(exclude={"inks"})
    solid = [color for color in fields.values() if color.startswith("#")]
    assert [c for c in solid if not c[1:3] == c[3:5] == c[5:7]] == []

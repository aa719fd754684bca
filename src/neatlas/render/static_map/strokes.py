"""How projects are drawn: lines no crisper than they are known, discs, breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from neatlas.render.static_map.marks import Box, Ink, Layer
from neatlas.render.static_map.routes import SPOKEN, Route

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from neatlas.render.spec import Style
    from neatlas.render.static_map.setting import Setting

#: Radius of a disc, and of the disc of a break, in pixels of the screen.
RADIUS = 5.0
_BREAK_RADIUS, _BREAK_ARM, _BREAK_EDGE = 5.6, 2.5, 1.6
#: A disc of radius 1.
_TURNS = np.linspace(0, 2 * np.pi, 32, endpoint=False)
_DISC = np.column_stack([np.cos(_TURNS), np.sin(_TURNS)])


def lay_routes(routes: list[Route], setting: Setting) -> Layer:
    """Draw the projects: areas lowest, then lines, the thinner over the bolder, then discs."""
    floors = {"area": 0, "line": 1, "point": 2}

    def height(route: Route) -> tuple[int, bool, float]:
        # No disc of the context hides one of what the text names.
        own = route.feature.kind == "point" and not route.context
        return floors[route.feature.kind], own, -route.style.weight

    order = sorted(told_apart(routes, setting), key=height)
    casings = tuple(
        Ink(
            route.crisp,
            stroke=setting.theme.land,
            width=setting.stroke(route.style.weight + 2.4),
            opacity=0.85,
            round=True,
            clipped=True,
        )
        for route in order
        if route.crisp
    )
    layers = [Layer("casings", "Edges of lines", casings)]
    layers += [
        Layer(f"route-{route.slug}", route.feature.label, tuple(_marks(route, setting)))
        for route in order
    ]
    return Layer("projects", "Projects", layers=tuple(layers))


def lay_breaks(routes: list[Route], setting: Setting) -> Layer:
    """Draw the signs of links that are cut, over the dots of towns."""
    breaks = (
        mark
        for x, y, color in breaks_of(routes, setting)
        for mark in mark_break(x, y, color, setting)
    )
    return Layer("breaks", "Where a link is cut", tuple(breaks))


def told_apart(routes: list[Route], setting: Setting) -> list[Route]:
    """Leave out what the sentence names where it lies under the disc of the thing itself."""
    reach = 2 * setting.length(RADIUS)
    discs = [(r.feature.project, r.disc) for r in routes if r.disc and r.feature.role != SPOKEN]

    def is_hidden(route: Route) -> bool:
        x, y = route.disc or (0.0, 0.0)
        return route.feature.role == SPOKEN and any(
            project == route.feature.project and np.hypot(x - a, y - b) < reach
            for project, (a, b) in discs
            if route.disc
        )

    return [route for route in routes if not is_hidden(route)]


def _marks(route: Route, setting: Setting) -> Iterator[Ink]:
    style = route.style
    if route.face:
        width = setting.stroke(min(style.weight, 2.0))
        yield Ink(route.face, fill=style.color, opacity=0.25, closed=True, clipped=True)
        yield Ink(route.face, stroke=style.color, width=width, closed=True, clipped=True)
    if route.soft:
        yield from stroke_soft(route.soft, style, setting)
    if route.crisp:
        yield from stroke_crisp(route.crisp, style, setting)
    if route.disc:
        yield from mark_disc(*route.disc, style, setting)


def stroke_crisp(
    lines: tuple[NDArray[np.float64], ...], style: Style, setting: Setting
) -> Iterator[Ink]:
    """Draw a line whose place is known better than the page could show."""
    width = setting.stroke(style.weight)
    dash = tuple(setting.length(n) for n in style.dash)
    yield Ink(
        lines, stroke=style.color, width=width, dash=dash, opacity=style.opacity, clipped=True
    )
    if style.hollow:
        yield Ink(lines, stroke=setting.theme.land, width=max(0.5, 0.46 * width), clipped=True)


def stroke_soft(
    lines: tuple[NDArray[np.float64], ...], style: Style, setting: Setting
) -> Iterator[Ink]:
    """Draw a line that is not known so well: wider, paler, without an edge."""
    width = setting.stroke(style.weight)
    dash = tuple(setting.length(n) for n in style.dash)
    for share, opacity, own in (
        (3.4, 0.07, ()),
        (2.4, 0.09, ()),
        (1.5, 0.2, dash),
        (1.0, 0.2, dash),
    ):
        yield Ink(
            lines,
            stroke=style.color,
            width=share * width,
            dash=own,
            opacity=opacity * style.opacity,
            clipped=True,
        )
    if style.hollow:
        core = 0.46 * width
        yield Ink(lines, stroke=setting.theme.land, width=core, opacity=0.6, clipped=True)


def mark_disc(x: float, y: float, style: Style, setting: Setting) -> Iterator[Ink]:
    """Draw a disc that can be found at any scale; open where its status is not solid."""
    open_ = style.hollow or bool(style.dash)
    land, radius = setting.theme.land, setting.length(RADIUS)
    dash = (setting.length(3.4), setting.length(2.2)) if style.dash else ()
    yield Ink((ring(x, y, radius + setting.length(2)),), fill=land, closed=True, clipped=True)
    yield Ink((ring(x, y, radius),), fill=land if open_ else style.color, closed=True, clipped=True)
    yield Ink(
        (ring(x, y, radius),),
        stroke=style.color,
        width=setting.stroke(2),
        dash=dash,
        closed=True,
        clipped=True,
    )
    core = style.color if open_ else land
    yield Ink((ring(x, y, setting.length(1.8)),), fill=core, closed=True, clipped=True)


def mark_break(x: float, y: float, color: str, setting: Setting) -> Iterator[Ink]:
    """Draw the sign of a link that is cut, of one size at any scale."""
    land, radius, arm = (
        setting.theme.land,
        setting.length(_BREAK_RADIUS),
        setting.length(_BREAK_ARM),
    )
    yield Ink(
        (ring(x, y, radius + setting.length(_BREAK_EDGE)),), fill=land, closed=True, clipped=True
    )
    yield Ink(
        (ring(x, y, radius),),
        fill=land,
        stroke=color,
        width=setting.stroke(1.7),
        closed=True,
        clipped=True,
    )
    cross = (
        np.array([[x - arm, y - arm], [x + arm, y + arm]]),
        np.array([[x - arm, y + arm], [x + arm, y - arm]]),
    )
    yield Ink(cross, stroke=color, width=setting.stroke(2), round=True, clipped=True)


def breaks_of(routes: list[Route], setting: Setting) -> list[tuple[float, float, str]]:
    """
    List the breaks with their colours.

    Of two that would touch, that of a project which the text names, or of the bolder line.
    """
    shown: list[tuple[float, float, str]] = []
    apart = setting.length(2.4 * _BREAK_RADIUS)
    for route in sorted(routes, key=lambda r: (r.context, -r.style.weight)):
        if route.broken_at is None:
            continue
        x, y = route.broken_at
        if all(np.hypot(x - a, y - b) >= apart for a, b, _ in shown):
            shown.append((x, y, route.style.color))
    return shown


def disc_boxes(routes: list[Route], setting: Setting) -> list[Box]:
    """Return what the discs of projects cover, but for as much as a name beside them needs."""
    reach = setting.length(0.68 * RADIUS)
    return [
        Box(*route.disc, *route.disc).grown(reach)
        for route in routes
        if route.disc and route.feature.role != SPOKEN
    ]


def break_boxes(routes: list[Route], setting: Setting) -> list[Box]:
    """Return what the breaks cover, edge and all."""
    reach = setting.length(_BREAK_RADIUS + _BREAK_EDGE)
    return [Box(x, y, x, y).grown(reach) for x, y, _ in breaks_of(routes, setting)]


def ring(x: float, y: float, radius: float) -> NDArray[np.float64]:
    """Return a circle on the page."""
    return np.asarray(_DISC * radius + [x, y])

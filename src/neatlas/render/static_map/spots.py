"""Places where a label might go: beside a point, farther off with a leader line, or about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from neatlas.render.static_map.marks import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: What it costs a name to stand beside a sign that is not its own.
_WRONG_COST = 14.0
#: Places beside a point: the share of the label's width and height that lies to the left of it and
#: below it, the direction of the gap, and what the place costs: right is best.
_BESIDE = np.array(
    [
        (0.0, 0.5, 1.0, 0.0, 0.0),
        (0.0, 0.0, 0.7, 0.7, 1.0),
        (0.0, 1.0, 0.7, -0.7, 1.2),
        (1.0, 0.5, -1.0, 0.0, 1.5),
        (1.0, 0.0, -0.7, 0.7, 2.5),
        (1.0, 1.0, -0.7, -0.7, 2.7),
        (0.5, 0.0, 0.0, 1.0, 3.0),
        (0.5, 1.0, 0.0, -1.0, 3.5),
    ]
)
_TURNS = np.arange(16) * np.pi / 8


@dataclass(frozen=True)
class Spot:
    """Where a label goes."""

    box: Box
    anchor: tuple[float, float] | None = None
    """What a leader line joins it to; None where it stands beside what it names."""


@dataclass(frozen=True)
class Spots:
    """Where a label might go."""

    boxes: NDArray[np.float64]
    """Of shape (n, 4)."""
    costs: NDArray[np.float64]
    anchors: NDArray[np.float64]
    """Of shape (n, 2): what a leader line joins each to; not a number where there is none."""

    def __len__(self) -> int:
        return len(self.costs)

    @property
    def are_led(self) -> NDArray[np.bool_]:
        """Whether a leader line would join each to what is named."""
        return np.asarray(~np.isnan(self.anchors[:, 0]))

    def those(self, chosen: NDArray[np.bool_ | np.intp]) -> Spots:
        """Return some of them."""
        return Spots(self.boxes[chosen], self.costs[chosen], self.anchors[chosen])

    def within(self, box: Box) -> Spots:
        """Return those that lie within a box."""
        x0, y0, x1, y1 = self.boxes.T
        return self.those((x0 >= box.x0) & (y0 >= box.y0) & (x1 <= box.x1) & (y1 <= box.y1))

    def at(self, number: int) -> Spot:
        """Return one of them."""
        x, y = self.anchors[number].tolist()
        return Spot(Box(*self.boxes[number].tolist()), None if np.isnan(x) else (x, y))


def together(parts: Sequence[Spots]) -> Spots:
    """Return the places of several."""
    if not parts:
        return Spots(np.empty((0, 4)), np.empty(0), np.empty((0, 2)))
    return Spots(
        np.concatenate([part.boxes for part in parts]),
        np.concatenate([part.costs for part in parts]),
        np.concatenate([part.anchors for part in parts]),
    )


def shun(spots: Spots, signs: NDArray[np.float64], reach: float) -> Spots:
    """Make places cost more by which a name would seem to be that of another sign; see `beside`."""
    return replace(spots, costs=spots.costs + _WRONG_COST * beside(spots, signs, reach))


def beside(spots: Spots, signs: NDArray[np.float64], reach: float) -> NDArray[np.intp]:
    """
    Count for each place the signs that would seem to be named by it.

    Parameters
    ----------
    spots
        The places.
    signs
        Of shape (n, 2): the signs of other things on the page.
    reach
        A sign that is nearer to a place than this, in points, seems to be named by it.
    """
    if not len(spots) or not len(signs):
        return np.zeros(len(spots), dtype=np.intp)
    x, y = signs.T
    x0, y0, x1, y1 = (side[:, None] for side in spots.boxes.T)
    gaps = np.hypot(
        np.maximum(0, np.maximum(x0 - x, x - x1)), np.maximum(0, np.maximum(y0 - y, y - y1))
    )
    return np.asarray((gaps < reach).sum(axis=1))


def crossing(spots: Spots, signs: NDArray[np.float64], reach: float) -> NDArray[np.bool_]:
    """
    Say for each place whether its leader line would run through a sign on its way.

    A sign that lies over what is named is not on the way: see `starting_under`.

    Parameters
    ----------
    spots
        The places; from one without a leader line none runs.
    signs
        Of shape (n, 2): the middles of signs on the page.
    reach
        Radius of a sign, in points.
    """
    found = np.zeros(len(spots), dtype=np.bool_)
    led = spots.are_led
    if not led.any() or not len(signs):
        return found
    starts, boxes = spots.anchors[led][:, None], spots.boxes[led]
    along = np.clip(spots.anchors[led], boxes[:, :2], boxes[:, 2:])[:, None] - starts
    ways = signs - starts
    # The place of the line that is nearest to a sign, as a share of its length.
    length = np.maximum((along**2).sum(axis=2), 1e-9)
    share = np.clip((ways * along).sum(axis=2) / length, 0, 1)
    gaps = ways - share[:, :, None] * along
    met = (_lengths(gaps) < reach) & (_lengths(ways) >= 2 * reach)
    found[led] = met.any(axis=1)
    return found


def starting_under(spots: Spots, signs: NDArray[np.float64], reach: float) -> Spots:
    """Make places cost more whose leader line would start under a sign that is not its own."""
    if not len(signs):
        return spots
    under = _lengths(spots.anchors[:, None] - signs) < reach
    return replace(spots, costs=spots.costs + _WRONG_COST * under.any(axis=1))


def _lengths(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.hypot(vectors[..., 0], vectors[..., 1]))


def around(points: NDArray[np.float64], size: tuple[float, float], gap: float) -> Spots:
    """
    List the eight places beside each of some points.

    Parameters
    ----------
    points
        Of shape (n, 3): position on the page, and what each costs.
    size
        Width and height of the label.
    gap
        Distance from a point to the label.
    """
    left, below, right, up, cost = _BESIDE.T
    width, height = size
    x = points[:, None, 0] + right * gap - left * width
    y = points[:, None, 1] + up * gap - below * height
    return _spots(x, y, size, points[:, None, 2] + cost, None)


def away(
    points: NDArray[np.float64], size: tuple[float, float], distances: Sequence[float]
) -> Spots:
    """
    List places farther off, from which a leader line leads to a point.

    Parameters
    ----------
    points
        Of shape (n, 3): position on the page, and what each costs.
    size
        Width and height of the label.
    distances
        From a point to the label; the farther, the more it costs.
    """
    width, height = size
    distance = np.asarray(distances)[:, None]
    across = np.cos(_TURNS) * (distance + width / 2) - width / 2
    along = np.sin(_TURNS) * (distance + height / 2) - height / 2
    x = points[:, 0][:, None] + across.ravel()
    y = points[:, 1][:, None] + along.ravel()
    own = np.broadcast_to(4.0 + 0.28 * distance, across.shape).ravel()
    return _spots(x, y, size, points[:, 2][:, None] + own, points[:, :2])


def centred(points: NDArray[np.float64], size: tuple[float, float]) -> Spots:
    """List the places about points, each given with what it costs."""
    width, height = size
    x, y, cost = points.T
    return _spots(x[:, None] - width / 2, y[:, None] - height / 2, size, cost[:, None], None)


def _spots(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    size: tuple[float, float],
    costs: NDArray[np.float64],
    anchors: NDArray[np.float64] | None,
) -> Spots:
    """Return places from their lower left corners, a row for each point."""
    width, height = size
    boxes = np.stack([x, y, x + width, y + height], axis=-1).reshape(-1, 4)
    if anchors is None:
        led = np.full((len(boxes), 2), np.nan)
    else:
        led = np.repeat(anchors, x.shape[1], axis=0)
    return Spots(boxes, costs.ravel(), led)

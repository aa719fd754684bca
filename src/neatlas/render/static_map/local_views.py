"""What of an atlas's point of view a sheet needs: nothing of regions that it does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from neatlas.render.static_map.projection import outline

if TYPE_CHECKING:
    from neatlas.render.static_map.lettering import Hand
    from neatlas.render.static_map.projection import Bounds
    from neatlas.render.static_map.stock import Stock
    from neatlas.render.static_map.window import Window


def view_of_borders(
    point_of_view: str, stock: Stock, window: Window, language: str, hand: Hand
) -> str:
    """
    Return a point of view without the sentences on regions of which nothing is in view.

    Parameters
    ----------
    point_of_view
        The whole of it, clean, in the language of the map or in that of the atlas.
    stock, window
        The atlas, whose settings name the regions, and what is in view.
    language, hand
        The language of the map, and what cleans its texts.
    """
    settings = stock.catalog.settings
    translated = settings.translation(language).local_views
    for number, local in enumerate(settings.local_views):
        if any(_in_view(region, window) for region in local.regions):
            continue
        for text in (local.text, *translated[number : number + 1]):
            point_of_view = point_of_view.replace(hand.clean(text), "")
    return " ".join(point_of_view.split())


def _in_view(region: Bounds, window: Window) -> bool:
    placed = window.to_page(outline(region))
    if not np.isfinite(placed).all():
        return False
    return bool(shapely.Polygon(placed).intersects(shapely.box(*window.box)))

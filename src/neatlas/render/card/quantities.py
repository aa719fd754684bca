"""How a card says what a figure counts."""

from __future__ import annotations

from neatlas.speech import message, say

#: Units as field names write them, and as people do.
_UNITS = {
    "bcm": "bcm",
    "billion": "billion",
    "count": "",
    "inch": "inch",
    "km": "km",
    "kv": "kV",
    "m": "m",
    "m2": "m²",
    "million": "million",
    "mm": "mm",
    "mt": "Mt",
    "mw": "MW",
    "gw": "GW",
}
#: What the catalogues translate; a quantity that is not among them is said as its record names it.
QUANTITIES = (
    message("bridge length", context="quantity"),
    message("bridges", context="quantity"),
    message("capacity", context="quantity"),
    message("checkpoint capacity", context="quantity"),
    message("coal", context="quantity"),
    message("cost", context="quantity"),
    message("culverts", context="quantity"),
    message("dam height", context="quantity"),
    message("delivered", context="quantity"),
    message("distance from leninskoye", context="quantity"),
    message("eastern polygon capacity", context="quantity"),
    message("eastern polygon cost", context="quantity"),
    message("energy twh per year", context="quantity"),
    message("export offer", context="quantity"),
    message("floor area", context="quantity"),
    message("gauge", context="quantity"),
    message("grid cost", context="quantity"),
    message("lanes", context="quantity"),
    message("lease years", context="quantity"),
    message("length", context="quantity"),
    message("length laid", context="quantity"),
    message("length with approaches", context="quantity"),
    message("loan", context="quantity"),
    message("oil", context="quantity"),
    message("passengers", context="quantity"),
    message("passengers per hour", context="quantity"),
    message("passengers per year", context="quantity"),
    message("pipe diameter", context="quantity"),
    message("potential", context="quantity"),
    message("potential twh", context="quantity"),
    message("progress percent", context="quantity"),
    message("pylons", context="quantity"),
    message("renovation length", context="quantity"),
    message("ring cost", context="quantity"),
    message("running cost", context="quantity"),
    message("runway length", context="quantity"),
    message("share percent", context="quantity"),
    message("span", context="quantity"),
    message("spur length", context="quantity"),
    message("strait width", context="quantity"),
    message("transit fee", context="quantity"),
    message("transit thousand tonnes", context="quantity"),
    message("transport capacity", context="quantity"),
    message("tunnels", context="quantity"),
    message("tunnels length", context="quantity"),
    message("vessel length", context="quantity"),
    message("voltage", context="quantity"),
    message("width", context="quantity"),
    message("wind capacity", context="quantity"),
    message("GW", context="unit"),
    message("MW", context="unit"),
    message("Mt", context="unit"),
    message("Mt per year", context="unit"),
    message("bcm", context="unit"),
    message("bcm per year", context="unit"),
    message("billion", context="unit"),
    message("billion per year", context="unit"),
    message("inch", context="unit"),
    message("kV", context="unit"),
    message("km", context="unit"),
    message("m", context="unit"),
    message("million", context="unit"),
    message("million per year", context="unit"),
    message("mm", context="unit"),
    message("m²", context="unit"),
)


def quantity_words(quantity: str) -> str:
    """Write a quantity for people: `capacity_bcm_per_year` as `capacity (bcm per year)`."""
    steps = quantity.split("_")
    at = next((n for n, step in enumerate(steps) if n and step in _UNITS), len(steps))
    unit = " ".join(_UNITS.get(step, step) for step in steps[at:]).strip()
    named = say(" ".join(steps[:at]), context="quantity")
    return f"{named} ({say(unit, context='unit')})" if unit else named

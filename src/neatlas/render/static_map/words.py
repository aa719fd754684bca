"""What the printed map says of itself, in the language of the map.

The messages stand here for the catalogues; a page is composed while its language is spoken, and
is to be planned so too: the words of the legend come with the plan.
"""

from __future__ import annotations

from dataclasses import dataclass

from neatlas.speech import message, say, speaking

SAID = (
    message("an editor's reading"),
    message("km"),
    message("mixed by part: {statuses}"),
    message("not named in the text"),
    message("an editor's reading, not named in the text"),
    message("Read by an editor from the sentence: {quote}"),
    message("“{quote}”"),
    message("{title}, with context"),
    message("Map: {credits}"),
    message("Map: {title}."),
    message("{n} in view: {projects}."),
    message("No project is in view."),
    message("Bands show within what distance a line truly lies."),
    message("Scale 1:{n} at the middle of the map"),
    message("Data {version}"),
    message("Lambert conformal conic projection, standard parallels {first} and {second}"),
    message("Lambert azimuthal equal-area projection, centred on {lat} {lon}"),
    message("By number on the map, for lack of room: {names}."),
    message("Drawn without a name, for lack of room: {names}."),
    message(
        "Drawn without a name, for lack of room: {n} more, which the file's description names."
    ),
    message("Not named on the map, for lack of room: {names}."),
    message("Outside this map: {names}."),
    message(
        "Drawn larger than its sources allow: what is shown may be off by up to {mm} mm ({km} km)."
    ),
    message("Not quoted for lack of room: {where}."),
    message("No sentence of the text speaks of what is drawn."),
    message("No sentence of the text speaks of {project}."),
    message("The title was cut to fit."),
    message("The credit was cut to fit; it stands whole in the caption."),
)
"""All that is said here and nowhere else."""


@dataclass(frozen=True)
class Words:
    """What a map says, in one language."""

    language: str = "en"

    def __call__(self, english: str, /, **values: object) -> str:
        """Return a message in this language, its `{names}` filled in."""
        with speaking(self.language):
            return say(english, context="", **values)

    def number(self, value: float) -> str:
        """Write a number as the language does: Russian has a decimal comma and spaced thousands."""
        written = f"{value:,.0f}" if value == round(value) else f"{value:,g}"
        if self.language != "ru":
            return written
        return written.replace(",", "\u00a0").replace(".", ",")

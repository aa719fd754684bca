"""All that a page says, by language: words, names, documents, places and the plan of every map."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from neatlas.collecting import collecting_later
from neatlas.render.atlas_plan import plan_atlas
from neatlas.render.basemap import plan_names
from neatlas.render.page_words import page_words
from neatlas.render.reading import plan_documents, plan_places
from neatlas.speech import speaking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from neatlas.catalog.catalog import Catalog
    from neatlas.linking.anchors import Anchor


class Said(Mapping[str, dict[str, Any]]):
    """
    Language, as a BCP 47 tag, to all that a page says in it, planned when it is first asked for.

    Parameters
    ----------
    catalog, anchors
        The atlas, and where its passages stand.
    languages
        The languages that there are, that in which a page opens first.
    """

    def __init__(
        self, catalog: Catalog, anchors: dict[str, Anchor], languages: Iterable[str]
    ) -> None:
        self._plan = partial(plan_language, catalog, anchors)
        self._planned: dict[str, dict[str, Any] | None] = dict.fromkeys(languages)
        self._lock = Lock()

    def __getitem__(self, language: str) -> dict[str, Any]:
        with self._lock:
            planned = self._planned[language]
            if planned is None:
                planned = self._planned[language] = self._plan(language)
        return planned

    def __iter__(self) -> Iterator[str]:
        return iter(self._planned)

    def __len__(self) -> int:
        return len(self._planned)


def plan_language(catalog: Catalog, anchors: dict[str, Anchor], language: str) -> dict[str, Any]:
    """
    Plan all that a page says in a language.

    Returns
    -------
    dict
        `words`, `names` on the basemap, `documents`, `places`, and `plan`, that of every map.
    """
    with speaking(language), collecting_later():
        return {
            "words": page_words(),
            "names": plan_names(catalog),
            "documents": [d.model_dump(mode="json") for d in plan_documents(catalog, anchors)],
            "places": {name: p.model_dump(mode="json") for name, p in plan_places(catalog).items()},
            "plan": plan_atlas(catalog, anchors).model_dump(mode="json"),
        }

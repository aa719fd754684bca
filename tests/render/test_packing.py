from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from neatlas.render.packing import pack, weave

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda held: st.lists(held, max_size=5) | st.dictionaries(st.text("abc"), held, max_size=5),
    max_leaves=25,
)


def unpack(packed: dict[str, Any]) -> Any:
    """Read a packed value as the page's script does."""
    made: list[Any] = []

    def read(value: Any) -> Any:
        if isinstance(value, list):
            return [read(held) for held in value]
        if not isinstance(value, dict):
            return value
        return made[value["$"]] if "$" in value else {key: read(v) for key, v in value.items()}

    for entry in packed["table"]:
        made += [read(entry)]
    return read(packed["root"])


@given(PLAIN)
def test_what_is_packed_can_be_read_back(data: Any) -> None:
    assert unpack(pack(data)) == data


@given(PLAIN)
def test_true_and_one_stay_what_they_are(data: Any) -> None:
    assert repr(unpack(pack([data, True, 1, [True] * 9, [1] * 9]))) == repr(
        [data, True, 1, [True] * 9, [1] * 9]
    )


def test_what_repeats_is_written_once() -> None:
    row = {"label": "Mention", "value": "named; hoped for"}
    packed = pack([[row, row], [row], {"row": row}])
    assert sum(entry == row for entry in packed["table"]) == 1


def unweave(woven: dict[str, Any], language: str) -> Any:
    """Read what one language says as the page's script does."""
    at = woven["languages"].index(language)

    def read(value: Any) -> Any:
        if isinstance(value, list):
            return [read(held) for held in value]
        if not isinstance(value, dict):
            return value
        if "#" not in value:
            return {key: read(held) for key, held in value.items()}
        values, order = woven["texts"][value["#"]]
        return values[order[at]]

    return read(woven["frame"])


def test_each_language_is_read_back_from_the_frame_of_all() -> None:
    row = {"label": "Status", "notes": ["stated", None], "n": 3}
    said = {
        "en": row,
        "ko": {**row, "label": "상태", "notes": ["stated", "명시"]},
        "ja": row,
        "ru": {**row, "label": "Состояние", "notes": []},
    }
    woven = weave(said)
    assert {language: unweave(woven, language) for language in said} == said
    assert [["Status", "상태", "Состояние"], [0, 1, 0, 2]] in woven["texts"]

"""What the app's script asks of the frame, and what the frame tells it."""

from __future__ import annotations

from typing import Any

from deno import answer

#: Plays the page around the frame: gives it arguments, and notes what it does and tells.
PLAY = """async (runs) => {
    const [selected, told] = [[], []];
    const state = { project: null };
    const select = (project) => { state.project = project; selected.push(project); };
    let open;
    const opened = new Promise((done) => { open = done; });
    const pages = {
        atlas: null,
        async open() { await opened; pages.atlas = { state, told: "", select }; },
    };
    const nothing = () => {};
    const node = { replaceWith: nothing, remove: nothing };
    const listeners = {};
    const send = ({ value }) => value && told.push(value.project);
    globalThis.parent = { postMessage: send };
    globalThis.document = { body: { append: nothing } };
    globalThis.addEventListener = (name, listener) => { listeners[name] = listener; };
    Object.assign(neatlas, {
        words: () => ({}), message: () => node, connection: () => nothing, door: nothing,
        hush: () => nothing, height: () => nothing,
        fetchData: () => Promise.resolve({}), languages: () => pages,
    });
    neatlas.streamlit();
    for (const { opens, picks, ...args } of runs) {
        if (opens) open();
        if (picks !== undefined) state.project = picks;
        const data = { type: "streamlit:render", args: { command: null, selected: null, ...args } };
        listeners.message({ source: parent, data });
        await new Promise((done) => setTimeout(done));
    }
    return { selected, told };
}"""


def command(project: str, sequence: int) -> dict[str, Any]:
    return {"command": {"project": project, "words": None, "sequence": sequence}}


def played(*runs: dict[str, Any]) -> Any:
    return answer(["streamlit.js"], PLAY, [{}, *runs])


def test_a_command_is_followed_once_and_never_after_a_newer_one() -> None:
    first, second = command("a", 1), command("b", 2)
    runs = [{"opens": True}, first, first, second, first, second, command("a", 3)]
    assert played(*runs)["selected"] == ["a", "b", "a"]


def test_of_commands_that_come_while_the_page_opens_the_newest_is_followed() -> None:
    assert played(command("a", 1), command("b", 2), command("b", 2) | {"opens": True}) == {
        "selected": ["b"],
        "told": [],
    }


def test_a_server_that_began_anew_counts_from_one_again() -> None:
    runs = [{"opens": True}, command("a", 7), {}, command("b", 1)]
    assert played(*runs)["selected"] == ["a", "b"]


def test_a_selection_is_told_to_the_panel_that_shows_another_and_to_no_other() -> None:
    opened = {"opens": True, "picks": "a"}
    assert played(opened, {"picks": "b"})["told"] == []
    assert played(opened, {"selected": ""}, {"selected": ""}, {"selected": "a"})["told"] == ["a"]
    # While the script has not answered, the reader has gone back to what it shows.
    shown = {"selected": "a"}
    runs = [opened, shown, shown | {"picks": "b"}, shown | {"picks": "a"}, {"selected": "b"}, shown]
    assert played(*runs)["told"] == ["b", "a"]

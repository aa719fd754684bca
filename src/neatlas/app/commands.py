"""What panels below and the frame above have in common: an act there, and what is selected."""

from __future__ import annotations

from typing import TypedDict

import streamlit as st


class Command(TypedDict):
    """An act in the frame, and a number that grows, so that it can be repeated."""

    project: str | None
    """Project to select; None without words for none."""
    words: str | None
    """Filter to set, as the words of an address; date and context stay as they are."""
    sequence: int


def last_command() -> Command | None:
    """Return what was last asked for; None before the first time."""
    command: Command | None = st.session_state.get("command")
    return command


def acts() -> int:
    """Return how often the frame was asked for an act."""
    before = last_command()
    return before["sequence"] if before else 0


def ask(*, project: str | None = None, words: str | None = None) -> None:
    """Ask the frame for an act, once."""
    command = Command(project=project, words=words, sequence=acts() + 1)
    st.session_state["command"] = command
    if words is None:
        hear_selected(project)


def selected() -> str:
    """Return the project that is selected as far as the script knows; empty for none."""
    # Streamlit's copy of an address stays that of the link that opened the page.
    link = st.query_params.get("project", "")
    return str(st.session_state.get("selected", link))


def hear_selected(project: str | None) -> None:
    """Keep which project is selected."""
    st.session_state["selected"] = project or ""

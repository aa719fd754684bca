"""What the panels below ask of the frame above: to select a project, or to filter."""

from __future__ import annotations

from typing import TypedDict

import streamlit as st


class Command(TypedDict):
    """An act in the frame, and a number that grows, so that it can be repeated."""

    project: str | None
    """Project to select."""
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

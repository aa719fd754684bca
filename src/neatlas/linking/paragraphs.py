"""Paragraphs of a text, numbered from 1 as a citation counts them."""

from __future__ import annotations

import re

#: A paragraph is a run of lines that are not blank.
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """Return where each paragraph begins and ends, in code points, the end exclusive."""
    return [match.span() for match in _PARAGRAPH.finditer(text)]


def paragraph_at(text: str, position: int) -> int:
    """Return the number, from 1, of the paragraph that holds a position of a text."""
    return sum(start <= position for start, _ in paragraphs_of(text))

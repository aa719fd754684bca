"""Text of records and links, shown as text: Streamlit reads Markdown in most of its elements."""

from __future__ import annotations

import re

#: What Markdown, and Streamlit's colours, icons and formulas, could read as markup.
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&^=\"'/@])")


def plain(text: str) -> str:
    """Escape a text so that Markdown shows it as it is."""
    return _MARKUP.sub(r"\\\1", text)

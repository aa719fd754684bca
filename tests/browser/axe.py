"""axe-core in a page: what it finds against WCAG 2.2, levels A and AA."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_SCRIPT = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
#: What fades in has its colours only when it has.
_STILL = """() => Promise.all(
    document.getAnimations().filter(one => one instanceof CSSTransition).map(one => one.finished)
).then(() => null, () => null)"""
_RUN = """tags => axe.run(document, {
    runOnly: {type: "tag", values: tags}, iframes: false, resultTypes: ["violations"],
    rules: {"target-size": {enabled: true}},
})"""


def violations(frame: Page | Frame) -> list[str]:
    """
    Return what axe-core finds in one frame, a line each: rule, element, reason.

    Frames within it are not looked at, so that each is judged by its own.
    """
    # Through the debugger, so that a page that forbids foreign scripts can be looked at too.
    frame.evaluate(_STILL)
    frame.evaluate(_SCRIPT)
    found: dict[str, Any] = frame.evaluate(_RUN, TAGS)
    assert len(found["passes"]) >= 8, "axe-core looked at nothing"
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]

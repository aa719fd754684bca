"""What a reader does on the page, in the words of tests: the same in the app and on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Frame, FrameLocator, Locator, Page

#: The projects of the address that have a location.
LOCATED = {
    "trans-korean-gas-pipeline",
    "russia-korea-power-line",
    "trans-korean-railway",
    "sakhalin-tunnel",
    "selikhin-nysh-railway",
    "khabarovsk-airport",
    "vladivostok-airport",
    "tumangan-rajin-railway",
    "rajin-port-terminal",
}


class AtlasPage:
    """The page that holds map and text, wherever it stands."""

    def __init__(self, page: Page, frame: Page | FrameLocator) -> None:
        self.page = page
        self.frame = frame

    def wait(self) -> AtlasPage:
        """Wait until the map is drawn: its features first, and ground and names after them."""
        expect(self.features.first).to_be_attached(timeout=60_000)
        expect(self.frame.locator(".neatlas-names").first).to_be_attached()
        return self

    @property
    def features(self) -> Locator:
        return self.frame.locator(".neatlas-feature")

    def drawn_projects(self) -> set[str]:
        return set(self.features.evaluate_all("nodes => nodes.map(node => node.dataset.project)"))

    def expect_drawn(self, projects: set[str]) -> None:
        """Wait until exactly these projects are drawn."""
        for project in sorted(projects):
            feature = self.frame.locator(f".neatlas-feature[data-project='{project}']")
            expect(feature.first).to_be_attached(timeout=15_000)
        for project in sorted(LOCATED - projects):
            feature = self.frame.locator(f".neatlas-feature[data-project='{project}']")
            expect(feature).to_have_count(0, timeout=15_000)
        assert self.drawn_projects() == projects

    def click_feature(self, project: str) -> None:
        """Click where the project is drawn, as a hand would: through whatever lies there."""
        feature = self.frame.locator(f".neatlas-feature[data-project='{project}']").first
        feature.click(force=True)

    def passage(self, passage: str) -> Locator:
        return self.frame.locator(f".neatlas-passage[data-passage='{passage}']").first

    def tick(self, facet: str, value: str) -> None:
        """Tick a word of a filter, or take the tick away, opening its list where it is closed."""
        group = self.frame.locator(f".neatlas-facet[data-facet='{facet}']")
        if group.get_attribute("open") is None:
            group.locator("summary").click()
        group.locator(f"input[value='{value}']").click()

    def reset(self) -> None:
        self.frame.get_by_role("button", name="Reset filters").first.click()

    def clear(self) -> None:
        """Lift the filters, where there are any."""
        reset = self.frame.locator(".neatlas-reset")
        if reset.is_enabled():
            reset.click()

    def card(self) -> Locator:
        return self.frame.locator(".neatlas-card")

    def view(self) -> tuple[float, float, float]:
        """Return the map's zoom, latitude and longitude."""
        script = (
            "() => { const m = window.neatlasMap, c = m.getCenter();"
            " return [m.getZoom(), c.lat, c.lng] }"
        )
        zoom, lat, lon = self.evaluate(script)
        return zoom, lat, lon

    def corner(self) -> tuple[float, float, float]:
        """Return the map's zoom and its north-west corner, which stays when the height changes."""
        script = """() => {
            const map = window.neatlasMap, corner = map.getBounds().getNorthWest();
            return [map.getZoom(), corner.lat, corner.lng];
        }"""
        zoom, lat, lon = self.evaluate(script)
        return zoom, lat, lon

    def evaluate(self, script: str) -> list[float]:
        return list(self.window().evaluate(script))

    def evaluate_with(self, script: str, value: str) -> None:
        self.window().evaluate(script, value)

    def window(self) -> Frame:
        """Return the frame that runs the painter."""
        frames = [frame for frame in self.page.frames if "component" in frame.url]
        return frames[0] if frames else self.page.main_frame

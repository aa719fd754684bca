"""What a page loads: all of the scripts, and of their comments the licence alone."""

from __future__ import annotations

from neatlas.render.assets import painter_scripts, uncommented

WRITTEN = """/* @preserve
 * A library, (c) somebody
 */
/** What a page needs. */
const room = /** @type {Room} */ (found); // beside what it speaks of
  /**
   * Of two lines,
   * at least.
   */
/** @type {Room} */ (other).open("https://example.org");
  // A line alone.
  return room;
"""
LOADED = """/* @preserve
 * A library, (c) somebody
 */
const room = /** @type {Room} */ (found); // beside what it speaks of
/** @type {Room} */ (other).open("https://example.org");
  return room;
"""


def test_comments_that_have_lines_to_themselves_are_not_loaded_but_a_licence_is() -> None:
    assert uncommented(WRITTEN) == LOADED
    assert "Agafonkin" in painter_scripts().text, "the licence of Leaflet"

/** The filters as a drawer, where the page is too narrow to show them beside the map. */
(() => {
  "use strict";

  const { button, el } = neatlas;

  /** @type {Neatlas["drawer"]} */
  function drawer(root, rail, words, signal) {
    const door = button("", () => turn(!open()), {
      class: "neatlas-door",
      "aria-label": words.filters,
      title: words.filters,
      "aria-expanded": "false",
      "aria-controls": rail.id,
    });
    door.append(neatlas.icon("filters"), el("span", null, words.filters));
    const close = button("×", () => turn(false), {
      class: "neatlas-close neatlas-shut",
      "aria-label": words.closeFilters,
      title: words.closeFilters,
    });
    rail.prepend(close);

    function open() {
      return root.classList.contains("has-rail");
    }

    /**
     * Open the drawer, and the focus goes into it; or close it, and the focus comes back.
     *
     * @param {boolean} on
     */
    function turn(on) {
      shut(on);
      (on ? close : door).focus({ preventScroll: true });
    }

    /** @param {boolean} on */
    function shut(on) {
      root.classList.toggle("has-rail", on);
      door.setAttribute("aria-expanded", String(on));
    }

    rail.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !open()) return;
      event.stopPropagation();
      turn(false);
    });
    // Whoever goes on beside the drawer is done with it: it would lie over what has the focus.
    rail.addEventListener("focusout", ({ relatedTarget: next }) => {
      if (next && next !== door && !rail.contains(/** @type {Node} */ (next))) shut(false);
    });
    document.addEventListener("pointerdown", ({ target }) => {
      const node = /** @type {Node} */ (target);
      if (open() && !rail.contains(node) && !door.contains(node)) shut(false);
    }, { signal });
    return { door, shut };
  }

  neatlas.drawer = drawer;
})();

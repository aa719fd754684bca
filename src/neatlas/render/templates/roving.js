/**
 * One tab stop for all features of the map: the arrow keys walk them in the order of the text.
 * What gets the focus is brought into view.
 */
(() => {
  "use strict";

  const { calm } = neatlas;

  const STEPS = /** @type {Record<string, number>} */ ({
    ArrowRight: 1,
    ArrowDown: 1,
    ArrowLeft: -1,
    ArrowUp: -1,
    Home: -Infinity,
    End: Infinity,
  });

  /** @type {Neatlas["roving"]} */
  function roving(map, pane, { label, at }) {
    /** @type {Map<string, Element>} In the order of the text. */
    let nodes = new Map();
    let current = "";
    let focused = false;
    pane.setAttribute("role", "group");
    pane.setAttribute("aria-label", label);

    const idOf = (/** @type {Event} */ { target }) =>
      /** @type {Element} */ (target).getAttribute("data-feature") ?? "";

    /** @param {string} id */
    function stand(id) {
      nodes.get(current)?.setAttribute("tabindex", "-1");
      nodes.get(id)?.setAttribute("tabindex", "0");
      current = id;
    }

    pane.addEventListener("focusin", (/** @type {Event} */ event) => {
      focused = true;
      stand(idOf(event));
      const place = at(current);
      const seen = place && map.getBounds().contains(place);
      if (place && !seen) map.panTo(place, { animate: !calm() });
    });
    pane.addEventListener("focusout", () => {
      focused = false;
    });
    pane.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      const ids = [...nodes.keys()];
      const next = Math.max(0, Math.min(ids.indexOf(current) + step, ids.length - 1));
      focus(ids[next]);
    });

    /** @param {string} id */
    function focus(id) {
      /** @type {SVGElement | undefined} */ (nodes.get(id))?.focus({ preventScroll: true });
    }

    return {
      focus,
      /** Features that are moved in the page lose the focus; it is given back. */
      hold() {
        return focused ? current : "";
      },
      update(all, held) {
        nodes = all;
        for (const node of nodes.values()) node.setAttribute("tabindex", "-1");
        stand(nodes.has(current) ? current : [...nodes.keys()][0] ?? "");
        if (!held) return;
        if (nodes.has(held)) focus(held);
        else map.getContainer().focus({ preventScroll: true });
      },
    };
  }

  neatlas.roving = roving;
})();

/** Lines over the map that a reader has to know of, each with a way to be rid of it. */
(() => {
  "use strict";

  const { button, el } = neatlas;

  /** More lines than these may need to be scrolled, by keyboard too. */
  const MANY = 6;

  /** @type {Neatlas["notices"]} */
  function notices(words, away) {
    const node = el("div", { class: "neatlas-notices", role: "status" });
    /** @type {Map<string, HTMLElement>} */
    const shown = new Map();

    /** @param {string} name */
    function clear(name) {
      const line = shown.get(name);
      const held = line?.contains(document.activeElement);
      line?.remove();
      shown.delete(name);
      if (held) away();
    }

    return {
      node,
      clear,
      show(name, lines, act) {
        clear(name);
        const line = el(
          "div",
          { class: "neatlas-notice", "data-notice": name },
          el(
            "div",
            { tabindex: lines.length > MANY ? 0 : null },
            ...lines.map((text) => el("p", { dir: "auto" }, text)),
          ),
          act,
          button("×", () => clear(name), { "aria-label": words.close, title: words.close }),
        );
        shown.set(name, line);
        node.append(line);
      },
    };
  }

  neatlas.notices = notices;
})();

/** Ways past the long parts of the page, for those who walk it by keyboard. */
(() => {
  "use strict";

  const { button, el } = neatlas;

  /** What a way leads to: the first of these that can be seen. */
  const WAYS = /** @type {[string, string][]} */ ([
    ["skipFilters", ".neatlas-rail input, .neatlas-door"],
    ["skipMap", ".neatlas-map"],
    ["skipDate", ".neatlas-time input"],
    ["skipText", "[role=tabpanel]"],
  ]);

  /** @type {Neatlas["skips"]} */
  function skips(root, words) {
    const node = el("nav", { class: "neatlas-skips", "aria-label": words.skips });
    for (const [name, target] of WAYS) {
      const go = () => {
        const found = [...root.querySelectorAll(target)].find((one) => one.checkVisibility());
        /** @type {HTMLElement | undefined} */ (found)?.focus();
      };
      node.append(button(words[name], go, { "data-skip": name }));
    }
    return node;
  }

  neatlas.skips = skips;
})();

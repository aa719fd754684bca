/** The choice of a basemap: a button on the map, and the menu that it opens. */
(() => {
  "use strict";

  const { el } = neatlas;

  /** @type {Neatlas["baseMenu"]} */
  function baseMenu(data, words, choose, signal) {
    const own = Object.keys(data.themes).map((name) => ({
      id: name === "light" ? "" : name,
      name: words[`base_${name}`],
    }));
    const group = (
      /** @type {string} */ title,
      /** @type {{ id: string, name: string }[]} */ all,
    ) =>
      el(
        "fieldset",
        null,
        el("legend", null, title),
        ...all.map(({ id, name }) =>
          el("label", null, el("input", { type: "radio", name: "base", value: id }), name)
        ),
      );
    const online = data.online.length > 0 && group(words.basesOnline, data.online);
    const node = el("div", { class: "neatlas-bases" }, group(words.basesOwn, own), online);
    node.hidden = true;
    const door = neatlas.tool("basemap", words, () => open(Boolean(node.hidden)));
    /** @param {boolean} on */
    function open(on) {
      node.hidden = !on;
      door.setAttribute("aria-expanded", String(on));
      /** @type {HTMLElement | null} */ (node.querySelector(":checked"))?.focus();
    }
    open(false);
    L.DomEvent.disableClickPropagation(node);
    node.addEventListener("change", ({ target }) => {
      choose(/** @type {HTMLInputElement} */ (target).value);
    });
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      open(false);
      door.focus();
    });
    document.addEventListener("pointerdown", ({ target }) => {
      const inside = [node, door].some((one) => one.contains(/** @type {Node} */ (target)));
      if (!inside && !node.hidden) open(false);
    }, { signal });
    return {
      door,
      node,
      mark(base) {
        for (const input of node.querySelectorAll("input")) input.checked = input.value === base;
      },
    };
  }

  neatlas.baseMenu = baseMenu;
})();

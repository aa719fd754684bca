/** What opens on the map at a click: a project in short, or the choice between several. */
(() => {
  "use strict";

  const { bdi, button, calm, el, fill, styles } = neatlas;

  /** @type {Neatlas["popup"]["project"]} */
  function project(project, features, words, read) {
    const [quote] = project.quotes;
    const inferred = features.some((feature) => feature.inferred);
    return el(
      "div",
      { class: "neatlas-brief" },
      el("h3", { dir: "auto" }, project.name),
      el("p", { class: "neatlas-status", dir: "auto" }, project.status_label),
      el("p", { class: "neatlas-facts", dir: "auto" }, project.facts),
      quote && el("blockquote", { dir: "auto" }, quote.text),
      el(
        "p",
        { class: "neatlas-facts" },
        bdi(project.context ? words.context : project.mention),
        inferred && ` · ${words.inferred}`,
      ),
      quote && button(words.readInText, read, { class: "neatlas-action" }),
    );
  }

  /**
   * Let the arrow keys walk a list of buttons.
   *
   * @param {KeyboardEvent} event
   */
  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const list = /** @type {HTMLElement} */ (event.currentTarget);
    const buttons = [...list.querySelectorAll("button")];
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  }

  /** @type {Neatlas["popup"]["chooser"]} */
  function chooser(entries, words, choose) {
    const list = el("ul", { class: "neatlas-choices" });
    for (const { project, feature } of entries) {
      const line = button("", () => choose(project.id), { "data-project": project.id });
      line.append(
        styles.swatch(feature.style, feature.kind),
        el(
          "span",
          null,
          bdi(project.name),
          el("small", { dir: "auto" }, project.status_label),
        ),
      );
      list.append(el("li", null, line));
    }
    list.addEventListener("keydown", walk);
    const title = fill(words.severalHere, { n: entries.length });
    return el("div", { class: "neatlas-brief" }, el("h3", null, title), list);
  }

  /**
   * Open a popup. With a way back, the focus goes to its first button, and back when it is closed.
   * A still one leaves the map where it is, and stands clear of a mark under it.
   *
   * @type {Neatlas["popup"]["open"]}
   */
  function open(map, latlng, content, { back, still = false }) {
    const { x, y } = map.getSize();
    const popup = L.popup({
      className: "neatlas-popup",
      maxWidth: Math.min(320, Math.round(still ? x - 110 : x * 0.6)),
      minWidth: Math.min(200, x - 60),
      maxHeight: still ? Math.max(120, Math.round(y * 0.4)) : Math.max(160, y - 110),
      autoPanPaddingTopLeft: [54, 66],
      autoPanPaddingBottomRight: [14, 14],
      autoPan: !still,
      offset: still ? [0, -6] : [0, 7],
      autoPanOptions: { animate: !calm() },
    });
    popup.on("remove", () => {
      if (popup.getElement()?.contains(document.activeElement)) back?.();
    });
    popup.setLatLng(latlng).setContent(content).openOn(map);
    if (back) content.querySelector("button")?.focus({ preventScroll: true });
    return popup;
  }

  neatlas.popup = { project, chooser, open };
})();

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
        bdi(project.mention),
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
    return el("div", { class: "neatlas-brief neatlas-chooser" }, el("h3", null, title), list);
  }

  /**
   * Open a popup; by keyboard, the focus goes into it, and back when it is closed.
   *
   * @type {Neatlas["popup"]["open"]}
   */
  function open(map, latlng, content, back) {
    const popup = L.popup({
      className: "neatlas-popup",
      maxWidth: Math.min(320, Math.round(map.getSize().x * 0.6)),
      minWidth: Math.min(200, map.getSize().x - 60),
      maxHeight: Math.max(160, map.getSize().y - 110),
      autoPanPaddingTopLeft: [54, 66],
      autoPanPaddingBottomRight: [14, 14],
      autoPan: true,
      autoPanOptions: { animate: !calm() },
    });
    content.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      map.closePopup(popup);
      back?.();
    });
    popup.setLatLng(latlng).setContent(content).openOn(map);
    if (back) content.querySelector("button")?.focus({ preventScroll: true });
  }

  neatlas.popup = { project, chooser, open };
})();

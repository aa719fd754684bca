/** What opens on the map at a click: a project in short, or the choice between several. */
(() => {
  "use strict";

  const { bdi, button, el, fill, styles } = neatlas;

  /** The pane of popups: beside Leaflet's own panes, so that it lies over the controls too. */
  const PANE = "neatlas-popups";
  /** How far the tip of a popup reaches below it, in pixels. */
  const TIP = 22;
  /** What stands above and below the content of a popup, in pixels. */
  const MARGINS = 30;
  /** Room between a popup and the edge of the map, in pixels. */
  const EDGE = 4;

  /**
   * The pane of popups, which goes wherever Leaflet moves its own panes.
   *
   * @param {LeafletMap} map
   */
  function paneOf(map) {
    const known = map.getPane(PANE);
    if (known) return known;
    const pane = map.createPane(PANE, map.getContainer());
    const base = map.getPane("mapPane");
    const follow = () => L.DomUtil.setPosition(pane, L.DomUtil.getPosition(base) ?? L.point(0, 0));
    map.on("move viewreset zoomend", follow);
    map.on("zoomanim", () => pane.classList.add("leaflet-zoom-anim"));
    map.on("zoomend", () => pane.classList.remove("leaflet-zoom-anim"));
    follow();
    return pane;
  }

  /**
   * Move the map, as little as can be and as long as it is open, so that a popup is clear of the
   * controls.
   *
   * @param {LeafletMap} map
   * @param {HTMLElement} node
   */
  function makeRoom(map, node) {
    const frame = map.getContainer().getBoundingClientRect();
    const box = node.getBoundingClientRect();
    const [left, top, height] = [box.left - frame.left, box.top - frame.top, box.height + TIP];
    const moves = neatlas.view.rooms(map).flatMap(({ x0, y0, x1, y1 }) => {
      if (box.width > x1 - x0 || height > y1 - y0) return [];
      const x = Math.min(0, left - x0) || Math.max(0, left + box.width - x1);
      const y = Math.min(0, top - y0) || Math.max(0, top + height - y1);
      return [{ x, y, far: Math.hypot(x, y) }];
    });
    // The last room is the whole map: it is used where the popup fits into no other.
    const among = moves.length > 1 ? moves.slice(0, -1) : moves;
    // On a map with room for it nowhere beside the controls it lies over them.
    const over = {
      x: Math.min(0, left - EDGE) || Math.max(0, box.right - frame.right + EDGE),
      y: Math.min(0, top - EDGE),
    };
    const [least = over] = among.sort((a, b) => a.far - b.far);
    // One that comes in the place of another keeps the map where that had moved it.
    neatlas.view.lend(map, [least.x, least.y]);
  }

  /** @type {Neatlas["popup"]["project"]} */
  function project(project, features, words, read, clicked) {
    const [quote] = project.quotes;
    const inferred = features.some((feature) => feature.inferred);
    const built = clicked && project.technical?.[clicked.id];
    const name = `${project.name}: `;
    const part = clicked?.label.startsWith(name) ? clicked.label.slice(name.length) : null;
    return el(
      "div",
      { class: "neatlas-brief" },
      el("h3", { dir: "auto" }, neatlas.named(project, words)),
      el("p", { class: "neatlas-status", dir: "auto" }, project.status_label),
      part && el("p", { class: "neatlas-part", dir: "auto" }, part),
      built && el("p", { class: "neatlas-part", dir: "auto" }, built),
      el("p", { class: "neatlas-facts", dir: "auto" }, project.facts),
      quote && neatlas.quote(quote),
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
          neatlas.named(project, words),
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
   * Open a popup. It may take the focus, which goes back when it is closed from within. A still one leaves the map where it is, and stands clear of a mark under it.
   *
   * @type {Neatlas["popup"]["open"]}
   */
  function open(map, latlng, content, { back, still = false, take = false }) {
    const { x, y } = map.getSize();
    paneOf(map);
    map.closePopup();
    map.stop();
    const { y0, y1 } = neatlas.view.rooms(map).slice(-1)[0];
    const most = y1 - y0 - TIP - MARGINS;
    const popup = L.popup({
      className: "neatlas-popup",
      pane: PANE,
      maxWidth: Math.min(320, Math.round(still ? x - 110 : x * 0.6)),
      minWidth: Math.min(200, x - 60),
      maxHeight: still ? Math.max(120, Math.round(y * 0.4)) : Math.max(160, most),
      autoPan: false,
      offset: still ? [0, -6] : [0, 7],
    });
    popup.on("remove", () => {
      neatlas.view.giveBack(map);
      if (popup.getElement()?.contains(document.activeElement)) back();
    });
    popup.setLatLng(latlng).setContent(content).openOn(map);
    if (!still) makeRoom(map, popup.getElement());
    if (take) content.querySelector("button")?.focus({ preventScroll: true });
    return popup;
  }

  neatlas.popup = { pane: paneOf, project, chooser, open };
})();

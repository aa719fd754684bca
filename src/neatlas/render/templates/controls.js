/** Buttons on the map: nearer, further, all of it, the whole screen, and others. */
(() => {
  "use strict";

  const { button, el, svg } = neatlas;

  const ICONS = {
    zoomIn: "M8 3v10M3 8h10",
    zoomOut: "M3 8h10",
    showAll: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10M6.5 6.5h3v3h-3z",
    basemap: "M8 2 14 5.2 8 8.4 2 5.2zM2.6 8 8 10.9 13.4 8M2.6 10.8 8 13.7l5.4-2.9",
    measure: "M2 11.2 11.2 2 14 4.8 4.8 14zM5 8.2l1.4 1.4M7 6.2l1 1M9 4.2l1.4 1.4",
    copyLink:
      "M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.3 9a2.6 2.6 0 0 0 3.7 3.7l.9-.9",
    filters: "M2 4h12M4.5 8h7M7 12h2",
    compare: "M2 3h12v10H2zM8 3v10",
    fullScreen: "M9.5 2.5h4v4M13.5 2.5l-5 5M6.5 13.5h-4v-4M2.5 13.5l5-5",
  };

  /** @type {Neatlas["icon"]} */
  function icon(name) {
    return svg(
      "svg",
      { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
      svg("path", {
        d: ICONS[/** @type {keyof typeof ICONS} */ (name)],
        fill: "none",
        stroke: "currentColor",
        "stroke-width": 1.7,
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
      }),
    );
  }

  /** @type {Neatlas["tool"]} */
  function tool(name, words, act) {
    const node = button("", act, {
      "aria-label": words[name],
      title: words[name],
      "data-tool": name,
    });
    node.append(icon(name));
    return node;
  }

  /** @param {HTMLElement} root */
  function toggleFullScreen(root) {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen().catch(() => {});
  }

  /** @type {Neatlas["corner"]} */
  function corner(map, node, position) {
    const Corner = L.Control.extend({
      options: { position },
      onAdd() {
        L.DomEvent.disableClickPropagation(node);
        L.DomEvent.disableScrollPropagation(node);
        return node;
      },
    });
    new Corner().addTo(map);
  }

  /** @type {Neatlas["controls"]} */
  function controls(map, words, { all, root }) {
    map.zoomControl?.remove();
    const bar = el(
      "div",
      { class: "neatlas-tools", role: "group", "aria-label": words.map },
      tool("zoomIn", words, () => map.zoomIn()),
      tool("zoomOut", words, () => map.zoomOut()),
      tool("showAll", words, all),
      document.fullscreenEnabled && tool("fullScreen", words, () => toggleFullScreen(root)),
    );
    corner(map, bar, "topleft");
    return bar;
  }

  Object.assign(neatlas, { corner, icon, tool, controls });
})();

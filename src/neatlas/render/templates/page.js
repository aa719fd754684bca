/** The page around the map: where map, panel, credits and messages stand. */
(() => {
  "use strict";

  const { bdi, button, el, same } = neatlas;

  const LEAFLET = '<a href="https://leafletjs.com" target="_blank" rel="noopener">Leaflet</a>';

  /**
   * A line in place of the map, or over it.
   *
   * @type {Neatlas["message"]}
   */
  function message(kind, text, act) {
    const role = kind === "error" ? "alert" : "status";
    const mark = el("span", { class: "neatlas-mark", "aria-hidden": "true" });
    const line = el("p", { dir: "auto" }, text);
    return el("div", { class: `neatlas-message is-${kind}`, role }, mark, line, act);
  }

  /**
   * Credits, the point of view of the borders, and whatever Leaflet's own layers ask to be named.
   *
   * @param {LeafletMap} map
   * @param {Words} words
   */
  function foot(map, words) {
    const text = el("span", { class: "neatlas-credit-text" });
    const node = el("div", { class: "neatlas-credits" }, text);
    const attribution = map.attributionControl ?? L.control.attribution().addTo(map);
    attribution.setPrefix(LEAFLET);
    node.append(attribution.getContainer());
    const more = button("…", () => {
      const open = node.classList.toggle("is-open");
      more.setAttribute("aria-expanded", String(open));
      map.invalidateSize({ pan: false });
    }, { "aria-expanded": "false", "aria-label": words.credits, title: words.credits });
    node.append(more);
    return { node, text };
  }

  /** Folium's page forbids zooming with two fingers; readers need it. */
  function allowPinch() {
    const meta = document.querySelector('meta[name="viewport"]');
    meta?.setAttribute("content", "width=device-width, initial-scale=1");
  }

  /** @type {Neatlas["page"]} */
  function page(map, words, ended) {
    const container = /** @type {HTMLElement} */ (map.getContainer());
    const { node: credits, text: creditText } = foot(map, words);
    const live = el("div", { class: "neatlas-live", role: "status", "aria-live": "polite" });
    const stage = el("div", { class: "neatlas-stage" });
    const left = el("div", { class: "neatlas-left" }, stage, credits);
    const side = el("div", { class: "neatlas-side" });
    const root = el("div", { class: "neatlas" });
    /** @type {(open: boolean) => void} */
    let drawer = () => {};
    /** @type {Said[]} */
    let credited = [];
    container.before(root);
    stage.append(container);
    const past = neatlas.skips(root, words);
    root.append(past, left, side, live);
    container.classList.add("neatlas-map");
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", words.map);
    document.documentElement.classList.add("has-neatlas");
    allowPinch();

    return {
      root,
      map: container,
      side,
      announce(text) {
        live.textContent = text;
      },
      drawer: (open) => drawer(open),
      frame({ rail, time, notices }) {
        const { door, shut } = neatlas.drawer(root, rail, words, ended);
        drawer = shut;
        past.after(rail);
        stage.after(time);
        stage.append(door, notices);
      },
      update(spec) {
        const lines = [...spec.credits, spec.point_of_view].filter(Boolean);
        if (same(lines, credited)) return;
        credited = lines;
        creditText.replaceChildren(...lines.flatMap((line, i) => [i ? " · " : "", bdi(line)]));
      },
    };
  }

  Object.assign(neatlas, { message, page });
})();

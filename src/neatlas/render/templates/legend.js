/** The legend: what the marks on the map mean, drawn with the same strokes. */
(() => {
  "use strict";

  const { bdi, el, styles } = neatlas;

  /** Groups whose labels have no more characters than this stand in two columns. */
  const SHORT = 13;

  /** @type {Neatlas["legend"]} */
  function legend(words) {
    const body = el("div", { class: "neatlas-legend-body" });
    const node = el(
      "details",
      { class: "neatlas-legend" },
      el("summary", null, words.legend),
      body,
    );

    /** @param {LegendGroup[]} groups */
    function update(groups) {
      body.replaceChildren();
      node.hidden = groups.length === 0;
      for (const group of groups) {
        const short = group.entries.every(({ label }) => label.length <= SHORT);
        const list = el("ul", { class: short ? "is-short" : "" });
        for (const entry of group.entries) {
          const swatch = styles.swatch(entry.style, entry.kind, entry.broken);
          list.append(el("li", null, swatch, bdi(entry.label)));
        }
        body.append(el("section", null, el("h4", { dir: "auto" }, group.title), list));
      }
    }

    return { node, update };
  }

  neatlas.legend = legend;
})();

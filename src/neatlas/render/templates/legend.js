/** The legend: what the marks on the map mean, drawn with the same strokes. */
(() => {
  "use strict";

  const { bdi, button, el, styles } = neatlas;

  /** Groups whose labels have no more characters than this stand in two columns. */
  const SHORT = 13;

  /** @type {Neatlas["legend"]} */
  function legend(words, basemap, toggle) {
    const body = el("div", { class: "neatlas-legend-body" });
    const node = el(
      "details",
      { class: "neatlas-legend" },
      el("summary", null, words.legend),
      body,
    );
    /** @type {string} */
    let shown = "";

    /**
     * A mark and its meaning; where it can be filtered by, a button that does.
     *
     * @param {LegendGroup} group
     * @param {LegendEntry} entry
     */
    function item({ filter }, entry) {
      const swatch = styles.swatch(entry.style, entry.kind, entry.broken);
      if (!toggle || !filter) return el("li", null, swatch, bdi(entry.label));
      const value = entry.key.slice(filter.length + 1);
      const act = button("", () => toggle(filter, value), { "data-value": entry.key });
      act.append(swatch, bdi(entry.label), el("span", { class: "neatlas-count" }));
      return el("li", null, act);
    }

    /** The entry of the one line of the ground that no reader would know. */
    function demarcation() {
      const look = { ...styles.DEMARCATION, color: "#5c5c5c", opacity: 1, hollow: false };
      const entry = el("li", null, styles.swatch(look, "line"), bdi(words.demarcation));
      return el("ul", null, entry);
    }

    /**
     * @param {LegendGroup[]} groups
     * @param {boolean} line
     */
    function build(groups, line) {
      body.replaceChildren();
      for (const group of groups) {
        const short = group.entries.every(({ label }) => label.length <= SHORT);
        const list = el("ul", { class: short ? "is-short" : "" });
        for (const entry of group.entries) list.append(item(group, entry));
        body.append(el("section", null, el("h4", { dir: "auto" }, group.title), list));
      }
      if (line && basemap.lines.military_demarcation_line) body.append(demarcation());
      node.hidden = !body.childElementCount;
    }

    return {
      node,
      update(groups, line = true) {
        const keys = groups.flatMap(({ entries }) => entries.map(({ key }) => key)).join(" ");
        if (keys === shown && body.childElementCount) return;
        const focused = body.querySelector(":focus")?.getAttribute("data-value");
        shown = keys;
        build(groups, line);
        if (focused) {
          /** @type {HTMLElement | null} */ (body.querySelector(`[data-value="${focused}"]`))
            ?.focus();
        }
      },
      count(state, counts) {
        /** @type {NodeListOf<HTMLElement>} */
        const acts = body.querySelectorAll("[data-value]");
        for (const act of acts) {
          const [name, value] = (act.dataset.value ?? "").split(":");
          act.setAttribute("aria-pressed", String(state.many[name]?.includes(value) ?? false));
          const count = act.querySelector(".neatlas-count");
          const n = counts[name]?.[value] ?? 0;
          if (count) count.textContent = String(n);
          act.title = neatlas.summary.counted(words, "projectCount", n);
        }
      },
    };
  }

  neatlas.legend = legend;
})();

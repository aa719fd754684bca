/** Filters of several words, each word with the number of projects that it would leave. */
(() => {
  "use strict";

  const { bdi, el, fill, styles } = neatlas;

  /** Facets that stand open at first. */
  const OPEN = ["country", "sector", "status"];

  /**
   * The words that some project has at some time, and the countries that the atlas speaks of.
   *
   * @param {AtlasPlan} plan
   * @param {FacetSpec} facet
   */
  function used(plan, { name, choices }) {
    if (name === "country") return choices;
    const held = new Set(
      plan.projects.flatMap((editions) => editions.flatMap(({ spec }) => spec.facets[name] ?? [])),
    );
    return choices.filter(({ value }) => held.has(value));
  }

  /**
   * The mark that a word has on the map.
   *
   * @param {AtlasPlan} plan
   * @param {string} name
   * @param {string} value
   */
  function mark(plan, name, value) {
    const group = plan.legend.find(({ filter }) => filter === name);
    const entry = group?.entries.find(({ key }) => key === `${name}:${value}`);
    return entry ? styles.swatch(entry.style, entry.kind, entry.broken) : null;
  }

  /** One facet: a list of boxes to tick. */
  class Facet {
    /**
     * @param {AtlasPlan} plan
     * @param {FacetSpec} facet
     * @param {Words} words
     * @param {(value: string, on: boolean) => void} tick
     */
    constructor(plan, facet, words, tick) {
      this.words = words;
      /** @type {{ value: string, box: HTMLInputElement, count: HTMLElement, node: HTMLElement, label: string }[]} */
      this.choices = used(plan, facet).map(({ value, label }) => {
        const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", value }));
        box.addEventListener("change", () => tick(value, box.checked));
        const count = el("span", { class: "neatlas-count" });
        const swatch = mark(plan, facet.name, value);
        const node = el("label", null, box, bdi(label), count);
        if (swatch) box.after(swatch);
        return { value, label, box, count, node };
      });
      this.chosen = el("span", { class: "neatlas-count" });
      this.list = el("div", { class: "neatlas-choices-list", role: "group" });
      this.list.setAttribute("aria-label", facet.label);
      this.list.append(...this.choices.map(({ node }) => node));
      this.node = el(
        "details",
        { class: "neatlas-facet", open: OPEN.includes(facet.name), "data-facet": facet.name },
        el("summary", null, bdi(facet.label), this.chosen),
        this.list,
      );
      this.node.hidden = this.choices.length < 2;
    }

    /**
     * @param {string[]} wanted
     * @param {Record<string, number>} counts
     */
    update(wanted, counts) {
      for (const { value, label, box, count, node } of this.choices) {
        const n = counts[value] ?? 0;
        const on = wanted.includes(value);
        if (count.textContent === String(n) && box.checked === on) continue;
        box.checked = on;
        count.textContent = String(n);
        const said = neatlas.summary.counted(this.words, "projectCount", n);
        box.setAttribute("aria-label", `${label}, ${said}`);
        node.title = said;
        node.classList.toggle("is-empty", n === 0 && !box.checked);
      }
      this.chosen.textContent = wanted.length ? String(wanted.length) : "";
      this.chosen.hidden = wanted.length === 0;
      this.chosen.title = fill(this.words.chosen, { n: wanted.length });
    }
  }

  /** @type {Neatlas["facets"]} */
  function facets(plan, words, change) {
    const all = plan.facets.map((facet) => ({
      name: facet.name,
      facet: new Facet(plan, facet, words, (value, on) =>
        change((state) => {
          const others = state.many[facet.name].filter((word) => word !== value);
          state.many[facet.name] = (on ? [...others, value] : others).sort();
        })),
    }));
    return {
      nodes: new Map(all.map(({ name, facet }) => [name, facet.node])),
      update(state, counts) {
        for (const { name, facet } of all) facet.update(state.many[name], counts[name] ?? {});
      },
    };
  }

  neatlas.facets = facets;
})();

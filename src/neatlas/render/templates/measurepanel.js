/** What the measuring tool says: lengths, coordinates, and the projects within a distance. */
(() => {
  "use strict";

  const { amounts, bdi, button, el, fill } = neatlas;

  /** The distances that a reader can ask for, in kilometres. */
  const NEAREST = 1;
  const FURTHEST = 2000;

  /**
   * A slider and a number, which say the same.
   *
   * @param {Words} words
   * @param {(km: number) => void} change
   */
  function reach(words, change) {
    const limits = { min: NEAREST, max: FURTHEST, value: 100 };
    const number = /** @type {HTMLInputElement} */ (
      el("input", { type: "number", step: "any", ...limits, "aria-label": words.withinKm })
    );
    // The slider is one of the logarithm: near and far can both be met.
    const slider = /** @type {HTMLInputElement} */ (el("input", {
      type: "range",
      min: 0,
      max: Math.log10(FURTHEST),
      step: 0.01,
      value: 2,
      "aria-label": words.withinKm,
    }));
    slider.addEventListener("input", () => {
      const km = Number((10 ** Number(slider.value)).toPrecision(2));
      number.value = String(km);
      slider.setAttribute("aria-valuetext", fill(words.kilometres, { n: km }));
      change(km);
    });
    number.addEventListener("input", () => {
      const km = Number(number.value);
      if (!(km >= NEAREST && km <= FURTHEST)) return;
      slider.value = String(Math.log10(km));
      change(km);
    });
    return el(
      "p",
      { class: "neatlas-reach" },
      `${words.within} `,
      number,
      fill(words.kilometres, { n: "" }),
      slider,
    );
  }

  /** The panel; what it shows is told to it. */
  class MeasurePanel {
    /**
     * @param {Words} words
     * @param {MeasureActs} acts
     */
    constructor(words, acts) {
      this.words = words;
      this.acts = acts;
      const modes = /** @type {const} */ (["distance", "near"]);
      this.modes = modes.map((mode) => ({
        mode,
        node: button(words[`measure_${mode}`], () => acts.mode(mode), {}),
      }));
      this.hint = el("p", { class: "neatlas-facts" });
      this.total = el("p", { class: "neatlas-total" });
      this.list = el("ol", { class: "neatlas-legs" });
      this.reach = reach(words, acts.reach);
      this.here = el("p", { class: "neatlas-here" });
      this.back = button(words.takeBack, acts.back);
      this.clear = button(words.clearAll, acts.clear);
      this.node = el(
        "section",
        { class: "neatlas-measure", "aria-label": words.measure },
        el(
          "div",
          { class: "neatlas-measure-head" },
          el("div", { class: "neatlas-moments", role: "group" }, ...this.modes.map((m) => m.node)),
          button("×", acts.close, { "aria-label": words.close, title: words.close }),
        ),
        this.reach,
        this.hint,
        this.total,
        this.list,
        el("div", { class: "neatlas-measure-acts" }, this.back, this.clear),
        this.here,
      );
      this.node.hidden = true;
    }

    /** @param {Measured} measured */
    update({ mode, points, legs, total, near, reach: km, zoom }) {
      const { words } = this;
      for (const one of this.modes) {
        one.node.setAttribute("aria-pressed", String(one.mode === mode));
      }
      this.reach.hidden = mode !== "near";
      this.hint.textContent = points.length ? "" : words[`hint_${mode}`];
      this.hint.hidden = points.length > 0;
      this.back.hidden = mode === "near" || !points.length;
      this.clear.hidden = !points.length;
      const where = points.map((at) => this.place(at, zoom));
      if (mode === "distance") {
        const said = amounts.length(total, words);
        this.total.textContent = points.length > 1 ? fill(words.totalLength, { length: said }) : "";
        this.list.replaceChildren(
          ...where.map((node, i) => el("li", null, node, i > 0 && this.leg(legs[i - 1]))),
        );
      } else {
        this.total.textContent = near ? this.count(near, km) : "";
        this.list.replaceChildren(...(near ?? []).map((one) => this.neighbour(one, km)));
        if (where.length) this.list.prepend(el("li", null, ...where));
      }
    }

    /**
     * @param {Near[]} near
     * @param {number} km
     */
    count(near, km) {
      const said = neatlas.summary.counted(this.words, "projectCount", near.length);
      return fill(this.words.nearHere, { projects: said, n: km });
    }

    /**
     * A place, and a button that copies its coordinates.
     *
     * @param {Position} position
     * @param {number} zoom
     */
    place(position, zoom) {
      const text = amounts.coordinates(position, zoom, this.words);
      const copy = button(this.words.copy, () => this.acts.copy(text), {
        "aria-label": fill(this.words.copyThis, { text }),
        class: "neatlas-copy",
      });
      return el("span", { class: "neatlas-coordinates" }, bdi(text), copy);
    }

    /** @param {Leg} leg */
    leg({ metres, along }) {
      const { words } = this;
      const straight = el(
        "small",
        null,
        fill(words.leg, { length: amounts.length(metres, words) }),
      );
      if (!along) return straight;
      const { name, metres: length } = along;
      const said = fill(words.along, { name, length: amounts.length(length, words) });
      return el("span", null, straight, el("small", { dir: "auto", class: "is-along" }, said));
    }

    /**
     * @param {Near} near
     * @param {number} km
     */
    neighbour({ project, metres, off }, km) {
      const { words } = this;
      const unsure = metres + off > 1000 * km && metres > 0;
      const length = amounts.length(metres, words);
      const said = off ? fill(words.farAway, { length, off: amounts.length(off, words) }) : length;
      const open = button("", () => this.acts.open(project.id), { "data-project": project.id });
      open.append(bdi(project.name), el("small", null, said, unsure && ` · ${words.perhaps}`));
      return el("li", null, open);
    }

    /** @param {string} text where the pointer or the crosshair is */
    point(text) {
      this.here.textContent = text;
    }
  }

  neatlas.MeasurePanel = MeasurePanel;
})();

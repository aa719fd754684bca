/** A slider for the date of one map: by hand along the scale, by keys a month or a year. */
(() => {
  "use strict";

  const { el, months } = neatlas;

  /** Keys to months; `Home` and `End` go to the ends of the scale. */
  const KEYS = /** @type {Record<string, number>} */ ({
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -12,
    PageUp: 12,
    Home: -Infinity,
    End: Infinity,
  });

  /** Up to this share of a short slider a year would be written over the first. */
  const NEAR = 0.25;

  /**
   * A date in words, as a screen reader says it.
   *
   * @param {string} asOf
   * @param {AtlasPlan} plan
   * @param {Words} words
   */
  function inWords(asOf, plan, words) {
    const day = asOf && neatlas.lastDay(asOf);
    if (!day) return `${words.now}, ${neatlas.fill(words.asKnown, { date: plan.known_as_of })}`;
    const whole = asOf.length > 7 ? /** @type {const} */ ({ day: "numeric" }) : {};
    return new Date(day).toLocaleDateString(words.language, {
      ...{ year: "numeric", month: "long", timeZone: "UTC" },
      ...whole,
    });
  }

  /**
   * What stands under the slider: a few years, and the dates of the documents.
   *
   * @param {Timescale} scale
   * @param {string[]} said
   */
  function marks(scale, said) {
    const mark = (
      /** @type {number} */ month,
      /** @type {string} */ text,
      /** @type {string} */ name,
    ) => el("span", { class: name, style: `--share:${scale.share(month).toFixed(4)}` }, text);
    // Where there is little room, decades are enough, and of the sparse years the first; where
    // there is less, those apart from it.
    const name = (/** @type {number} */ year) => {
      if (year === scale.years[0]) return "";
      if (year * 12 < scale.bend || year % 10 > 0) return "is-minor";
      return scale.share(year * 12) < NEAR ? "is-near" : "";
    };
    return el(
      "div",
      { class: "neatlas-marks", "aria-hidden": "true" },
      ...scale.years.map((year) => mark(year * 12, String(year), name(year))),
      ...said.map((date) => mark(months.of(date), "", "is-said")),
    );
  }

  /** @type {Neatlas["slider"]} */
  function slider(plan, scale, words, { label, said, drag, settle }) {
    const range = /** @type {HTMLInputElement} */ (el("input", {
      ...{ type: "range", min: 0, max: scale.length, step: 1, "aria-label": label },
    }));
    const shown = el("output", { class: "neatlas-date" });
    const node = el(
      "div",
      { class: "neatlas-slider" },
      el("div", { class: "neatlas-track" }, range, marks(scale, said)),
      shown,
    );
    let month = scale.last;
    let held = false;
    // The last month is now: what is known of it may be newer than its end.
    const word = () => month >= scale.last ? "" : months.write(month);

    /** @param {number} to */
    function go(to) {
      month = Math.max(scale.first, Math.min(scale.last, to));
      drag(word());
    }

    function release() {
      if (held) settle(word());
      held = false;
    }

    range.addEventListener("input", () => go(scale.month(Number(range.value))));
    range.addEventListener("change", () => settle(word()));
    range.addEventListener("keydown", (event) => {
      const by = KEYS[event.key];
      if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      // Keys that are held down are one move, which ends when they are let go.
      held = true;
      go(month + by);
    });
    range.addEventListener("keyup", release);
    range.addEventListener("blur", release);
    return {
      ...{ node, range },
      month: () => month,
      go,
      settle: () => settle(word()),
      update(asOf) {
        month = asOf ? months.of(asOf) : scale.last;
        range.value = String(scale.step(month));
        shown.textContent = asOf || words.now;
        range.setAttribute("aria-valuetext", inWords(asOf, plan, words));
      },
    };
  }

  neatlas.slider = slider;
})();

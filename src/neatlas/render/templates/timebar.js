/** The date of the map: a month from the oldest entry to the newest evidence. */
(() => {
  "use strict";

  const { button, el, fill } = neatlas;

  /** @param {string} date */
  function monthOf(date) {
    return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7) || 12) - 1;
  }

  /** @param {number} month */
  function write(month) {
    return `${String(Math.floor(month / 12)).padStart(4, "0")}-${
      String(month % 12 + 1).padStart(2, "0")
    }`;
  }

  /** @type {Neatlas["timebar"]} */
  function timebar(plan, words, { drag, settle }) {
    const newest = monthOf(plan.newest);
    const range = /** @type {HTMLInputElement} */ (el("input", {
      type: "range",
      min: monthOf(plan.first),
      max: newest,
      step: 1,
      "aria-label": words.date,
    }));
    const said = plan.said.filter((date) => neatlas.lastDay(date));
    const shown = el("output", { class: "neatlas-date" });
    const moments = [...said, ""].map((date) => ({
      date,
      node: button(
        date ? fill(words.asOf, { date }) : fill(words.asKnown, { date: plan.known_as_of }),
        () => settle(date),
        { "data-date": date || "now" },
      ),
    }));
    // The last month is now: what is known of it may be newer than its end.
    const value = () => Number(range.value) >= newest ? "" : write(Number(range.value));
    range.addEventListener("input", () => drag(value()));
    range.addEventListener("change", () => settle(value()));
    range.addEventListener("keydown", (event) => {
      const years = { PageUp: 1, PageDown: -1 }[event.key];
      if (!years) return;
      event.preventDefault();
      range.value = String(Number(range.value) + 12 * years);
      settle(value());
    });
    const node = el(
      "div",
      { class: "neatlas-time", role: "group", "aria-label": words.date },
      el("div", { class: "neatlas-moments" }, ...moments.map((moment) => moment.node)),
      range,
      shown,
    );
    return {
      node,
      update(asOf) {
        const month = asOf ? monthOf(asOf) : newest;
        if (value() !== asOf) range.value = String(month);
        shown.textContent = asOf || words.now;
        range.setAttribute("aria-valuetext", shown.textContent);
        for (const moment of moments) {
          moment.node.setAttribute("aria-pressed", String(moment.date === asOf));
        }
      },
    };
  }

  neatlas.timebar = timebar;
})();

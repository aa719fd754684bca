/** The date of the map: moments to choose, a slider, the years that pass, the changes in them. */
(() => {
  "use strict";

  const { button, el, fill } = neatlas;

  /**
   * Buttons for the dates that matter most: those of the documents, and now.
   *
   * @param {AtlasPlan} plan
   * @param {Words} words
   * @param {(asOf: string) => void} settle
   */
  function moments(plan, words, settle) {
    const all = [...plan.said.filter((date) => neatlas.lastDay(date)), ""].map((date) => ({
      date,
      node: button(
        date ? fill(words.asOf, { date }) : fill(words.asKnown, { date: plan.known_as_of }),
        () => settle(date),
        { "data-date": date || "now" },
      ),
    }));
    return {
      node: el("div", { class: "neatlas-moments" }, ...all.map(({ node }) => node)),
      /** @param {string} asOf */
      update(asOf) {
        for (const { date, node } of all) node.setAttribute("aria-pressed", String(date === asOf));
      },
    };
  }

  /** @type {Neatlas["timebar"]} */
  function timebar(plan, scale, words, { drag, settle, turn }) {
    const said = plan.said.filter((date) => neatlas.lastDay(date));
    const choose = (/** @type {string} */ asOf) => {
      player.stop();
      settle(asOf);
    };
    const slider = neatlas.slider(plan, scale, words, {
      ...{ label: words.date, said, drag, settle: choose },
    });
    slider.range.addEventListener("pointerdown", () => player.pause());
    slider.range.addEventListener("keydown", () => player.pause());
    const player = neatlas.player(words, {
      advance() {
        const at = slider.month();
        slider.go(at >= scale.last ? scale.bend : at + 12);
        return slider.month() < scale.last;
      },
      rest: () => slider.settle(),
    });
    const buttons = moments(plan, words, choose);
    const arrow = (
      /** @type {string} */ sign,
      /** @type {string} */ name,
      /** @type {-1 | 1} */ by,
    ) =>
      button(sign, () => {
        player.stop();
        turn(by);
      }, { "aria-label": name, title: name, "data-turn": by });
    const acts = el(
      "div",
      { class: "neatlas-turns" },
      arrow("⇤", words.changeBefore, -1),
      player.node,
      arrow("⇥", words.changeAfter, 1),
    );
    const node = el(
      "div",
      { class: "neatlas-time", role: "group", "aria-label": words.date },
      ...[buttons.node, acts, slider.node],
    );
    return {
      node,
      stop: () => player.stop(),
      update(asOf) {
        slider.update(asOf);
        buttons.update(asOf);
      },
    };
  }

  neatlas.timebar = timebar;
})();

/** A button that lets the years pass. */
(() => {
  "use strict";

  const { button, calm } = neatlas;

  /** How long each year is shown, in milliseconds. */
  const YEAR = 900;

  /** @type {Neatlas["player"]} */
  function player(words, { advance, rest }) {
    let timer = 0;
    const node = button("▶", () => {
      if (timer) pause();
      else if (calm()) once();
      else play();
    }, { class: "neatlas-play" });

    /** @param {boolean} on */
    function show(on) {
      const name = on ? words.pause : calm() ? words.yearOn : words.play;
      node.textContent = on ? "❚❚" : "▶";
      node.title = name;
      node.setAttribute("aria-label", name);
    }

    /** Where less motion is asked for, nothing moves by itself. */
    function once() {
      advance();
      rest();
    }

    function step() {
      if (!advance()) pause();
    }

    function play() {
      timer = setInterval(step, YEAR);
      show(true);
      step();
    }

    function stop() {
      clearInterval(timer);
      timer = 0;
      show(false);
    }

    function pause() {
      if (!timer) return;
      stop();
      rest();
    }

    show(false);
    return { node, pause, stop };
  }

  neatlas.player = player;
})();

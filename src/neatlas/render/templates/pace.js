/**
 * When to draw. While a reader drags, once a frame what must follow, and all of it at the first
 * rest; at first, what matters most, and the rest once that is seen.
 */
(() => {
  "use strict";

  /** How long a reader holds still before all of the page follows, in milliseconds. */
  const STILL = 250;

  /** @type {Neatlas["pace"]} */
  function pace(draw) {
    let frame = 0;
    let timer = 0;

    function stop() {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      frame = timer = 0;
    }

    return {
      hurry() {
        frame ||= requestAnimationFrame(() => {
          frame = 0;
          draw(true);
        });
        clearTimeout(timer);
        timer = setTimeout(() => draw(false), STILL);
      },
      stop,
    };
  }

  /** @type {Neatlas["painted"]} */
  function painted(then) {
    requestAnimationFrame(() => setTimeout(then));
  }

  Object.assign(neatlas, { pace, painted });
})();

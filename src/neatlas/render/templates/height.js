/** The height of the frame: what the window leaves, or what the app asks for. */
(() => {
  "use strict";

  const LEAST = 480;
  /** What the app itself needs above and below the map. */
  const AROUND = 100;

  /** The height of the window around this frame; `null` if it is not ours to ask. */
  function outer() {
    try {
      return parent === globalThis.window ? null : parent.innerHeight;
    } catch {
      return null;
    }
  }

  /** @type {Neatlas["height"]} */
  function height(asked, set) {
    let last = 0;

    function fit() {
      const around = outer();
      const wanted = around ? around - AROUND : asked() ?? LEAST;
      const next = Math.max(LEAST, Math.round(wanted));
      if (next === last) return;
      last = next;
      set(next);
    }

    try {
      parent.addEventListener("resize", fit);
    } catch {
      // Another origin: the height that the app asks for is used.
    }
    return fit;
  }

  neatlas.height = height;
})();

/** The address of the app, which its frame reads and writes. */
(() => {
  "use strict";

  /** The window that has the address: the app's, or this one where that is another origin's. */
  function owner() {
    try {
      return parent.location.href ? parent : globalThis.window;
    } catch {
      return globalThis.window;
    }
  }

  /** @type {Neatlas["door"]} */
  function door(tell, select) {
    const window = owner();
    const read = () => window.location.search.slice(1);
    return {
      read,
      write(words, step) {
        if (words === read()) return;
        const url = window.location.pathname + (words ? `?${words}` : "");
        if (step) window.history.pushState(window.history.state, "", url);
        else window.history.replaceState(window.history.state, "", url);
      },
      listen: (follow) => window.addEventListener("popstate", follow),
      tell,
      select,
      link: () => window.location.href,
      outer: window,
    };
  }

  neatlas.door = door;
})();

/**
 * Whether the server is there: what needs it waits, and the reader is told so, until it answers.
 * Streamlit says when its own connection ends, and a browser when it has no network, though a
 * server on the same machine answers without one: so it is asked.
 */
(() => {
  "use strict";

  /** How long a break lasts before a reader is told of it, in milliseconds. */
  const GRACE = 1000;
  /** How often a server that did not answer is asked again. */
  const PAUSE = 2500;

  /** @type {Neatlas["connection"]} */
  function connection(health, told) {
    let [apart, silent, lost] = [false, false, false];
    let [grace, again] = [0, 0];

    function settle() {
      if (lost === (apart || silent)) return;
      lost = !lost;
      told(lost);
    }

    async function ask() {
      clearTimeout(again);
      try {
        silent = !(await fetch(health, { cache: "no-store" })).ok;
      } catch {
        silent = true;
      }
      // An answer that came just as the network went says nothing of the next one.
      if (silent || !navigator.onLine) again = setTimeout(ask, PAUSE);
      settle();
    }

    addEventListener("offline", ask);
    addEventListener("online", ask);
    return (connected) => {
      apart = !connected;
      clearTimeout(grace);
      grace = setTimeout(settle, apart ? GRACE : 0);
    };
  }

  neatlas.connection = connection;
})();

/** The files beside the app's page: its data, and what it says in each language. */
(() => {
  "use strict";

  /** How often another language is asked for, and how long is waited in between. */
  const TRIES = 120;
  const PAUSE = 500;

  /** @type {Neatlas["fetchData"]} */
  async function fetchData(name) {
    const answer = await fetch(name);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  }

  /** @type {Neatlas["fetchSaid"]} */
  async function fetchSaid(language) {
    const file = `said-${language}.json`;
    // After a start the server still plans the other languages: it has them in a while.
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = await fetch(file, tries ? { cache: "no-cache" } : {});
      if (!answer.ok) break;
      const said = await answer.json();
      if (said) return neatlas.unpack(said);
      await new Promise((done) => setTimeout(done, PAUSE));
    }
    throw new Error(file);
  }

  Object.assign(neatlas, { fetchData, fetchSaid });
})();

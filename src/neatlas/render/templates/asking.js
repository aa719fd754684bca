/** What somebody outside asks of an atlas: to filter by the words of an address. */
(() => {
  "use strict";

  /**
   * Set the filter; date, context and selection stay.
   *
   * @type {Neatlas["ask"]}
   */
  function ask(atlas, words) {
    const { many, country_role, text, bbox } = neatlas.state.read(words, atlas.plan, []).state;
    atlas.change((state) => Object.assign(state, { many, country_role, text, bbox }));
  }

  neatlas.ask = ask;
})();

/**
 * The page's own words come with its data (`render/page_words.py`); here stand only those for a
 * page that has no data yet, or none at all.
 */
(() => {
  "use strict";

  /** @type {Words} */
  const ENGLISH = {
    language: "en",
    loading: "Drawing the map …",
    loadFailed: "The map’s data could not be loaded. Check the connection and try again.",
    retry: "Try again",
    noData: "This page holds no map data. Save it anew from the atlas.",
  };

  /** @type {Neatlas["words"]} */
  function words(overrides) {
    return /** @type {Words} */ ({ ...ENGLISH, ...overrides });
  }

  /**
   * Put values in the places of a template that are named in braces.
   *
   * @type {Neatlas["fill"]}
   */
  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  }

  Object.assign(neatlas, { words, fill });
})();

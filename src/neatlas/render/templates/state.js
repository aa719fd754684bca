/** What a page shows, as the words of its address: the names are those of every other door. */
(() => {
  "use strict";

  /** Filter names that take several values, in the order in which an address has them. */
  const MANY = ["country", "sector", "status", "outcome", "precision", "mention", "document"];
  const ROLES = ["location", "party", "invited", "any"];
  const LONGEST_TEXT = 200;

  /** @type {Neatlas["state"]["empty"]} */
  function empty() {
    const many = Object.fromEntries(MANY.map((name) => [name, []]));
    return {
      many,
      country_role: "",
      context: false,
      as_of: "",
      text: "",
      bbox: null,
      project: null,
      passage: null,
      beside: "",
      lang: "",
      base: "",
      view: null,
    };
  }

  /** @param {string} word */
  function box(word) {
    const sides = word.split(",").map(Number);
    const [west, south, east, north] = sides;
    const whole = sides.length === 4 && sides.every(Number.isFinite);
    const fits = west >= -180 && west < east && east <= 180 && south >= -90 && south < north &&
      north <= 90;
    return whole && fits ? /** @type {Bounds} */ (sides) : null;
  }

  /** @param {string} word @returns {View | null} */
  function view(word) {
    const [zoom, lat, lon, ...rest] = word.split("/").map(Number);
    const fits = rest.length === 0 && [zoom, lat, lon].every(Number.isFinite) && zoom >= 0 &&
      zoom <= 18 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180;
    return fits ? { zoom, lat, lon } : null;
  }

  /** How each name that takes one value is read; `null` where the value cannot be. */
  const ONE = /** @type {Record<string, (word: string, plan: AtlasPlan) => any>} */ ({
    country_role: (word) => ROLES.includes(word) ? word : null,
    context: (word) => word === "yes" || (word === "no" ? false : null),
    as_of: (word) => neatlas.lastDay(word) ? word : null,
    beside: (word) => neatlas.lastDay(word) || word === "now" ? word : null,
    text: (word) => word.length <= LONGEST_TEXT ? word.trim() : null,
    bbox: box,
    project: (word, plan) => neatlas.known(plan, plan.retired[word] ?? word),
    passage: (word, plan) => Object.hasOwn(plan.passages, word) ? word : null,
    lang: (word, plan) => Object.hasOwn(plan.languages, word) ? word : null,
    base: (word) => word,
    view,
  });

  /**
   * @param {string} name
   * @param {string} word
   * @param {AtlasPlan} plan
   */
  function allowed(name, word, plan) {
    const facet = plan.facets.find((one) => one.name === name);
    if (facet?.choices.some(({ value }) => value === word)) return word;
    // A country that the atlas does not speak of is a country nevertheless: nothing is there.
    const code = word.toUpperCase();
    return name === "country" && Object.hasOwn(plan.countries, code) ? code : null;
  }

  /** @type {Neatlas["state"]["read"]} */
  function read(address, plan) {
    const words = new URLSearchParams(address);
    const state = empty();
    /** @type {string[]} */
    const ignored = [];
    for (const name of MANY) {
      for (const word of words.getAll(name)) {
        const value = allowed(name, word, plan);
        if (value === null) ignored.push(`${name}=${word}`);
        else if (!state.many[name].includes(value)) state.many[name].push(value);
      }
      state.many[name].sort();
    }
    for (const [name, understand] of Object.entries(ONE)) {
      const word = words.get(name);
      if (word === null) continue;
      const value = understand(word, plan);
      if (value === null) ignored.push(`${name}=${word}`);
      else Object.assign(state, { [name]: value });
    }
    return { state, ignored };
  }

  /** @type {Neatlas["state"]["write"]} */
  function write(state) {
    const words = new URLSearchParams();
    for (const name of MANY) for (const word of state.many[name]) words.append(name, word);
    const { view: at } = state;
    const one = {
      country_role: state.country_role,
      context: state.context ? "yes" : "",
      as_of: state.as_of,
      text: state.text,
      bbox: state.bbox?.join(",") ?? "",
      project: state.project ?? "",
      passage: state.passage ?? "",
      beside: state.beside,
      lang: state.lang,
      base: state.base,
      view: at ? `${round(at.zoom, 2)}/${round(at.lat, 4)}/${round(at.lon, 4)}` : "",
    };
    for (const [name, word] of Object.entries(one)) if (word) words.set(name, word);
    // Commas, colons and slashes may stand in a query as they are, and read better so.
    return words.toString().replace(/%2C/g, ",").replace(/%2F/g, "/");
  }

  /** @type {Neatlas["state"]["told"]} */
  function told(state) {
    return write({ ...state, project: null, passage: null, beside: "", view: null });
  }

  /** @param {number} value @param {number} digits */
  function round(value, digits) {
    return Number(value.toFixed(digits));
  }

  /** @type {Neatlas["state"]["narrows"]} */
  function narrows(state) {
    return MANY.some((name) => state.many[name].length) || Boolean(state.text || state.bbox);
  }

  neatlas.state = { MANY, empty, read, write, told, narrows };
})();

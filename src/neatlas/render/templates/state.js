/** What a page shows, as the words of its address: the names are those of every other door. */
(() => {
  "use strict";

  /** Filter names that take several values, in the order in which an address has them. */
  const MANY = ["country", "sector", "status", "outcome", "precision", "mention", "document"];
  const ROLES = ["location", "party", "invited", "any"];
  const ONE = [
    ...["country_role", "context", "as_of", "text", "bbox", "project", "passage", "beside"],
    ...["lang", "base", "view"],
  ];
  const NAMES = [...MANY, ...ONE];
  /** What Streamlit itself understands of an address. */
  const STREAMLITS = ["embed", "embed_options"];
  const LONGEST_TEXT = 200;
  /** Most characters that are repeated of what nobody knows. */
  const LONGEST_SHOWN = 120;
  /** A number as every door reads it: `Number` would also take nothing at all, or 0x10. */
  const NUMBER = /^ *[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)? *$/i;

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

  /** @param {string} text */
  function shown(text) {
    return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text;
  }

  /** @param {string} word */
  function number(word) {
    return NUMBER.test(word) ? Number(word) : NaN;
  }

  /** @param {string} word */
  function text(word) {
    return [...word].length > LONGEST_TEXT ? null : neatlas.searchable(word);
  }

  /** @param {string} word */
  function box(word) {
    const sides = word.split(",").map(number);
    const [west, south, east, north] = sides;
    const whole = sides.length === 4 && sides.every(Number.isFinite);
    const fits = west >= -180 && west < east && east <= 180 && south >= -90 && south < north &&
      north <= 90;
    return whole && fits ? /** @type {Bounds} */ (sides) : null;
  }

  /** @param {string} word @returns {View | null} */
  function view(word) {
    const [zoom, lat, lon, ...rest] = word.split("/").map(number);
    const fits = rest.length === 0 && [zoom, lat, lon].every(Number.isFinite) && zoom >= 0 &&
      zoom <= 18 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180;
    return fits ? { zoom, lat, lon } : null;
  }

  /**
   * The names that take one of certain words, each with those words.
   *
   * @param {AtlasPlan} plan
   * @param {string[]} bases
   * @returns {Map<string, string[]>}
   */
  function closed(plan, bases) {
    const projects = plan.projects.map(([{ spec }]) => spec.id);
    const known = new Map([
      ["country_role", ROLES],
      ["context", ["yes", "no"]],
      ["project", [...projects, ...Object.keys(plan.retired)]],
      ["passage", Object.keys(plan.passages)],
      ["lang", Object.keys(plan.languages)],
      ["base", bases],
    ]);
    for (const { name, choices } of plan.facets) known.set(name, choices.map(({ value }) => value));
    return known;
  }

  /** How a word of each other name is read; `null` where it cannot be. */
  const OPEN = new Map(
    /** @type {[string, (word: string) => any][]} */ ([
      ["as_of", (word) => neatlas.lastDay(word) ? word : null],
      ["beside", (word) => neatlas.lastDay(word) || word === "now" ? word : null],
      ["text", text],
      ["bbox", box],
      ["view", view],
    ]),
  );

  /** What some words stand for. */
  const MEANT = new Map(
    /** @type {[string, (word: string, plan: AtlasPlan) => any][]} */ ([
      ["context", (word) => word === "yes"],
      ["project", (word, plan) => neatlas.known(plan, plan.retired[word] ?? word)],
    ]),
  );

  /**
   * @param {string} name
   * @param {string} word
   * @param {AtlasPlan} plan
   * @param {Map<string, string[]>} known
   */
  function understand(name, word, plan, known) {
    const words = known.get(name);
    if (!words) return OPEN.get(name)?.(word) ?? null;
    // A country that the atlas does not speak of is a country nevertheless: nothing is there.
    const code = word.toUpperCase();
    if (name === "country" && Object.hasOwn(plan.countries, code)) return code;
    if (!words.includes(word)) return null;
    const mean = MEANT.get(name);
    return mean ? mean(word, plan) : word;
  }

  /**
   * What was likely meant by what nobody knows, as it would stand in the address.
   *
   * @param {string} name
   * @param {string} word
   * @param {AtlasPlan} plan
   * @param {Map<string, string[]>} known
   */
  function meant(name, word, plan, known) {
    const words = known.get(name);
    if (!words && OPEN.has(name)) return [];
    if (!words) return neatlas.nearest(name, NAMES).map((one) => shown(`${one}=${word}`));
    const likely = name === "country"
      ? neatlas.likelyCountries(word, plan, words)
      : neatlas.nearest(word, words);
    return likely.map((one) => `${name}=${one}`);
  }

  /**
   * A word that stands alone names a project or a passage, as a link to a heading would.
   *
   * @param {[string, string]} pair
   * @param {Map<string, string[]>} known
   */
  function named([name, word], known) {
    const kind = word || NAMES.includes(name)
      ? null
      : ["project", "passage"].find((one) => known.get(one)?.includes(name));
    return kind ? [kind, name] : [name, word];
  }

  /** @type {Neatlas["state"]["read"]} */
  function read(address, plan, bases) {
    const known = closed(plan, bases);
    const state = empty();
    /** @type {Ignored[]} */
    const ignored = [];
    const single = new Set();
    for (const pair of new URLSearchParams(address)) {
      const [name, word] = named(pair, known);
      if (STREAMLITS.includes(name) || (!word && NAMES.includes(name))) continue;
      const many = MANY.includes(name) && state.many[name];
      // What can only be once is what it is first.
      const value = single.has(name) ? null : understand(name, word, plan, known);
      if (value === null) {
        const likely = single.has(name) ? [] : meant(name, word, plan, known);
        ignored.push({ word: shown(word ? `${name}=${word}` : name), likely });
      } else if (!many) Object.assign(state, { [name]: value });
      else if (!many.includes(value)) many.push(value);
      if (!many) single.add(name);
    }
    for (const name of MANY) state.many[name].sort();
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

/** Reads what `render/packing.py` wrote: data in which whatever repeats stands once. */
(() => {
  "use strict";

  /** @type {Neatlas["unpack"]} */
  function unpack({ table, root }) {
    /** @type {any[]} */
    const made = [];

    /** @param {any} value @returns {any} */
    function read(value) {
      if (Array.isArray(value)) return value.map(read);
      if (value === null || typeof value !== "object") return value;
      if ("$" in value) return made[value.$];
      return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, read(held)]));
    }

    // An entry names only earlier ones; equal values are one object, so identity says equality.
    for (const entry of table) made.push(read(entry));
    return read(root);
  }

  /** @type {Neatlas["unweave"]} */
  function unweave({ languages, frame, texts }, language) {
    const at = languages.indexOf(language);
    /** @type {Map<any, any>} What was one object stays one. */
    const made = new Map();

    /** @param {any} value @returns {any} */
    function read(value) {
      if (value === null || typeof value !== "object") return value;
      if (made.has(value)) return made.get(value);
      const own = "#" in value
        ? texts[value["#"]][0][texts[value["#"]][1][at]]
        : Array.isArray(value)
        ? value.map(read)
        : Object.fromEntries(Object.entries(value).map(([key, held]) => [key, read(held)]));
      made.set(value, own);
      return own;
    }

    return read(frame);
  }

  Object.assign(neatlas, { unpack, unweave });
})();

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

  neatlas.unpack = unpack;
})();

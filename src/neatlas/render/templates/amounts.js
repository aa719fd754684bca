/** Lengths and coordinates as they are written. */
(() => {
  "use strict";

  const { fill } = neatlas;

  /** From this length on a length is written in kilometres, and from there without decimals. */
  const KILOMETRE = 1000;
  const FAR = 100 * KILOMETRE;
  const MOST_DIGITS = 6;

  /** @type {Neatlas["amounts"]["length"]} */
  function length(metres, words) {
    const write = (/** @type {number} */ value, /** @type {number} */ digits) =>
      value.toLocaleString(words.language, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
    if (metres < KILOMETRE) return fill(words.metres, { n: write(metres, 0) });
    const km = metres / KILOMETRE;
    return fill(words.kilometres, { n: write(km, metres < FAR ? 1 : 0) });
  }

  /**
   * As many decimals as a pixel of the map tells apart.
   *
   * @type {Neatlas["amounts"]["coordinates"]}
   */
  function coordinates([lon, lat], zoom, words) {
    const pixel = 360 / (256 * 2 ** zoom);
    const digits = Math.max(0, Math.min(MOST_DIGITS, Math.ceil(-Math.log10(pixel))));
    const east = ((lon + 180) % 360 + 360) % 360 - 180;
    const write = (/** @type {number} */ value, /** @type {string} */ side) =>
      fill(words[side], { n: Math.abs(value).toFixed(digits) });
    return `${write(lat, lat < 0 ? "south" : "north")}, ${write(east, east < 0 ? "west" : "east")}`;
  }

  neatlas.amounts = { length, coordinates };
})();

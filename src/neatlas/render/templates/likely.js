/** What was likely meant by a word that nobody knows, measured as Python's `difflib` does. */
(() => {
  "use strict";

  /** What is less alike than this is something else. */
  const LEAST = 0.6;
  /** As many as are equally like, but no more than these. */
  const MOST = 3;
  /** Of a longer word only its beginning is looked at. */
  const LONGEST = 60;

  /**
   * How many characters two words have in common: their longest common piece, and so on with what
   * stands before it and after it (Ratcliff and Obershelp).
   *
   * @param {string} a
   * @param {string} b
   * @returns {number}
   */
  function common(a, b) {
    let [size, at, there] = [0, 0, 0];
    for (let i = 0; i < a.length; i++) {
      for (let j = 0; j < b.length; j++) {
        let n = 0;
        while (i + n < a.length && a[i + n] === b[j + n]) n++;
        if (n > size) [size, at, there] = [n, i, j];
      }
    }
    if (!size) return 0;
    const before = common(a.slice(0, at), b.slice(0, there));
    return before + size + common(a.slice(at + size), b.slice(there + size));
  }

  /** @type {Neatlas["nearest"]} */
  function nearest(word, known) {
    const wanted = word.slice(0, LONGEST).toLowerCase();
    const alike = known.map((one) => {
      const own = one.toLowerCase();
      return { one, share: 2 * common(own, wanted) / (own.length + wanted.length) };
    }).filter(({ share }) => share >= LEAST);
    alike.sort((a, b) => b.share - a.share || (a.one < b.one ? 1 : -1));
    const best = alike.filter(({ share }) => share === alike[0].share);
    return best.slice(0, MOST).map(({ one }) => one);
  }

  /**
   * The codes of the countries that a name stands for; two letters are like most codes.
   *
   * @type {Neatlas["likelyCountries"]}
   */
  function likelyCountries(word, plan, codes) {
    if (word.length <= 2) return [];
    const { countries } = plan;
    const within = codes.filter((code) =>
      neatlas.fold(countries[code] ?? "").includes(neatlas.fold(word))
    );
    if (within.length) return within.slice(0, MOST);
    const all = Object.keys(countries);
    const names = nearest(word, Object.values(countries));
    return names.flatMap((name) => all.find((code) => countries[code] === name) ?? []);
  }

  Object.assign(neatlas, { nearest, likelyCountries });
})();

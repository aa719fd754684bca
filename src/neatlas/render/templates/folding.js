/** Texts as a search compares them: Python's `fold` folds the same. */
(() => {
  "use strict";

  /** What is no text, or ends a line: a search does not look for it. */
  const NO_TEXT = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

  /** @type {Neatlas["fold"]} */
  function fold(text) {
    // Up and down, as every language of programs does it: small letters alone leave ß and ς.
    const small = text.normalize("NFKD").toLowerCase().toUpperCase().toLowerCase();
    return small.replaceAll("ς", "σ").normalize("NFKD").replace(/\p{Mn}/gu, "");
  }

  /** @type {Neatlas["sought"]} */
  function sought(text) {
    // `\s` would also part words where a mark for the order of bytes stands.
    return fold(text).split(/\p{White_Space}+/u).filter(Boolean);
  }

  /** @type {Neatlas["searchable"]} */
  function searchable(text) {
    return NO_TEXT.test(text) ? null : text.replace(/^\p{Zs}+|\p{Zs}+$/gu, "");
  }

  Object.assign(neatlas, { fold, sought, searchable });
})();

/** A sentence cut to the words that matter, which stand in it marked and whole. */
(() => {
  "use strict";

  const { el } = neatlas;

  /** How much of the sentence stands on each side of the words, in characters. */
  const AROUND = 110;
  /** A sentence no longer than this is not cut; nor are so few characters as here left out. */
  const WHOLE = 380;
  const LEAST = 24;
  const ELLIPSIS = "…";

  /**
   * The end of a text, from a word's beginning on.
   *
   * @param {string} text
   */
  function tail(text) {
    if (text.length <= AROUND + LEAST) return text;
    const cut = text.slice(-AROUND);
    return `${ELLIPSIS} ${cut.slice(cut.search(/\s/) + 1)}`;
  }

  /**
   * The beginning of a text, up to a word's end.
   *
   * @param {string} text
   * @param {number} most
   */
  function start(text, most) {
    if (text.length <= most + LEAST) return text;
    return `${text.slice(0, most).replace(/\s+\S*$/, "")} ${ELLIPSIS}`;
  }

  /** @type {Neatlas["quote"]} */
  function quote({ text, words = "", lang }) {
    const at = words ? text.indexOf(words) : -1;
    if (at < 0) return el("blockquote", { dir: "auto", lang }, start(text, WHOLE));
    const whole = text.length <= WHOLE;
    const [before, after] = [text.slice(0, at), text.slice(at + words.length)];
    return el(
      "blockquote",
      { dir: "auto", lang },
      whole ? before : tail(before),
      el("mark", null, words),
      whole ? after : start(after, AROUND),
    );
  }

  neatlas.quote = quote;
})();

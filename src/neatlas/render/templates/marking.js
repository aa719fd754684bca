/** What the text is marked with: how passages lie in one another, and the bars before them. */
(() => {
  "use strict";

  /** From one bar to the next, in pixels. */
  const BAR = 6;

  /**
   * How long each passage is; where passages overlap, the shortest is the one meant.
   *
   * @param {DocumentSpec[]} documents
   * @returns {Map<string, number>}
   */
  function lengths(documents) {
    const found = new Map();
    for (const { paragraphs } of documents) {
      for (const { segments } of paragraphs) {
        for (const { text, passages } of segments) {
          for (const id of passages) found.set(id, (found.get(id) ?? 0) + text.length);
        }
      }
    }
    return found;
  }

  /**
   * The passages that hold more than names of places.
   *
   * @param {DocumentSpec[]} documents
   * @returns {Set<string>}
   */
  function wordy(documents) {
    const segments = documents.flatMap((one) => one.paragraphs.flatMap((each) => each.segments));
    const plain = segments.filter(({ text, place }) => !place && text.trim());
    return new Set(plain.flatMap(({ passages }) => passages));
  }

  /**
   * Put upright bars in the colours of the sectors before a passage. They are its background, so
   * that no line can break between the bars and the words.
   *
   * @param {HTMLElement} node
   * @param {string[]} colors
   */
  function bars(node, colors) {
    const good = colors.filter((color) => CSS.supports("color", color));
    const stripe = (/** @type {string} */ color) => `linear-gradient(${color}, ${color})`;
    node.style.backgroundImage = good.map(stripe).join(", ");
    node.style.backgroundPosition = good.map((_, i) => `${i * BAR}px 50%`).join(", ");
    node.style.paddingInlineStart = good.length ? `${good.length * BAR + 1}px` : "";
  }

  neatlas.marking = { lengths, wordy, bars };
})();

/** A link or another text: put on the clipboard, or laid out to be taken by hand. */
(() => {
  "use strict";

  const { el } = neatlas;

  /** How long it is said that the link was copied, in milliseconds. */
  const SHOWN = 4000;

  /**
   * A text that is selected as soon as it is entered, for a browser that keeps its clipboard shut.
   *
   * @param {string} text
   * @param {string} label
   */
  function field(text, label) {
    const input = /** @type {HTMLInputElement} */ (
      el("input", { class: "neatlas-link", value: text, readonly: true, "aria-label": label })
    );
    input.addEventListener("focus", () => input.select());
    return input;
  }

  /** @type {Neatlas["copy"]} */
  async function copy(text, said, words, notices) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const input = field(text, words.link);
      notices.show("copy", [words.copyByHand], input);
      input.focus();
      return;
    }
    // Shown in a place that is read out to those who do not see it.
    notices.show("copy", [said]);
    setTimeout(() => notices.clear("copy"), SHOWN);
  }

  neatlas.copy = copy;
})();

/**
 * Streamlit says in a dialog of its own that the connection is lost: in English, and over all that
 * still works. This page says it better, and closes that one.
 */
(() => {
  "use strict";

  function close() {
    const button = parent.document.querySelector('[data-testid="stDialog"] button');
    /** @type {HTMLElement | null} */ (button)?.click();
  }

  /** @type {Neatlas["hush"]} */
  function hush() {
    const dialogs = new MutationObserver(close);
    return (lost) => {
      dialogs.disconnect();
      if (!lost) return;
      try {
        close();
        dialogs.observe(parent.document.body, { childList: true, subtree: true });
      } catch {
        // Another origin: its dialog stays.
      }
    };
  }

  neatlas.hush = hush;
})();

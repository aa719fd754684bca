/** The filters, at the side of the map or in a drawer over it. */
(() => {
  "use strict";

  const { button, el } = neatlas;

  /** How long a reader pauses in typing before the map follows, in milliseconds. */
  const PAUSE = 180;

  const ROLES = ["", "location", "party", "invited", "any"];

  /**
   * @param {Words} words
   * @param {(change: Change) => void} change
   */
  function roles(words, change) {
    const select = /** @type {HTMLSelectElement} */ (el(
      "select",
      { "data-filter": "country_role" },
      ...ROLES.map((role) => el("option", { value: role }, words[`role_${role || "usual"}`])),
    ));
    select.addEventListener("change", () =>
      change((state) => {
        state.country_role = select.value;
      }));
    return { select, node: el("label", { class: "neatlas-field" }, words.role, select) };
  }

  /**
   * @param {Words} words
   * @param {(change: Change, step: boolean) => void} change
   * @param {AbortSignal} ended
   */
  function texts(words, change, ended) {
    const input = /** @type {HTMLInputElement} */ (el("input", {
      type: "search",
      maxlength: 200,
      placeholder: words.anyWords,
      "data-filter": "text",
    }));
    let timer = 0;
    /** Whether the words are yet to make their step in the history, one each time they are met. */
    let fresh = true;

    function follow() {
      timer = 0;
      change((state) => {
        state.text = neatlas.searchable(input.value) ?? "";
      }, fresh);
      fresh = false;
    }

    /** Drop what was just typed: something else follows. */
    function forget() {
      clearTimeout(timer);
      timer = 0;
      fresh = true;
    }

    /** Follow what was just typed, without a pause. */
    function flush() {
      clearTimeout(timer);
      if (timer) follow();
    }

    input.addEventListener("focus", () => {
      fresh = true;
    });
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(follow, PAUSE);
    });
    ended.addEventListener("abort", forget);
    return {
      node: el("label", { class: "neatlas-field" }, words.withWords, input),
      forget,
      flush,
      /** @param {string} text */
      update(text) {
        if (!timer && neatlas.searchable(input.value) !== text) input.value = text;
      },
    };
  }

  /**
   * @param {Words} words
   * @param {(change: Change) => void} change
   */
  function contexts(words, change) {
    const box = /** @type {HTMLInputElement} */ (el("input", {
      type: "checkbox",
      "data-filter": "context",
    }));
    box.addEventListener("change", () =>
      change((state) => {
        state.context = box.checked;
      }));
    return { box, node: el("label", { class: "neatlas-switch" }, box, words.withContext) };
  }

  /** @type {Neatlas["rail"]} */
  function rail(plan, words, { change, reset, search, ended }) {
    const facets = neatlas.facets(plan, words, change);
    const role = roles(words, change);
    const text = texts(words, change, ended);
    const context = contexts(words, change);
    facets.nodes.get("country")?.append(role.node);
    const clear = button(words.reset, reset, { class: "neatlas-reset" });
    const box = el("p", { class: "neatlas-box" });
    const node = el(
      "aside",
      { class: "neatlas-rail", "aria-label": words.filters, id: "neatlas-rail" },
      el("h2", { dir: "auto" }, ...neatlas.said(plan.title)),
      search,
      el("div", { class: "neatlas-rail-head" }, el("h3", null, words.filters), clear),
      text.node,
      ...facets.nodes.values(),
      context.node,
      box,
    );
    return {
      node,
      forget: text.forget,
      flush: text.flush,
      update(state, counts) {
        facets.update(state, counts);
        role.select.value = state.country_role;
        role.select.disabled = state.many.country.length === 0;
        text.update(state.text);
        context.box.checked = state.context;
        // A disabled button would let go of the focus that it has just been pressed with.
        const idle = !neatlas.state.narrows(state) && !state.context && !state.country_role;
        clear.setAttribute("aria-disabled", String(idle));
        box.textContent = state.bbox
          ? neatlas.fill(words.inBox, { box: state.bbox.join(", ") })
          : "";
        box.hidden = !state.bbox;
      },
    };
  }

  neatlas.rail = rail;
})();

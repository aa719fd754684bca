/** What stands over a map: how much it shows and of when, or why it shows nothing. */
(() => {
  "use strict";

  const { el } = neatlas;

  /** @type {Neatlas["caption"]} */
  function caption(map) {
    const when = el("p", { class: "neatlas-when", hidden: true });
    const summary = el("p", { class: "neatlas-summary", dir: "auto" });
    const known = el("p", { class: "neatlas-known", dir: "auto" });
    const node = el("div", { class: "neatlas-caption" }, when, summary, known);
    const empty = neatlas.message("empty", "");
    map.getContainer().append(empty);
    neatlas.corner(map, node, "topleft");
    return {
      update(spec) {
        summary.textContent = spec.summary;
        known.textContent = spec.known_as_of;
        const line = empty.querySelector("p");
        if (line) line.textContent = spec.summary;
        empty.hidden = spec.projects.length > 0;
        node.hidden = spec.projects.length === 0 && when.hidden;
        summary.hidden = spec.projects.length === 0;
      },
      name(text) {
        when.textContent = text;
        when.hidden = !text;
        if (text) node.hidden = false;
      },
    };
  }

  neatlas.caption = caption;
})();

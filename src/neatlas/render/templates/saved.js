/** A page on disk: the data stands in it, and its address names what is selected. */
(() => {
  "use strict";

  /** The selection that the page's address asks for. */
  function asked() {
    const hash = new URLSearchParams(location.hash.slice(1));
    return { project: hash.get("project"), passage: hash.get("passage"), move: true };
  }

  /**
   * Write a selection into the page's address, without a step in its history.
   *
   * @param {SelectEvent} event
   */
  function note({ project, passage }) {
    const hash = new URLSearchParams();
    if (passage) hash.set("passage", passage);
    else if (project) hash.set("project", project);
    const text = hash.toString();
    const bare = location.href.split("#")[0];
    try {
      history.replaceState(history.state, "", text ? `#${text}` : bare);
    } catch {
      // A page inside another page's frame may have no address of its own to change.
    }
  }

  /** @type {Neatlas["saved"]} */
  function saved() {
    const source = document.getElementById("neatlas-data");
    const map = globalThis.neatlasMap;
    if (!source || !map) {
      document.body.append(neatlas.message("error", neatlas.words().noData));
      return null;
    }
    const reader = neatlas.mount(map, { ...JSON.parse(source.textContent ?? ""), report: note });
    const follow = () => {
      const request = asked();
      if (request.project || request.passage) reader.select(request);
    };
    follow();
    addEventListener("hashchange", follow);
    return reader;
  }

  neatlas.saved = saved;
})();

/** What stands over a map: how much it shows and of when, or why it shows nothing. */
(() => {
  "use strict";

  const { button, el } = neatlas;

  /** @type {Neatlas["caption"]} */
  function caption(map, words, nowhere) {
    const when = el("p", { class: "neatlas-when", hidden: true });
    const summary = el("p", { class: "neatlas-summary", dir: "auto" });
    const known = el("p", { class: "neatlas-known", dir: "auto" });
    const node = el("div", { class: "neatlas-caption" }, when, summary, known);
    const door = button("", () => nowhere?.(), { class: "neatlas-nowhere" });
    // What ends the sentence stays on the line of the button, however narrow the map is.
    const kept = el("span", { class: "neatlas-kept" }, door);
    kept.append("");
    const empty = neatlas.message("empty", "");
    map.getContainer().append(empty);
    neatlas.corner(map, node, "topleft");

    /**
     * The sentence; in it, how many have no location leads to them, unless they are all there is.
     *
     * @param {MapSpec} spec
     */
    function tell({ projects, summary: sentence }) {
      const said = neatlas.summary.nowhere(projects, words);
      const apart = nowhere && projects.some(({ located }) => located);
      const at = said && apart ? sentence.indexOf(said) : -1;
      if (at < 0) {
        summary.textContent = sentence;
        return;
      }
      door.textContent = said;
      // The button stays in its place: one that is moved lets go of the focus.
      if (!summary.contains(door)) summary.replaceChildren("", kept, "");
      const [before, , after] = summary.childNodes;
      const rest = sentence.slice(at + said.length);
      const stop = rest.search(/\s|$/);
      before.textContent = sentence.slice(0, at);
      kept.childNodes[1].textContent = rest.slice(0, stop);
      after.textContent = rest.slice(stop);
    }

    return {
      update(spec) {
        tell(spec);
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

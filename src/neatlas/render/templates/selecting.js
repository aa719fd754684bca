/** From what was asked for to what is selected: pure, so that map and text cannot disagree. */
(() => {
  "use strict";

  /**
   * A project brings all its passages; a passage brings all its projects. The passage shown first
   * is the one asked for, if it speaks of the project, or else the project's first.
   *
   * @type {Neatlas["resolve"]}
   */
  function resolve(spec, { project, passage }) {
    const asked = [project ?? []].flat();
    const ids = asked.length ? asked : passage ? spec.passages[passage] ?? [] : [];
    const chosen = spec.projects.filter(({ id }) => ids.includes(id));
    const quoted = chosen.flatMap(({ quotes }) => quotes.map((quote) => quote.passage));
    const fits = passage && (!asked.length || quoted.includes(passage));
    const place = fits ? passage : quoted[0] ?? null;
    return {
      projects: chosen.map(({ id }) => id),
      project: chosen.length === 1 ? chosen[0].id : null,
      passages: asked.length ? [...new Set(quoted)] : place ? [place] : [],
      passage: place,
    };
  }

  neatlas.resolve = resolve;
})();

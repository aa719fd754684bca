/** What is selected but held back by the filters: a line that says so, and offers to show it. */
(() => {
  "use strict";

  const { button, fill } = neatlas;

  /** @type {Neatlas["warn"]} */
  function warn(atlas, { projects }) {
    const { plan, words, notices } = atlas;
    const { project } = atlas.state;
    if (!project || projects.some(({ id }) => id === project)) {
      notices.clear("hidden");
      return;
    }
    const { spec } = plan.projects.map((editions) => editions[0])
      .find((edition) => edition.spec.id === project) ?? {};
    const again = button(words.reset, () => atlas.reveal(project, spec?.context ?? false), {
      class: "neatlas-action",
    });
    notices.show("hidden", [fill(words.hidden, { name: spec?.name ?? project })], again);
  }

  neatlas.warn = warn;
})();

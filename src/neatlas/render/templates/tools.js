/** The buttons that an atlas adds to those of the map. */
(() => {
  "use strict";

  /** @type {Neatlas["tools"]} */
  function tools(atlas) {
    const { map, reader, words, notices, door, shapes, bases } = atlas;
    const measuring = neatlas.measuring(map, {
      words,
      shapes,
      ended: reader.ended.signal,
      near: (latlng, pixels) => reader.sheet.features.near(latlng, pixels),
      distances: (place) => neatlas.distances(place, reader.spec, shapes),
      name: (feature) => nameOf(reader.spec, feature),
      announce: (text) => reader.page.announce(text),
      copy: (text) => neatlas.copy(text, words.copiedText, words, notices),
      open: (project) => atlas.select(project),
      closed: () => measure.setAttribute("aria-pressed", "false"),
    });
    const measure = neatlas.tool("measure", words, () => {
      measure.setAttribute("aria-pressed", "true");
      measuring.toggle();
    });
    const link = neatlas.tool("copyLink", words, () => {
      atlas.flush();
      neatlas.copy(door.link(), words.copied, words, notices);
    });
    reader.tools.append(bases.menu.door, measure, link);
    reader.tools.after(bases.menu.node);
  }

  /**
   * @param {MapSpec} spec
   * @param {string} feature
   */
  function nameOf({ features, projects }, feature) {
    const project = features.find(({ id }) => id === feature)?.project;
    return projects.find(({ id }) => id === project)?.name ?? "";
  }

  neatlas.tools = tools;
})();

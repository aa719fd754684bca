/** The buttons that an atlas adds to those of the map. */
(() => {
  "use strict";

  /** @type {Neatlas["tools"]} */
  function tools(atlas) {
    const { reader, words, notices, door } = atlas;
    reader.tools.append(
      neatlas.tool("copyLink", words, () => {
        atlas.write(false);
        neatlas.copy(door.link(), words, notices);
      }),
    );
  }

  neatlas.tools = tools;
})();

/** What a click on the map means: one project, or a choice between several. */
(() => {
  "use strict";

  const { button, popup } = neatlas;

  /** What lies this near to a click may be meant, in pixels; a finger is blunter than a mouse. */
  const CHOOSE_PIXELS = { mouse: 8, touch: 16, keyboard: 8 };
  /** A disc is clicked this near to its middle, in pixels. */
  const DISC_PIXELS = 9;

  /**
   * The features that a click may mean, what was clicked first. A disc is small and lies on top:
   * in it the lines below are not meant.
   *
   * @param {FeatureLayer} features
   * @param {FeatureSpec} spec
   * @param {any} latlng
   * @param {By} by
   * @returns {FeatureSpec[]}
   */
  function under(features, spec, latlng, by) {
    const discs = features.discs(latlng, DISC_PIXELS);
    const near = discs.length ? discs : features.near(latlng, CHOOSE_PIXELS[by]);
    const first = discs.length && !discs.includes(spec) ? [] : [spec];
    return [...new Set([...first, ...near])];
  }

  /**
   * The projects of some features, each with its first feature, in their order.
   *
   * @param {ProjectSpec[]} projects
   * @param {FeatureSpec[]} features
   */
  function entriesOf(projects, features) {
    return [...new Set(features.map(({ project }) => project))].flatMap((id) => {
      const project = projects.find((one) => one.id === id);
      const feature = features.find((one) => one.project === id);
      return project && feature ? [{ project, feature }] : [];
    });
  }

  /** @type {Neatlas["pick"]} */
  function pick(map, features, { projects, clicked, latlng, by, words, open }) {
    const keyboard = by === "keyboard";
    const back = () => features.focus(clicked.id);
    const entries = entriesOf(projects, under(features, clicked, latlng, by));
    const ask = () => {
      const content = popup.chooser(entries, words, (id) => choose(id, null));
      popup.open(map, latlng, content, { back, take: keyboard });
    };
    const choose = (/** @type {string} */ id, /** @type {HTMLElement | null} */ more) => {
      const entry = entries.find(({ project }) => project.id === id);
      if (entry) open({ ...entry, back, more, take: keyboard });
    };
    const others = entries.length - 1;
    // The keyboard names one feature, so no question comes before it; the others stay in reach.
    const more = others > 0 &&
      button(neatlas.summary.counted(words, "alsoHere", others), ask, { class: "neatlas-plain" });
    if (keyboard) choose(clicked.project, more || null);
    else if (!others) choose(entries[0].project.id, null);
    else ask();
  }

  neatlas.pick = pick;
})();

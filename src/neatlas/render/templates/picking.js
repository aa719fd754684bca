/** What a click on the map means: one project, or a choice between several. */
(() => {
  "use strict";

  const { popup } = neatlas;

  const CHOOSE_PIXELS = 8;
  /** A disc is clicked this near to its middle, in pixels. */
  const DISC_PIXELS = 9;

  /**
   * The features that a click may mean, what was clicked first. A disc is small and lies on top:
   * in it the lines below are not meant.
   *
   * @param {FeatureLayer} features
   * @param {FeatureSpec} spec
   * @param {any} latlng
   * @returns {FeatureSpec[]}
   */
  function under(features, spec, latlng) {
    const discs = features.discs(latlng, DISC_PIXELS);
    const near = discs.length ? discs : features.near(latlng, CHOOSE_PIXELS);
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
  function pick(map, features, { projects, clicked, latlng, keyboard, words, open }) {
    const back = keyboard ? () => features.focus(clicked.id) : null;
    const among = keyboard ? [clicked] : under(features, clicked, latlng);
    const entries = entriesOf(projects, among);
    const choose = (/** @type {string} */ id) => {
      const entry = entries.find(({ project }) => project.id === id);
      if (entry) open(entry.project, entry.feature, back);
    };
    if (entries.length === 1) choose(entries[0].project.id);
    else popup.open(map, latlng, popup.chooser(entries, words, choose), { back });
  }

  neatlas.pick = pick;
})();

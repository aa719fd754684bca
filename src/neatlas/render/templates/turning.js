/** The months in which something on the map turns into something else. */
(() => {
  "use strict";

  const { months } = neatlas;

  /**
   * Whether two maps differ in what is drawn, or in what a project's status is.
   *
   * @param {MapSpec} a
   * @param {MapSpec} b
   */
  function differ(a, b) {
    if (a.features.length !== b.features.length || a.projects.length !== b.projects.length) {
      return true;
    }
    // Features of one plan are the same objects for as long as nothing in them changes.
    if (a.features.some((feature, i) => feature !== b.features[i])) return true;
    return a.projects.some(({ id, status_label }, i) =>
      id !== b.projects[i].id || status_label !== b.projects[i].status_label
    );
  }

  /** @type {Neatlas["turning"]} */
  function turning({ changes, last }, asOf, step, look) {
    const word = (/** @type {number} */ month) => month >= last ? "" : months.write(month);
    const at = asOf ? months.of(asOf) : last;
    const before = changes.filter((one) => one < at).reverse();
    const ahead = step < 0 ? before : changes.filter((one) => one > at);
    const found = ahead.find((one) => differ(look(word(one)), look(word(one - 1))));
    return found === undefined ? null : word(found);
  }

  neatlas.turning = turning;
})();

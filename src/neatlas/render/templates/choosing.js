/**
 * The one filter, on the page: values of one name mean "or", different names mean "and".
 * It leaves what `select_projects` leaves, and draws what `plan_map` plans of it.
 */
(() => {
  "use strict";

  /** Role to the facets that hold its countries; where it stands or acts is what is mostly meant. */
  const ROLES = {
    "": ["location", "party"],
    location: ["location"],
    party: ["party"],
    invited: ["invited"],
    any: ["location", "party", "invited"],
  };

  /**
   * The words of a project that a filter looks at.
   *
   * @param {ProjectSpec} project
   * @param {string} name
   * @param {State} state
   * @returns {string[]}
   */
  function wordsOf({ facets }, name, { country_role: role }) {
    if (name !== "country") return facets[name] ?? [];
    return ROLES[/** @type {keyof ROLES} */ (role)].flatMap((one) => facets[one] ?? []);
  }

  /** Everything that a filter asks besides the names with several values. */
  class Asked {
    /**
     * @param {AtlasPlan} plan
     * @param {State} state
     * @param {FeatureSpec[]} features
     * @param {Record<string, Shape>} shapes
     */
    constructor(plan, state, features, shapes) {
      this.plan = plan;
      this.sought = neatlas.sought(state.text);
      const { bbox } = state;
      this.inside = bbox && new Set(neatlas.boxes.touching(features, shapes, bbox));
    }

    /** @param {string} project */
    passes(project) {
      const text = this.plan.search[project] ?? "";
      if (!this.sought.every((word) => text.includes(word))) return false;
      return !this.inside || this.inside.has(project);
    }
  }

  /**
   * The names of several values that hold a project back.
   *
   * @param {ProjectSpec} project
   * @param {State} state
   */
  function heldBy(project, state) {
    return neatlas.state.MANY.filter((name) => {
      const wanted = state.many[name];
      if (!wanted.length) return false;
      return !wordsOf(project, name, state).some((word) => wanted.includes(word));
    });
  }

  /**
   * How many projects each word would leave, the other filters being what they are.
   *
   * @param {AtlasPlan} plan
   * @param {State} state
   * @param {{ project: ProjectSpec, held: string[] }[]} asked
   */
  function count(plan, state, asked) {
    /** @type {Counts} */
    const counts = {};
    for (const { name } of plan.facets) {
      const own = counts[name] = /** @type {Record<string, number>} */ ({});
      for (const { project, held } of asked) {
        if (held.some((other) => other !== name)) continue;
        for (const word of new Set(wordsOf(project, name, state))) own[word] = (own[word] ?? 0) + 1;
      }
    }
    return counts;
  }

  /**
   * The entries of a plan's legend that have certain keys.
   *
   * @param {AtlasPlan} plan
   * @param {string[]} keys
   */
  function entriesOf(plan, keys) {
    const present = new Set(keys);
    return plan.legend.flatMap((group) => {
      const entries = group.entries.filter(({ key }) => present.has(key));
      return entries.length ? [{ ...group, entries }] : [];
    });
  }

  /**
   * The legend of what is drawn; where the reader chose among its entries, with the others that
   * could be chosen as well.
   *
   * @param {AtlasPlan} plan
   * @param {State} state
   * @param {LegendGroup[]} drawn
   * @param {Counts} counts
   */
  function offered(plan, state, drawn, counts) {
    const present = new Set(drawn.flatMap(({ entries }) => entries.map(({ key }) => key)));
    return plan.legend.flatMap((group) => {
      const { filter } = group;
      const entries = group.entries.filter(({ key }) =>
        present.has(key) ||
        (state.many[filter]?.length && counts[filter]?.[key.slice(filter.length + 1)])
      );
      return entries.length ? [{ ...group, entries }] : [];
    });
  }

  /** @type {Neatlas["join"]} */
  function join(plan, legends) {
    return entriesOf(plan, legends.flat().flatMap(({ entries }) => entries.map(({ key }) => key)));
  }

  /**
   * The extent of what is drawn, without what a sentence alone would support.
   *
   * @param {FeatureSpec[]} features
   */
  function extent(features) {
    const main = features.filter(({ role }) => role !== "spoken");
    return neatlas.geo.join(main.map(({ bounds }) => bounds));
  }

  /** @type {Neatlas["choose"]} */
  function choose(plan, state, shapes, words) {
    const { projects, features, routes } = neatlas.holding(plan, neatlas.dayOf(plan, state.as_of));
    const rest = new Asked(plan, state, features, shapes);
    const named = projects.filter(({ context }) => state.context || !context);
    const asked = named.filter(({ id }) => rest.passes(id))
      .map((project) => ({ project, held: heldBy(project, state) }));
    const chosen = asked.filter(({ held }) => !held.length).map(({ project }) => project);
    const ids = new Set(chosen.map(({ id }) => id));
    const drawn = features.filter(({ project }) => ids.has(project));
    const passages = Object.entries(plan.passages)
      .map(([passage, all]) => [passage, all.filter((id) => ids.has(id))]);
    const credits = drawn.flatMap(({ id }) => plan.feature_credits[id] ?? []);
    const [own, ...ground] = plan.credits;
    const names = new Set(named.map(({ id }) => id));
    const spec = {
      title: plan.title,
      // Where nothing is left, the map stays where it would be without a filter.
      bounds: extent(drawn) ?? extent(features.filter(({ project }) => names.has(project))) ??
        plan.bounds,
      features: drawn,
      projects: chosen,
      routes: routes.filter(({ project }) => ids.has(project)),
      passages: Object.fromEntries(passages),
      legend: entriesOf(plan, drawn.flatMap(({ keys }) => keys)),
      sea_labels: plan.sea_labels,
      credits: [...new Set([own, ...credits, ...ground])],
      point_of_view: plan.point_of_view,
      known_as_of: neatlas.summary.known(plan, state.as_of, words),
      summary: neatlas.summary.tell(plan, state, chosen, named.length, words),
    };
    const counts = count(plan, state, asked);
    return { spec, counts, legend: offered(plan, state, spec.legend, counts) };
  }

  Object.assign(neatlas, { join, choose });
})();

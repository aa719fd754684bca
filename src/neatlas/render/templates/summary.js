/** How much is shown, in a sentence; why nothing is, in one that can be quoted. */
(() => {
  "use strict";

  const { fill } = neatlas;

  /** @type {Record<string, Intl.PluralRules>} Language to its rules, which are slow to make. */
  const RULES = {};

  /**
   * The form of a phrase that a number asks for, in the language of the words.
   *
   * @param {Words} words
   * @param {string} name
   * @param {number} n
   * @param {Record<string, string | number>} [values]
   */
  function counted(words, name, n, values = {}) {
    const rules = RULES[words.language] ??= new Intl.PluralRules(words.language);
    const form = rules.select(n);
    return fill(words[`${name}_${form}`] ?? words[`${name}_other`], { n, ...values });
  }

  /** @type {Neatlas["summary"]["known"]} */
  function known(plan, asOf, words) {
    const newest = plan.known_as_of;
    const values = { date: asOf, known: newest };
    if (!asOf) return fill(words.knownNow, values);
    // A year or month that has begun by then is not past it: the shorter date decides.
    const date = asOf.replace(/[^\d-]/g, "");
    const past = date.slice(0, newest.length) > newest.slice(0, date.length);
    return fill(past ? words.knownNothing : words.knownAt, values);
  }

  /** @type {Neatlas["summary"]["described"]} */
  function described(plan, state, words) {
    const { country_role, as_of, text } = state;
    const context = state.context ? "yes" : "";
    const role = country_role && words[`role_${country_role}`];
    const one = { country_role: role, context, as_of, text, bbox: state.bbox?.join(",") };
    const labels = new Map(
      plan.facets.flatMap(({ name, choices }) =>
        name === "document" ? [] : choices.map(({ value, label }) => [`${name} ${value}`, label])
      ),
    );
    const named = neatlas.state.MANY.map((name) => {
      const values = state.many[name].map((value) =>
        name === "country"
          ? `${plan.countries[value]} (${value})`
          : labels.get(`${name} ${value}`) ?? value
      );
      return [name, values.join(words.or)];
    });
    return [...named, ...Object.entries(one)]
      .filter(([, value]) => value)
      .map(([name, values = ""]) => fill(words[`filter_${name}`], { values }))
      .join(", ");
  }

  /**
   * @param {AtlasPlan} plan
   * @param {State} state
   * @param {Words} words
   */
  function nothing(plan, state, words) {
    const { many: { country, ...others }, text, bbox, country_role: role } = state;
    const more = Object.values(others).some((values) => values.length) || text || bbox || role;
    if (country.length && !more) {
      const places = country.map((code) => plan.countries[code]).join(words.or);
      return fill(words.noneThere, { places });
    }
    const filter = described(plan, state, words);
    return filter ? fill(words.noneMatch, { filter }) : words.noProjects;
  }

  /** @type {Neatlas["summary"]["nowhere"]} */
  function nowhere(projects, words) {
    const n = projects.filter(({ located }) => !located).length;
    return n ? counted(words, "nowhere", n) : "";
  }

  /** @type {Neatlas["summary"]["tell"]} */
  function tell(plan, state, projects, total, words) {
    if (!projects.length) return nothing(plan, state, words);
    const drawn = projects.filter(({ bounds }) => bounds).length;
    const later = projects.filter(({ bounds, located }) => located && !bounds).length;
    const rest = [nowhere(projects, words), later ? counted(words, "later", later) : ""]
      .filter(Boolean);
    if (projects.length === total) {
      return `${[counted(words, "drawnOf", total, { drawn }), ...rest].join(", ")}.`;
    }
    const matches = counted(words, "matches", projects.length, { total });
    return `${matches}: ${[counted(words, "drawn", drawn), ...rest].join(", ")}.`;
  }

  neatlas.summary = { known, tell, nowhere, counted, described };
})();

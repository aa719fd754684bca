/** What holds at a date: the last edition of each thing that is not younger. */
(() => {
  "use strict";

  /**
   * The last day that a date such as 2014, 2014-07 or 2014-07-18 can mean; `null` if it is none.
   *
   * @type {Neatlas["lastDay"]}
   */
  function lastDay(word) {
    const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?$/.exec(word);
    if (!parts) return null;
    const [year, month] = [Number(parts[1]), Number(parts[2] ?? 12)];
    if (year < 1 || month < 1 || month > 12) return null;
    const days = new Date(Date.UTC(2000, month, 0));
    days.setUTCFullYear(year, month, 0);
    const most = days.getUTCDate();
    const day = Number(parts[3] ?? most);
    if (day < 1 || day > most) return null;
    const pad = (/** @type {number} */ value) => String(value).padStart(2, "0");
    return `${parts[1]}-${pad(month)}-${pad(day)}`;
  }

  /**
   * @template {{ since: string }} Edition
   * @param {Edition[]} editions
   * @param {string} day
   * @returns {Edition}
   */
  function at(editions, day) {
    let held = editions[0];
    for (const edition of editions) if (edition.since <= day) held = edition;
    return held;
  }

  /** @type {Neatlas["dayOf"]} */
  function dayOf(plan, asOf) {
    return (asOf && lastDay(asOf)) || plan.newest;
  }

  /** @type {Neatlas["holding"]} */
  function holding(plan, day) {
    return {
      projects: plan.projects.map((editions) => at(editions, day).spec),
      routes: plan.routes.map((editions) => at(editions, day).spec),
      features: plan.features.flatMap((editions) => at(editions, day).spec ?? []),
    };
  }

  /** @type {Neatlas["known"]} */
  function known(plan, project) {
    return plan.projects.some(([{ spec }]) => spec.id === project) ? project : null;
  }

  Object.assign(neatlas, { lastDay, dayOf, holding, known });
})();

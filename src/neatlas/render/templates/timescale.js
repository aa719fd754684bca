/**
 * A scale of months for a slider. The years before most changes take little room: there a step is
 * a year; from then on it is a month.
 */
(() => {
  "use strict";

  /** The share of all changes that may lie in the years that take little room. */
  const FEW = 0.1;
  /** Years from one written mark to the next, on either side of the bend. */
  const SPARSE = 50;
  const DENSE = 5;

  /** @type {Neatlas["months"]} */
  const months = {
    of(date) {
      return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7) || 12) - 1;
    },
    write(month) {
      const year = String(Math.floor(month / 12)).padStart(4, "0");
      return `${year}-${String(month % 12 + 1).padStart(2, "0")}`;
    },
  };

  /**
   * The January from which on a step is a month: of the decade in which changes become many.
   *
   * @param {number} first
   * @param {number[]} changes months, in their order
   */
  function bendOf(first, changes) {
    const many = changes[Math.floor(changes.length * FEW)] ?? first;
    return Math.max(first, Math.floor(many / 120) * 120);
  }

  /** @type {Neatlas["timescale"]} */
  function timescale(plan) {
    const [first, last] = [months.of(plan.first), months.of(plan.newest)];
    const changes = [...plan.projects, ...plan.features]
      .flatMap((editions) => editions.map(({ since }) => since))
      .filter(Boolean)
      .map(months.of)
      .sort((a, b) => a - b);
    const bend = bendOf(first, changes);
    const years = Math.ceil((bend - first) / 12);
    const length = years + last - bend;

    /** @param {number} month */
    function step(month) {
      return month < bend ? Math.round((month - first) / 12) : years + month - bend;
    }

    /** @param {number} year @param {number} every */
    const next = (year, every) => Math.ceil(year / every) * every;
    const marks = [Math.ceil(first / 12)];
    for (let year = next(marks[0] + DENSE, SPARSE); year * 12 < bend; year += SPARSE) {
      marks.push(year);
    }
    for (let year = next(bend / 12, DENSE); year * 12 <= last; year += DENSE) marks.push(year);
    return {
      ...{ first, last, bend, length, step },
      month: (at) => at < years ? Math.min(bend - 1, first + at * 12) : bend + at - years,
      share: (month) => length ? Math.max(0, Math.min(1, step(month) / length)) : 0,
      years: [...new Set(marks)],
      changes: [...new Set(changes)].filter((month) => month >= first && month <= last),
    };
  }

  Object.assign(neatlas, { months, timescale });
})();

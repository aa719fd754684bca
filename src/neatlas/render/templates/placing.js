/** Where labels go: the important first, none over another, away from lines where there is room. */
(() => {
  "use strict";

  const GAP = 6;
  /** How far the name of a country or a sea may be moved, in pixels, to find room. */
  const NUDGES = [0, -22, 22, -44, 44];
  const MARGIN = 3;
  /** How far the disc of a feature reaches, in pixels. */
  const DISC = 7;

  /**
   * The places a label may take about its point, best first. A town that a feature's disc covers
   * is named beside the disc.
   *
   * @param {LabelItem} item
   * @param {{ x: number, y: number }} dot
   * @param {{ width: number, height: number }} size
   * @param {boolean} covered
   * @returns {Position[]}
   */
  function choices(item, dot, { width, height }, covered) {
    const centre = dot.x - width / 2;
    const middle = dot.y - height / 2;
    if (item.kind !== "town") {
      return NUDGES.flatMap((y) =>
        NUDGES.map((x) => /** @type {Position} */ ([centre + x, middle + y]))
      );
    }
    const gap = covered ? GAP + DISC : GAP;
    const right = dot.x + gap;
    const left = dot.x - gap - width;
    const above = dot.y - gap - height + 2;
    const below = dot.y + gap - 2;
    return [
      [right, middle],
      [left, middle],
      [right, above + 4],
      [right, below - 4],
      [left, above + 4],
      [left, below - 4],
      [centre, above],
      [centre, below],
    ];
  }

  /**
   * @param {{ x: number, y: number }} point
   * @param {number} by
   */
  function around({ x, y }, by) {
    return { x0: x - by, y0: y - by, x1: x + by, y1: y + by };
  }

  /**
   * @param {Box} box
   * @param {Box[]} others
   */
  function free(box, others) {
    return others.every((other) => !neatlas.geo.meet(box, other));
  }

  /**
   * How much of a box has a drawn line in it.
   *
   * @param {Box} box
   * @param {Set<string>} cells
   * @param {number} cell
   */
  function crossed(box, cells, cell) {
    let count = 0;
    for (let x = Math.floor(box.x0 / cell); x <= Math.floor(box.x1 / cell); x++) {
      for (let y = Math.floor(box.y0 / cell); y <= Math.floor(box.y1 / cell); y++) {
        if (cells.has(`${x},${y}`)) count++;
      }
    }
    return count;
  }

  /**
   * @param {Box} box
   * @param {Box} around
   */
  function within(box, around) {
    return box.x0 >= around.x0 && box.x1 <= around.x1 && box.y0 >= around.y0 && box.y1 <= around.y1;
  }

  /**
   * Items of one name of a country or a sea are places for that one name; a town has one place.
   *
   * @param {LabelItem[]} items
   */
  function byName(items) {
    /** @type {Map<unknown, LabelItem[]>} */
    const groups = new Map();
    for (const item of items) {
      const key = item.kind === "town" ? item : `${item.kind} ${item.text.join(" ")}`;
      groups.set(key, [...groups.get(key) ?? [], item]);
    }
    return [...groups.values()];
  }

  /**
   * Whether the name of a country would stand nearer to another country's place than to its own.
   *
   * @param {{ x: number, y: number }} middle
   * @param {{ x: number, y: number }} dot
   * @param {{ x: number, y: number }[]} countries
   */
  function strays({ x, y }, dot, countries) {
    const far = (/** @type {{ x: number, y: number }} */ to) => Math.hypot(to.x - x, to.y - y);
    return countries.some((other) => far(other) < far(dot));
  }

  /**
   * The place for a name that crosses lines least; of equal ones the first. Only a town may be
   * named where its name is not wholly in view, but in the frame that is seen when the map is moved.
   *
   * @type {Neatlas["placing"]["place"]}
   */
  function place(items, { at, measure, blocked, frame, view, cells, cell, spots }) {
    /** @type {Placed[]} */
    const placed = [];
    const taken = [...blocked];
    const discs = spots.map((spot) => around(spot, DISC));
    const countries = items.filter(({ kind }) => kind === "country").map(at);
    for (const group of byName(items)) {
      /** @type {Placed | null} */
      let best = null;
      let room = null;
      let least = Infinity;
      for (const item of group) {
        const dot = at(item);
        if (!within({ x0: dot.x, x1: dot.x, y0: dot.y, y1: dot.y }, frame)) continue;
        const size = measure(item);
        const town = item.kind === "town";
        const covered = spots.some(({ x, y }) => Math.hypot(x - dot.x, y - dot.y) < DISC + 3);
        for (const [x, y] of choices(item, dot, size, covered)) {
          if (least === 0) break;
          const box = {
            x0: x - MARGIN,
            y0: y - MARGIN,
            x1: x + size.width + MARGIN,
            y1: y + size.height + MARGIN,
          };
          if (!free(box, taken) || !free(box, discs) || !within(box, town ? frame : view)) continue;
          const middle = { x: x + size.width / 2, y: y + size.height / 2 };
          if (item.kind === "country" && strays(middle, dot, countries)) continue;
          const cost = crossed(box, cells, cell);
          if (cost < least) {
            [best, room, least] = [{ item, x, y, dot, covered, ...size }, box, cost];
          }
        }
      }
      if (!best || !room) continue;
      taken.push(room);
      if (best.item.kind === "town") taken.push(around(best.dot, 4));
      placed.push(best);
    }
    return placed;
  }

  neatlas.placing = { place };
})();

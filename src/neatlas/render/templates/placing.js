/** Where labels go: the important first, none over another, away from lines where there is room. */
(() => {
  "use strict";

  const GAP = 6;
  /** How far the name of a country or a sea may be moved, in pixels, to find room. */
  const NUDGE = 22;
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
      return [0, -NUDGE, NUDGE].flatMap((y) =>
        [0, -NUDGE, NUDGE].map((x) => /** @type {Position} */ ([centre + x, middle + y]))
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

  /** @type {Neatlas["placing"]["place"]} */
  function place(items, { at, measure, blocked, frame, cells, cell, spots }) {
    /** @type {Placed[]} */
    const placed = [];
    const taken = [...blocked];
    const discs = spots.map((spot) => around(spot, DISC));
    for (const item of items) {
      const dot = at(item);
      if (dot.x < frame.x0 || dot.x > frame.x1 || dot.y < frame.y0 || dot.y > frame.y1) continue;
      const size = measure(item);
      const covered = spots.some(({ x, y }) => Math.hypot(x - dot.x, y - dot.y) < DISC + 3);
      let best = null;
      let least = Infinity;
      for (const [x, y] of choices(item, dot, size, covered)) {
        const box = {
          x0: x - MARGIN,
          y0: y - MARGIN,
          x1: x + size.width + MARGIN,
          y1: y + size.height + MARGIN,
        };
        if (!free(box, taken) || (item.kind === "town" && !free(box, discs))) continue;
        const cost = item.kind === "town" ? crossed(box, cells, cell) : 0;
        if (cost < least) [best, least] = [{ x, y, box }, cost];
        if (cost === 0) break;
      }
      if (!best) continue;
      taken.push(best.box);
      if (item.kind === "town") taken.push(around(dot, 4));
      placed.push({ item, x: best.x, y: best.y, dot, covered, ...size });
    }
    return placed;
  }

  neatlas.placing = { place };
})();

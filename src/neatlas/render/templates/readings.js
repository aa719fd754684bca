/** Where a line that is an editor's reading says so: along its straightest stretch in view. */
(() => {
  "use strict";

  /** From one place that is tried to the next, in pixels. */
  const STEP = 14;
  /** Room at either end of the words, in pixels. */
  const ROOM = 8;
  /** A stretch that bends more than this share of its length holds no words. */
  const STRAIGHT = 0.93;
  /** A line of which more lies out of view is not searched for places beyond this, in pixels. */
  const MOST = 20_000;

  /**
   * Points along a line, one each few pixels, where it is in view.
   *
   * @param {{ x: number, y: number }[]} line
   * @param {Box} view
   */
  function along(line, view) {
    /** @type {{ x: number, y: number }[][]} */
    const runs = [[]];
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1], line[i]];
      const length = Math.hypot(b.x - a.x, b.y - a.y);
      const count = Math.ceil(Math.min(length, MOST) / STEP) || 1;
      for (let s = 0; s < count; s++) {
        const [x, y] = [a.x + ((b.x - a.x) * s) / count, a.y + ((b.y - a.y) * s) / count];
        const seen = x > view.x0 && x < view.x1 && y > view.y0 && y < view.y1;
        if (seen) runs[runs.length - 1].push({ x, y });
        else if (runs[runs.length - 1].length) runs.push([]);
      }
    }
    return runs;
  }

  /**
   * The stretches of a run that are as long as the words need, and how straight they are.
   *
   * @param {{ x: number, y: number }[]} run
   * @param {number} width
   */
  function stretches(run, width) {
    const found = [];
    for (let from = 0, to = 0, length = 0; to < run.length; to++) {
      if (to) length += Math.hypot(run[to].x - run[to - 1].x, run[to].y - run[to - 1].y);
      while (length >= width) {
        const points = run.slice(from, to + 1);
        const [a, b] = [run[from], run[to]];
        const straight = Math.hypot(b.x - a.x, b.y - a.y) / length;
        found.push({ points: a.x <= b.x ? points : points.reverse(), straight });
        length -= Math.hypot(run[from + 1].x - a.x, run[from + 1].y - a.y);
        from++;
      }
    }
    return found;
  }

  /** @type {Neatlas["readings"]} */
  function readings(writer, text, lines, view, taken) {
    const width = writer.width(text) + 2 * ROOM;
    /** @type {LineText[]} */
    const placed = [];
    for (const { pixels, color } of lines) {
      const tried = pixels.flatMap((line) => along(line, view))
        .flatMap((run) => stretches(run, width))
        .filter(({ straight }) => straight >= STRAIGHT)
        .sort((a, b) => b.straight - a.straight);
      for (const { points } of tried) {
        const place = writer.above(text, points);
        if (
          [...taken, ...placed.map(({ box }) => box)].some((box) =>
            neatlas.geo.meet(box, place.box)
          )
        ) {
          continue;
        }
        placed.push({ ...place, color });
        break;
      }
    }
    return placed;
  }

  neatlas.readings = readings;
})();

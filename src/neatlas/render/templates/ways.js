/**
 * Lines of the map as ways on the ground: between two vertices a line runs along the geodesic, as
 * the lengths of cards and command line have it.
 */
(() => {
  "use strict";

  const { geodesic } = neatlas;

  const DEGREE = Math.PI / 180;
  /** Radius of the sphere on which it is looked for what can be nearest, in metres. */
  const RADIUS = 6371009;
  /** By this a distance on the sphere may be off, as a share and in metres. */
  const OFF = { share: 0.012, metres: 500 };
  /** From one corner of a drawn geodesic to the next, in metres. */
  const STEP = 40000;
  const CIRCLE_POINTS = 180;

  /** @typedef {[number, number, number]} Vector */

  /** @param {Position} position @returns {Vector} */
  function vector([lon, lat]) {
    const cos = Math.cos(lat * DEGREE);
    return [cos * Math.cos(lon * DEGREE), cos * Math.sin(lon * DEGREE), Math.sin(lat * DEGREE)];
  }

  /** @param {Vector} a @param {Vector} b @returns {Vector} */
  function cross(a, b) {
    return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
  }

  /** @param {Vector} a @param {Vector} b */
  function dot(a, b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  /** @param {Vector} a @param {Vector} b */
  function angle(a, b) {
    return Math.atan2(Math.hypot(...cross(a, b)), dot(a, b));
  }

  /**
   * How far a place is from a piece of a great circle, in metres of the sphere.
   *
   * @param {Vector} place
   * @param {Vector} from
   * @param {Vector} to
   */
  function onSphere(place, from, to) {
    const pole = cross(from, to);
    const length = Math.hypot(...pole);
    const beside = length > 0 && dot(cross(pole, from), place) > 0 &&
      dot(cross(to, pole), place) > 0;
    if (beside) return RADIUS * Math.abs(Math.asin(dot(pole, place) / length));
    return RADIUS * Math.min(angle(place, from), angle(place, to));
  }

  /**
   * The place of a geodesic that is nearest to another place.
   *
   * @param {Position} place
   * @param {Position} from
   * @param {Position} to
   */
  function nearestOn(place, from, to) {
    const { metres: length, azimuth } = geodesic.inverse(from, to);
    const at = (/** @type {number} */ on) => geodesic.direct(from, azimuth, on);
    const far = (/** @type {number} */ on) => geodesic.inverse(place, at(on)).metres;
    const inner = geodesic.least(far, 0, length);
    const ends = [0, length].map((on) => ({ at: on, value: far(on) }));
    const [best] = [inner, ...ends].sort((a, b) => a.value - b.value);
    return { metres: best.value, on: best.at, position: at(best.at), length };
  }

  /** @type {Neatlas["ways"]["nearest"]} */
  function nearest(place, lines) {
    const here = vector(place);
    const pieces = lines.flatMap((ring, line) => {
      const vectors = ring.map(vector);
      return vectors.slice(1).map((to, i) => (
        { line, i, sphere: onSphere(here, vectors[i], to) }
      ));
    });
    const closest = pieces.reduce((least, { sphere }) => Math.min(least, sphere), Infinity);
    const limit = closest * (1 + 2 * OFF.share) + OFF.metres;
    const found = pieces.filter(({ sphere }) => sphere <= limit).map(({ line, i }) => {
      const { metres, on, position, length } = nearestOn(place, lines[line][i], lines[line][i + 1]);
      return { metres, position, line, index: i, on, share: length ? on / length : 0 };
    });
    return found.sort((a, b) => a.metres - b.metres)[0] ?? null;
  }

  /**
   * How long a line is as far as a place on it.
   *
   * @param {Ring} ring
   * @param {{ index: number, on: number }} place
   */
  function upTo(ring, { index, on }) {
    let sum = on;
    for (let i = 0; i < index; i++) sum += geodesic.inverse(ring[i], ring[i + 1]).metres;
    return sum;
  }

  /** @type {Neatlas["ways"]["between"]} */
  function between(ring, a, b) {
    return Math.abs(upTo(ring, a) - upTo(ring, b));
  }

  /** @type {Neatlas["ways"]["path"]} */
  function path(from, to) {
    const { metres, azimuth } = geodesic.inverse(from, to);
    const steps = Math.max(1, Math.ceil(metres / STEP));
    return Array.from(
      { length: steps + 1 },
      (_, i) => i === 0 ? from : geodesic.direct(from, azimuth, metres * i / steps),
    );
  }

  /** @type {Neatlas["ways"]["circle"]} */
  function circle(centre, metres) {
    const turn = 2 * Math.PI / CIRCLE_POINTS;
    return Array.from(
      { length: CIRCLE_POINTS },
      (_, i) => geodesic.direct(centre, i * turn, metres),
    );
  }

  neatlas.ways = { nearest, between, path, circle };
})();

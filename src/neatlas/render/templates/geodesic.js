/**
 * Distances and ways on the WGS84 ellipsoid, after T. Vincenty, "Direct and inverse solutions of
 * geodesics on the ellipsoid with application of nested equations", Survey Review 23 (176), 1975,
 * with the expansion of his report of 1976. Good to a millimetre. Positions are degrees,
 * longitude first; azimuths are radians, clockwise from north; lengths are metres.
 */
(() => {
  "use strict";

  const MAJOR = 6378137;
  const FLATTENING = 1 / 298.257223563;
  const MINOR = MAJOR * (1 - FLATTENING);
  /** Of the square of the major axis to that of the minor, what goes beyond one. */
  const EXCESS = MAJOR ** 2 / MINOR ** 2 - 1;
  const DEGREE = Math.PI / 180;

  /** Half of this is a millionth of a metre. */
  const ENOUGH = 1e-13;
  const MOST_ROUNDS = 100;
  /** A quarter of the way around, roughly: from there both ends can be solved for. */
  const QUARTER = 1e7;
  /** Directions that are tried first where two places lie on opposite sides. */
  const DIRECTIONS = 72;

  /** @param {number} lat the reduced latitude of a latitude in degrees, as sine and cosine */
  function reduced(lat) {
    const tan = (1 - FLATTENING) * Math.tan(lat * DEGREE);
    const cos = 1 / Math.hypot(1, tan);
    return { sin: tan * cos, cos };
  }

  /** @param {number} cosSquare of the azimuth at the equator: the two series of the length */
  function series(cosSquare) {
    const root = Math.sqrt(1 + cosSquare * EXCESS);
    const k = (root - 1) / (root + 1);
    return { A: (1 + k * k / 4) / (1 - k), B: k * (1 - 3 * k * k / 8) };
  }

  /**
   * What an arc of the auxiliary sphere is longer than that of the ellipsoid.
   *
   * @param {number} B
   * @param {number} arc
   * @param {number} twice the cosine of twice the arc to its middle
   */
  function surplus(B, arc, twice) {
    const [sin, cos] = [Math.sin(arc), Math.cos(arc)];
    const last = B / 6 * twice * (4 * sin * sin - 3) * (4 * twice * twice - 3);
    return B * sin * (twice + B / 4 * (cos * (2 * twice * twice - 1) - last));
  }

  /**
   * By how much the longitude on the sphere goes beyond that on the ellipsoid.
   *
   * @param {number} sinAzimuth at the equator
   * @param {number} cosSquare
   * @param {number} arc
   * @param {number} twice
   */
  function longer(sinAzimuth, cosSquare, arc, twice) {
    const C = FLATTENING / 16 * cosSquare * (4 + FLATTENING * (4 - 3 * cosSquare));
    const inner = twice + C * Math.cos(arc) * (2 * twice * twice - 1);
    return (1 - C) * FLATTENING * sinAzimuth * (arc + C * Math.sin(arc) * inner);
  }

  /**
   * The inverse problem by iteration; `null` where it does not settle: nearly opposite places.
   *
   * @param {Position} from
   * @param {Position} to
   */
  function iterate([lon1, lat1], [lon2, lat2]) {
    const [a, b] = [reduced(lat1), reduced(lat2)];
    const wanted = (((lon2 - lon1) % 360 + 540) % 360 - 180) * DEGREE;
    let lambda = wanted;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const [sinL, cosL] = [Math.sin(lambda), Math.cos(lambda)];
      const [east, north] = [b.cos * sinL, a.cos * b.sin - a.sin * b.cos * cosL];
      const sin = Math.hypot(east, north);
      const cos = a.sin * b.sin + a.cos * b.cos * cosL;
      if (sin === 0 && cos > 0) return { metres: 0, azimuth: 0 };
      const arc = Math.atan2(sin, cos);
      const sinAzimuth = sin === 0 ? 0 : a.cos * b.cos * sinL / sin;
      const cosSquare = 1 - sinAzimuth ** 2;
      const twice = cosSquare < 1e-15 ? 0 : cos - 2 * a.sin * b.sin / cosSquare;
      const next = wanted + longer(sinAzimuth, cosSquare, arc, twice);
      if (Math.abs(next) > Math.PI) return null;
      const settled = Math.abs(next - lambda) < ENOUGH;
      lambda = next;
      if (!settled) continue;
      const { A, B } = series(cosSquare);
      return {
        metres: MINOR * A * (arc - surplus(B, arc, twice)),
        azimuth: Math.atan2(east, north),
      };
    }
    return null;
  }

  /**
   * Where one comes to from a place.
   *
   * @type {Neatlas["geodesic"]["direct"]}
   */
  function direct([lon, lat], azimuth, metres) {
    const { sin: sinU, cos: cosU } = reduced(lat);
    const [sinA, cosA] = [Math.sin(azimuth), Math.cos(azimuth)];
    const start = Math.atan2(sinU, cosU * cosA);
    const sinAzimuth = cosU * sinA;
    const cosSquare = 1 - sinAzimuth ** 2;
    const { A, B } = series(cosSquare);
    const mean = metres / (MINOR * A);
    let arc = mean;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const next = mean + surplus(B, arc, Math.cos(2 * start + arc));
      const settled = Math.abs(next - arc) < ENOUGH;
      arc = next;
      if (settled) break;
    }
    const [sin, cos] = [Math.sin(arc), Math.cos(arc)];
    const inward = Math.hypot(sinAzimuth, sinU * sin - cosU * cos * cosA);
    const end = Math.atan2(sinU * cos + cosU * sin * cosA, (1 - FLATTENING) * inward);
    const lambda = Math.atan2(sin * sinA, cosU * cos - sinU * sin * cosA);
    const turn = lambda - longer(sinAzimuth, cosSquare, arc, Math.cos(2 * start + arc));
    // The longitude runs on past 180 degrees, so that a line drawn to it does not jump.
    return [lon + turn / DEGREE, end / DEGREE];
  }

  /**
   * The least value of a function that has one valley between two numbers, and where.
   *
   * @param {(x: number) => number} of
   * @param {number} low
   * @param {number} high
   */
  function least(of, low, high) {
    const golden = (Math.sqrt(5) - 1) / 2;
    let [a, b] = [high - golden * (high - low), low + golden * (high - low)];
    let [atA, atB] = [of(a), of(b)];
    for (let round = 0; round < 60; round++) {
      if (atA < atB) {
        [high, b, atB] = [b, a, atA];
        a = high - golden * (high - low);
        atA = of(a);
      } else {
        [low, a, atA] = [a, b, atB];
        b = low + golden * (high - low);
        atB = of(b);
      }
    }
    return { at: (low + high) / 2, value: of((low + high) / 2) };
  }

  /**
   * Nearly opposite places, where the iteration does not settle. The shortest way passes a place a
   * quarter around; of all such places it is the one by which the way is shortest, and from there
   * the iteration settles.
   *
   * @param {Position} from
   * @param {Position} to
   */
  function opposite(from, to) {
    const by = (/** @type {number} */ azimuth) =>
      QUARTER + (iterate(direct(from, azimuth, QUARTER), to)?.metres ?? Infinity);
    const step = 2 * Math.PI / DIRECTIONS;
    const tried = Array.from({ length: DIRECTIONS }, (_, i) => by(i * step));
    const valleys = tried.flatMap((value, i) => {
      const [before, after] = [tried.at(i - 1) ?? 0, tried[(i + 1) % DIRECTIONS]];
      return value <= before && value <= after ? [least(by, (i - 1) * step, (i + 1) * step)] : [];
    });
    const [best] = valleys.sort((a, b) => a.value - b.value);
    return { metres: best.value, azimuth: best.at };
  }

  /** @type {Neatlas["geodesic"]["inverse"]} */
  function inverse(from, to) {
    return iterate(from, to) ?? opposite(from, to);
  }

  neatlas.geodesic = { inverse, direct, least };
})();

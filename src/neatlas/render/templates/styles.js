/** How a style becomes strokes; the map and the legend both ask here, so they cannot differ. */
(() => {
  "use strict";

  const { breaks, svg } = neatlas;

  /** Three millimetres at 96 pixels an inch: past this width an uncertain line is not crisp. */
  const SOFT_PIXELS = 11.3;
  /** The marker pen: the selected sentence and the selected line wear the same colour. */
  const HALO = "#ffc928";
  /** The look of the Military Demarcation Line, its colour aside. */
  const DEMARCATION = { weight: 1.4, dash: [4, 1.8, 1.2, 1.8] };

  /** @type {Neatlas["styles"]["dash"]} */
  function dash(style) {
    return style.dash.length ? style.dash.join(" ") : null;
  }

  /**
   * Width of the light core of a hollow stroke.
   *
   * @type {Neatlas["styles"]["core"]}
   */
  function core(width) {
    return Math.max(1.3, width * 0.46);
  }

  /**
   * @param {Style} style
   * @param {number} width
   * @param {string} color
   * @param {string | null} [pattern]
   */
  function stroke(style, width, color, pattern = dash(style)) {
    /** @type {Record<string, string | number>} */
    const props = {
      d: "M2 8H42",
      fill: "none",
      stroke: color,
      "stroke-width": width,
      "stroke-opacity": style.opacity,
    };
    if (pattern) props["stroke-dasharray"] = pattern;
    return svg("path", props);
  }

  /**
   * @param {Style} style
   * @returns {SVGElement[]}
   */
  function point(style) {
    /** @type {Record<string, string | number>} */
    const ring = {
      cx: 22,
      cy: 8,
      r: 5,
      fill: style.hollow ? "#fff" : style.color,
      stroke: style.color,
      "stroke-width": 2,
    };
    const pattern = dash(style);
    if (pattern) {
      ring["stroke-dasharray"] = "3 2";
      ring.fill = "#fff";
    }
    return [svg("circle", ring), svg("circle", { cx: 22, cy: 8, r: 1.8, fill: inner(style) })];
  }

  /** @param {Style} style */
  function inner(style) {
    return style.hollow || style.dash.length ? style.color : "#fff";
  }

  /** @type {Neatlas["styles"]["swatch"]} */
  function swatch(style, kind, broken = false) {
    const box = svg("svg", {
      class: "neatlas-swatch",
      viewBox: "0 0 44 16",
      width: 44,
      height: 16,
      "aria-hidden": "true",
    });
    if (kind === "band") {
      const fill = { x: 2, y: 2, width: 40, height: 12, rx: 6, fill: style.color };
      const edge = { stroke: style.color, "stroke-width": 0.9, "stroke-opacity": 0.5 };
      box.append(svg("rect", { ...fill, ...edge, "fill-opacity": 0.08 * style.opacity }));
    } else if (kind === "point") {
      box.append(...point(style));
    } else if (kind === "area") {
      const fill = { x: 10, y: 2, width: 24, height: 12, fill: style.color, "fill-opacity": 0.25 };
      const edge = { ...fill, stroke: style.color, "stroke-width": Math.min(style.weight, 2) };
      const pattern = dash(style);
      box.append(svg("rect", pattern ? { ...edge, "stroke-dasharray": pattern } : edge));
    } else {
      const width = style.weight;
      box.append(stroke(style, width, style.color));
      if (style.hollow) box.append(stroke(style, core(width), "#fff", null));
      if (broken) box.append(...breaks.sample(style.color));
    }
    return box;
  }

  neatlas.styles = { SOFT_PIXELS, HALO, DEMARCATION, dash, core, swatch };
})();

/** The hand that writes on the map: which names there are, how they look, how wide they are. */
(() => {
  "use strict";

  const { geo } = neatlas;

  const FACE = "system-ui, 'Noto Sans', 'Noto Sans CJK KR', 'Noto Sans CJK JP', sans-serif";
  const SERIF = "Georgia, 'Noto Serif', 'Noto Serif CJK KR', serif";
  const LINE_FACE = `italic 600 11.5px ${FACE}`;
  const TOWN_ZOOM = [4, 5, 6, 7, 9];
  const TOWN_SIZE = [13, 12.5, 12, 11.5, 11];

  /** From this zoom on the name of a country is quieter: there the reader looks at a place. */
  const QUIET_ZOOM = 8;
  /** @type {Record<LabelItem["kind"], string>} */
  const SPACING = { sea: "1px", country: "1.5px", town: "0px" };

  /**
   * @param {LabelItem["kind"]} kind
   * @param {Theme} theme
   */
  function look(kind, theme) {
    const halo = kind === "sea" ? theme.sea_halo : theme.land_halo;
    return { color: theme[/** @type {const} */ (`${kind}_name`)], halo };
  }

  /**
   * @param {LabelItem} item
   * @param {number} zoom
   */
  function font(item, zoom) {
    const grow = Math.max(0, Math.min(3, zoom - 4));
    if (item.kind === "sea") return { face: `italic ${13.5 + grow}px ${SERIF}`, line: 18 + grow };
    if (item.kind === "country") {
      return { face: `small-caps 600 ${13 + grow}px ${FACE}`, line: 15 + grow };
    }
    const size = TOWN_SIZE[item.rank - 1] ?? 11;
    const slant = item.slanted ? "italic " : "";
    return { face: `${slant}${item.rank <= 1 ? 600 : 450} ${size}px ${FACE}`, line: size + 3 };
  }

  /**
   * A long name in two lines, broken before what stands in brackets or near the middle.
   *
   * @param {string} name
   */
  function broken(name) {
    const bracket = name.indexOf(" (");
    if (bracket > 0) return [name.slice(0, bracket), name.slice(bracket + 1)];
    return [name];
  }

  /**
   * @param {Basemap} basemap
   * @param {SeaLabel[]} seas
   * @returns {LabelItem[]}
   */
  function collect(basemap, seas) {
    /** @type {LabelItem[]} */
    const items = basemap.countries.map(({ name, lon, lat }) => (
      { text: broken(name), lon, lat, kind: "country", rank: 0, min: 0, max: 12 }
    ));
    for (const { text, position: [lon, lat], min_zoom } of seas) {
      items.push({ text: broken(text), lon, lat, kind: "sea", rank: 0, min: min_zoom, max: 12 });
    }
    const towns = [...basemap.towns].sort((a, b) => a.rank - b.rank);
    for (const { name, lon, lat, rank, own } of towns) {
      const min = TOWN_ZOOM[rank - 1] ?? 9;
      items.push({ text: [name], lon, lat, kind: "town", rank, min, max: 99, slanted: own });
    }
    return items;
  }

  /** The canvas and what is written on it. */
  class Writer {
    /**
     * @param {CanvasRenderingContext2D} context
     * @param {number} zoom
     * @param {Theme} theme
     */
    constructor(context, zoom, theme) {
      this.theme = theme;
      this.context = context;
      this.zoom = zoom;
    }

    /** @param {LabelItem} item */
    measure(item) {
      const { face, line } = font(item, this.zoom);
      this.#use(face, SPACING[item.kind]);
      const widths = item.text.map((text) => this.context.measureText(text).width);
      return { width: Math.max(...widths), height: line * item.text.length };
    }

    /** @param {Placed} placed */
    write({ item, x, y, dot, covered, width }) {
      const { face, line } = font(item, this.zoom);
      const quiet = item.kind === "country" && this.zoom >= QUIET_ZOOM;
      const usual = look(item.kind, this.theme);
      const own = quiet ? { ...usual, color: this.theme.quiet_name } : usual;
      this.#use(face, SPACING[item.kind]);
      if (item.kind === "town" && !covered) this.#dot(dot, item.rank);
      item.text.forEach((text, i) => {
        const shift = item.kind === "town" ? 0 : (width - this.context.measureText(text).width) / 2;
        this.#text(text, x + shift, y + line * (i + 0.5), own);
      });
    }

    /** @param {string} text */
    width(text) {
      this.#use(LINE_FACE, "0.4px");
      return this.context.measureText(text).width;
    }

    /** @type {Lettering["above"]} */
    above(text, points) {
      this.#use(LINE_FACE, "0.4px");
      const [from, to] = [points[0], points[points.length - 1]];
      const angle = Math.atan2(to.y - from.y, to.x - from.x);
      const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
      const width = this.context.measureText(text).width;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      let rise = 0;
      for (const point of points) {
        const [dx, dy] = [point.x - x, point.y - y];
        if (Math.abs(dx * cos + dy * sin) > width / 2 + 6) continue;
        rise = Math.max(rise, dx * sin - dy * cos);
      }
      rise += 13;
      const [cx, cy] = [x + rise * sin, y - rise * cos];
      const half = { x: (width / 2) * cos + 8, y: (width / 2) * Math.abs(sin) + 8 };
      const box = { x0: cx - half.x, y0: cy - half.y, x1: cx + half.x, y1: cy + half.y };
      return { text, x, y, angle, rise, width, box };
    }

    /** @param {LineText} place */
    along({ text, x, y, angle, rise, width, color }) {
      const { context, theme } = this;
      const ink = color ? theme.inks[color] ?? color : theme.line_name;
      this.#use(LINE_FACE, "0.4px");
      context.save();
      context.translate(x, y);
      context.rotate(angle);
      this.#text(text, -width / 2, -rise, { color: ink, halo: theme.land_halo });
      context.restore();
    }

    /**
     * @param {string} face
     * @param {string} spacing
     */
    #use(face, spacing) {
      this.context.font = face;
      if ("letterSpacing" in this.context) this.context.letterSpacing = spacing;
      this.context.textBaseline = "middle";
      this.context.lineJoin = "round";
    }

    /**
     * @param {string} text
     * @param {number} x
     * @param {number} y
     * @param {{ color: string, halo: string }} look
     */
    #text(text, x, y, { color, halo }) {
      this.context.lineWidth = 3.2;
      this.context.strokeStyle = halo;
      this.context.strokeText(text, x, y);
      this.context.fillStyle = color;
      this.context.fillText(text, x, y);
    }

    /**
     * @param {{ x: number, y: number }} dot
     * @param {number} rank
     */
    #dot({ x, y }, rank) {
      const { context, theme } = this;
      const [ink, paper] = [theme.town_name, theme.land];
      context.beginPath();
      context.arc(x, y, rank <= 1 ? 3.2 : 2.4, 0, 2 * Math.PI);
      context.fillStyle = rank <= 1 ? ink : paper;
      context.strokeStyle = rank <= 1 ? paper : ink;
      context.lineWidth = 1.2;
      context.fill();
      context.stroke();
    }
  }

  /**
   * The middle of the demarcation line in world units, from west to east.
   *
   * @type {Neatlas["lettering"]["demarcation"]}
   */
  function demarcation(basemap) {
    const line = basemap.lines.military_demarcation_line?.[0];
    if (!line) return [];
    const { points } = geo.decode(line, basemap.scale);
    const count = points.length / 2;
    const middle = [];
    for (let i = Math.floor(count * 0.3); i <= Math.min(count - 1, count * 0.7); i++) {
      middle.push({ x: points[2 * i], y: points[2 * i + 1] });
    }
    return middle[0].x <= middle[middle.length - 1].x ? middle : middle.reverse();
  }

  neatlas.lettering = { collect, Writer, demarcation };
})();

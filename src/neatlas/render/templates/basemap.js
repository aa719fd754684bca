/** The ground of the map: canvas tiles drawn from plain coordinates, no pictures, no network. */
(() => {
  "use strict";

  const { geo, styles } = neatlas;

  /** A tile reaches this far past its edge, so that scaled tiles leave no seam. */
  const OVERLAP = 1;

  /** One tile being painted; widths are given in CSS pixels. */
  class Brush {
    /**
     * @param {CanvasRenderingContext2D} context
     * @param {Ground} store
     * @param {Box} box
     * @param {number} scale
     * @param {Theme} theme
     */
    constructor(context, store, box, scale, theme) {
      this.context = context;
      this.store = store;
      this.box = box;
      this.scale = scale;
      this.theme = theme;
      context.lineJoin = "round";
      context.lineCap = "butt";
    }

    /**
     * @param {string} name
     * @param {{ fill?: string, stroke?: string, width?: number }} look
     */
    area(name, { fill, stroke, width = 1 }) {
      const { context } = this;
      for (const area of this.store.polygons(name)) {
        if (!geo.meet(area.box, this.box)) continue;
        if (fill) {
          context.fillStyle = fill;
          context.fill(area.fill, "evenodd");
        }
        if (!stroke) continue;
        for (const piece of area.coast) {
          if (geo.meet(piece.box, this.box)) this.#stroke(piece.path, stroke, width);
        }
      }
    }

    /**
     * @param {string} name
     * @param {{ stroke: string, width: number, dash?: number[] }} look
     */
    line(name, { stroke, width, dash = [] }) {
      const { context, scale } = this;
      context.setLineDash(dash.map((length) => length / scale));
      for (const piece of this.store.lines(name)) {
        if (!geo.meet(piece.box, this.box)) continue;
        context.lineDashOffset = piece.start;
        this.#stroke(piece.path, stroke, width);
      }
      context.setLineDash([]);
    }

    /**
     * @param {Path2D} path
     * @param {string} color
     * @param {number} width
     */
    #stroke(path, color, width) {
      this.context.strokeStyle = color;
      this.context.lineWidth = width / this.scale;
      this.context.stroke(path);
    }

    sea() {
      const { x0, y0, x1, y1 } = this.store.extent;
      this.context.fillStyle = this.theme.sea;
      this.context.fillRect(x0, y0, x1 - x0, y1 - y0);
      this.clip();
    }

    /** Draw nothing beyond the edge of the data. */
    clip() {
      const { x0, y0, x1, y1 } = this.store.extent;
      this.context.beginPath();
      this.context.rect(x0, y0, x1 - x0, y1 - y0);
      this.context.clip();
    }
  }

  /**
   * Paint one tile.
   *
   * @param {Brush} brush
   * @param {number} zoom
   */
  function paint(brush, zoom) {
    const { theme } = brush;
    const land = zoom <= 6 ? "land_overview" : "land";
    const grow = Math.max(0.6, Math.min(1.6, (zoom - 2) * 0.25));
    brush.sea();
    brush.area(land, { stroke: theme.shallows, width: zoom <= 6 ? 7 : 10 });
    brush.area(land, { fill: theme.land });
    if (zoom >= 5) brush.line("provinces", { stroke: theme.province, width: 0.7 * grow });
    if (zoom >= 8) brush.line("rivers_3", { stroke: theme.water, width: 0.7 });
    if (zoom >= 6) brush.line("rivers_2", { stroke: theme.water, width: 0.7 * grow });
    brush.line("rivers_1", { stroke: theme.water, width: grow });
    brush.area("lakes", { fill: theme.sea, stroke: theme.water, width: 0.7 });
    brush.area(land, { stroke: theme.coast, width: zoom >= 8 ? 1 : 0.8 });
    brush.area("disputed", { fill: theme.disputed, stroke: theme.coast, width: 0.8 });
  }

  /**
   * Paint the borders of one tile. They lie over bands and casings, so that these do not cut them.
   *
   * @param {Brush} brush
   * @param {number} zoom
   */
  function paintBorders(brush, zoom) {
    const { theme } = brush;
    const grow = Math.max(0.6, Math.min(1.6, (zoom - 2) * 0.25));
    brush.clip();
    brush.line("borders", { stroke: theme.border_halo, width: 2.6 * grow });
    brush.line("borders", { stroke: theme.border, width: 0.5 + 0.6 * grow, dash: [8, 3, 1.8, 3] });
    const { weight: width, dash } = styles.DEMARCATION;
    brush.line("military_demarcation_line", { stroke: theme.demarcation, width, dash });
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  function corner(x, y) {
    return L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);
  }

  /**
   * The layer that draws a basemap.
   *
   * @type {Neatlas["basemap"]}
   */
  function basemap(data, theme) {
    const store = new neatlas.Ground(data);
    const { x0, y0, x1, y1 } = store.extent;
    const Tiles = L.GridLayer.extend({
      options: {
        pane: "tilePane",
        keepBuffer: 1,
        noWrap: true,
        className: "neatlas-basemap",
        paint,
      },
      theme,

      /** Draw it in another style.
       * @param {Theme} other */
      dress(other) {
        this.theme = other;
        this.redraw();
      },

      /** The bounds of what is drawn; beyond them the map has nothing to show. */
      known: x0 < x1 ? L.latLngBounds(corner(x0, y1), corner(x1, y0)) : null,

      /**
       * Whether a map shows any of a line of the ground.
       *
       * @param {string} name
       * @param {LeafletMap} map
       */
      shows(name, map) {
        const view = map.getPixelBounds();
        const scale = 2 ** map.getZoom();
        return (data.lines[name] ?? []).some((line) => {
          const { points } = geo.decode(line, data.scale);
          const at = (/** @type {number} */ i) =>
            L.point(points[i], points[i + 1]).multiplyBy(scale);
          for (let i = 2; i < points.length; i += 2) {
            if (L.LineUtil.clipSegment(at(i - 2), at(i), view)) return true;
          }
          return false;
        });
      },

      /** @param {{ x: number, y: number, z: number }} coords */
      createTile(coords) {
        const size = 256 + OVERLAP;
        const ratio = Math.max(1, globalThis.devicePixelRatio || 1);
        const tile = /** @type {HTMLCanvasElement} */ (document.createElement("canvas"));
        tile.width = tile.height = Math.round(size * ratio);
        const unit = 256 / 2 ** coords.z;
        const [x, y] = [coords.x * unit, coords.y * unit];
        const reach = unit / 8;
        const box = {
          x0: x - reach,
          y0: y - reach,
          x1: x + unit + reach,
          y1: y + unit + reach,
        };
        const context = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
        const scale = 2 ** coords.z;
        const dots = scale * (tile.width / size);
        context.setTransform(dots, 0, 0, dots, -x * dots, -y * dots);
        this.options.paint(new Brush(context, store, box, scale, this.theme), coords.z);
        return tile;
      },

      /**
       * Paint all that a map shows of it as one picture, sharper than a screen.
       *
       * @param {LeafletMap} map
       * @param {number} dots to a CSS pixel
       */
      picture(map, dots) {
        const zoom = map.getZoom();
        const scale = 2 ** zoom;
        const { min, max } = map.getPixelBounds();
        const picture = /** @type {HTMLCanvasElement} */ (document.createElement("canvas"));
        picture.width = Math.round((max.x - min.x) * dots);
        picture.height = Math.round((max.y - min.y) * dots);
        const context = /** @type {CanvasRenderingContext2D} */ (picture.getContext("2d"));
        const sharp = scale * dots;
        context.setTransform(sharp, 0, 0, sharp, -min.x * dots, -min.y * dots);
        const box = { x0: min.x / scale, y0: min.y / scale, x1: max.x / scale, y1: max.y / scale };
        this.options.paint(new Brush(context, store, box, scale, this.theme), Math.round(zoom));
        return picture;
      },

      /** A tile is a pixel larger than its place, to cover the seam beside it.
       * @param {HTMLElement} tile */
      _initTile(tile) {
        L.GridLayer.prototype._initTile.call(this, tile);
        tile.style.width = tile.style.height = `${256 + OVERLAP}px`;
      },
    });
    const ground = new Tiles();
    ground.borders = new Tiles({
      pane: "neatlas-borders",
      className: "neatlas-borders",
      paint: paintBorders,
    });
    return ground;
  }

  neatlas.basemap = basemap;
})();

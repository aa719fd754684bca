/** Two maps at one view, whichever of them is moved. */
(() => {
  "use strict";

  /** Views that are nearer than this, in pixels, are one. */
  const NEAR = 1;

  /**
   * Take a map where another is; a pan keeps what is drawn, and only moves it.
   *
   * @param {LeafletMap} from
   * @param {LeafletMap} to
   */
  function bring(from, to) {
    to.invalidateSize({ pan: false });
    const [zoom, center] = [from.getZoom(), from.getCenter()];
    if (to.getZoom() !== zoom) {
      to.setView(center, zoom, { animate: false });
      return;
    }
    const away = to.project(center).subtract(to.project(to.getCenter()));
    if (Math.hypot(away.x, away.y) >= NEAR) to.panBy(away, { animate: false });
  }

  /** @type {Neatlas["inStep"]} */
  function inStep(first, second) {
    let frame = 0;
    /** Whether a map is being brought to the other: its own moves then lead nowhere. */
    let led = false;
    /** @type {[LeafletMap, LeafletMap]} Who leads, and who follows. */
    let pair = [first, second];

    function follow() {
      frame = 0;
      led = true;
      second.options.minZoom = first.options.minZoom;
      bring(...pair);
      led = false;
    }

    /**
     * @param {LeafletMap} from
     * @param {LeafletMap} to
     */
    function lead(from, to) {
      const moved = () => {
        if (led) return;
        // A map that only takes another size leads nowhere.
        pair = neatlas.view.resizing(from) ? [first, second] : [from, to];
        frame ||= requestAnimationFrame(follow);
      };
      // Both zoom at the same time. One that is zooming already does not begin again.
      const zooming = (/** @type {{ center: any, zoom: number }} */ { center, zoom }) => {
        if (!led) to.setView(center, zoom);
      };
      from.on("move zoomend", moved);
      from.on("zoomanim", zooming);
      return () => {
        from.off("move zoomend", moved);
        from.off("zoomanim", zooming);
      };
    }

    const ends = [lead(first, second), lead(second, first)];
    return () => {
      cancelAnimationFrame(frame);
      for (const end of ends) end();
    };
  }

  neatlas.inStep = inStep;
})();

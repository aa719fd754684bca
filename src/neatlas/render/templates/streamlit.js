/** The map as a Streamlit component: its protocol by hand, its fixed data fetched once. */
(() => {
  "use strict";

  const LEAST_HEIGHT = 480;
  /** What the app itself needs above and below the map. */
  const AROUND = 140;

  /**
   * @typedef {{
   *   spec: MapSpec,
   *   spec_id: string,
   *   selection: { project: string | null, passage: string | null, sequence: number } | null,
   *   height?: number,
   *   words?: Words,
   * }} Args
   */

  /**
   * @param {string} type
   * @param {object} [more]
   */
  function send(type, more) {
    parent.postMessage({ isStreamlitMessage: true, type: `streamlit:${type}`, ...more }, "*");
  }

  /** The height of the window around this frame; `null` if it is not ours to ask. */
  function outer() {
    try {
      return parent === globalThis.window ? null : parent.innerHeight;
    } catch {
      return null;
    }
  }

  /** @returns {Promise<StaticData>} */
  async function fetchData() {
    const answer = await fetch("atlas.json");
    if (!answer.ok) throw new Error(`atlas.json: ${answer.status}`);
    return await answer.json();
  }

  /** One component: what was last sent, what was last received. */
  class Component {
    constructor() {
      this.words = neatlas.words();
      /** @type {Args | null} */
      this.args = null;
      /** @type {StaticData | null} */
      this.data = null;
      /** @type {Reader | null} */
      this.reader = null;
      this.sequence = 0;
      /** @type {string | null} */
      this.specId = null;
      /** @type {number | null} */
      this.selected = null;
      this.height = 0;
      this.note = neatlas.message("loading", this.words.loading);
      document.body.append(this.note);
    }

    start() {
      addEventListener("message", (event) => this.receive(event));
      try {
        parent.addEventListener("resize", () => this.fit());
      } catch {
        // Another origin: the height that the app asks for is used.
      }
      send("componentReady", { apiVersion: 1 });
      this.fit();
      this.load();
    }

    /** @param {MessageEvent} event */
    receive(event) {
      if (event.source !== parent || event.data?.type !== "streamlit:render") return;
      this.args = event.data.args;
      this.fit();
      this.draw();
    }

    async load() {
      try {
        this.data = await fetchData();
      } catch {
        this.fail();
        return;
      }
      this.draw();
    }

    fail() {
      const again = neatlas.button(this.words.retry, () => {
        this.swap(neatlas.message("loading", this.words.loading));
        this.load();
      }, { class: "neatlas-action" });
      this.swap(neatlas.message("error", this.words.loadFailed, again));
    }

    /** @param {HTMLElement} note */
    swap(note) {
      this.note.replaceWith(note);
      this.note = note;
    }

    fit() {
      const around = outer();
      const wanted = around ? around - AROUND : this.args?.height ?? LEAST_HEIGHT;
      const height = Math.max(LEAST_HEIGHT, Math.round(wanted));
      if (height === this.height) return;
      this.height = height;
      send("setFrameHeight", { height });
    }

    draw() {
      const { args, data } = this;
      if (!args || !data) return;
      const { spec, spec_id: id, selection } = args;
      if (!this.reader) {
        this.note.remove();
        this.reader = neatlas.mount(globalThis.neatlasMap, {
          ...data,
          spec,
          words: args.words,
          report: (event) => this.report(event),
        });
      } else if (id !== this.specId) this.reader.update(spec);
      this.specId = id;
      if (!selection || selection.sequence === this.selected) return;
      this.selected = selection.sequence;
      this.reader.select({ ...selection, move: true });
    }

    /** @param {SelectEvent} event */
    report({ project, passage }) {
      this.sequence += 1;
      const value = { project, passage, sequence: this.sequence };
      send("setComponentValue", { value, dataType: "json" });
    }
  }

  neatlas.streamlit = () => new Component().start();
})();

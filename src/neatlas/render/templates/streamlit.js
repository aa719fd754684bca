/** The map as a Streamlit component: its protocol by hand, its fixed data fetched once. */
(() => {
  "use strict";

  /** What stands beside the app, seen from the folder of this page. */
  const HEALTH = "../../atlas/health";

  /**
   * @typedef {{
   *   command: { project: string | null, words: string | null, sequence: number } | null,
   *   selected?: string | null,
   *   height?: number,
   * }} Args
   */

  /**
   * @param {string} type
   * @param {object} [more]
   */
  function send(type, more) {
    parent.postMessage({ isStreamlitMessage: true, type: `streamlit:${type}`, ...more }, "*");
  }

  /** One component: what was last sent, what was last received. */
  class Component {
    constructor() {
      this.words = neatlas.words();
      /** @type {Args | null} */
      this.args = null;
      /** @type {CommonData | null} */
      this.data = null;
      /** @type {ReturnType<Neatlas["languages"]> | null} */
      this.pages = null;
      /** @type {Promise<void> | null} */
      this.opening = null;
      this.sequence = 0;
      /** @type {string | null} What was told last. */
      this.told = null;
      this.connected = true;
      this.hush = neatlas.hush();
      this.hear = neatlas.connection(HEALTH, (lost) => this.part(lost));
      /** @type {string | null} What was told to be selected, until a panel shows it. */
      this.awaited = null;
      /** The newest command that was followed. */
      this.obeyed = 0;
      this.fit = neatlas.height(
        () => this.args?.height,
        (height) => send("setFrameHeight", { height }),
      );
      this.door = neatlas.door((address) => this.tell(address), () => this.select());
      this.note = neatlas.message("loading", this.words.loading);
      document.body.append(this.note);
    }

    start() {
      addEventListener("message", (event) => this.receive(event));
      send("componentReady", { apiVersion: 1 });
      this.fit();
      this.load();
    }

    /** @param {MessageEvent} event */
    receive(event) {
      if (event.source !== parent || event.data?.type !== "streamlit:render") return;
      this.args = event.data.args;
      this.connect(!event.data.disabled);
      this.fit();
      this.draw().catch(() => this.fail());
    }

    async load() {
      try {
        this.data ??= await neatlas.fetchData("atlas.json");
        await this.draw();
      } catch {
        this.fail();
      }
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

    async draw() {
      const { args, data } = this;
      if (!args || !data) return;
      this.pages ??= neatlas.languages(globalThis.neatlasMap, data, this.door, neatlas.fetchSaid);
      if (!this.pages.atlas) await (this.opening ??= this.open(this.pages));
      const { command } = this.args ?? args;
      // A server that began anew counts from one again; at first it asks for nothing.
      if (!command) this.obeyed = 0;
      const { atlas } = this.pages;
      if (!atlas) return;
      if (command && command.sequence > this.obeyed) {
        this.obeyed = command.sequence;
        if (command.words !== null) neatlas.ask(atlas, command.words);
        else atlas.select(command.project);
      }
      this.select();
    }

    /** Tell what is selected, where a panel shows something else. */
    select() {
      const shown = this.args?.selected ?? null;
      if (shown === this.awaited) this.awaited = null;
      if (shown === null || !this.pages?.atlas) return;
      const { state, told } = this.pages.atlas;
      const project = state.project ?? "";
      if (project === (this.awaited ?? shown)) return;
      this.awaited = project;
      this.tell(told);
    }

    /** @param {ReturnType<Neatlas["languages"]>} pages */
    async open(pages) {
      try {
        await pages.open();
        this.note.remove();
      } finally {
        this.opening = null;
      }
    }

    /** @param {boolean} connected */
    connect(connected) {
      const back = connected && !this.connected;
      this.connected = connected;
      this.hear(connected);
      // What was told to nobody is told again.
      if (back && this.told !== null) this.tell(this.told);
    }

    /** @param {boolean} lost */
    part(lost) {
      this.pages?.part(lost);
      this.hush(lost);
    }

    /** @param {string} address */
    tell(address) {
      this.told = address;
      this.sequence += 1;
      send("setComponentValue", {
        value: {
          address,
          sequence: this.sequence,
          project: this.pages?.atlas?.state.project ?? null,
        },
        dataType: "json",
      });
    }
  }

  neatlas.streamlit = () => new Component().start();
})();

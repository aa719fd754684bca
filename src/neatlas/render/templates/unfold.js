/** Brings a saved page to life: its styles, scripts and data stand in it compressed. */
(async () => {
  "use strict";

  const line = document.getElementById("neatlas-line");

  /**
   * @param {string} id
   * @returns {Promise<any>}
   */
  async function unfold(id) {
    const folded = atob(document.getElementById(id)?.textContent ?? "");
    const bytes = new Uint8Array(folded.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = folded.charCodeAt(at);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  /**
   * @param {"style" | "script"} tag
   * @param {string} id
   */
  async function add(tag, id) {
    const node = document.createElement(tag);
    node.textContent = await unfold(id);
    document.head.append(node);
  }

  /** @param {string} [text] */
  function say(text = "") {
    if (line) line.textContent = text;
  }

  if (!("DecompressionStream" in globalThis)) {
    say(line?.dataset.old);
    return;
  }
  say(line?.dataset.loading);
  globalThis.neatlas = /** @type {Neatlas} */ ({ unfold });
  try {
    const data = unfold("neatlas-data");
    await add("style", "neatlas-styles");
    await add("script", "neatlas-scripts");
    await neatlas.saved(await data);
    line?.remove();
    document.querySelector("noscript")?.remove();
  } catch (error) {
    say(line?.dataset.broken);
    throw error;
  }
})();

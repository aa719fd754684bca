/**
 * Building the page. Record text reaches it only as text nodes and attribute values, never as
 * markup, so that nothing in a record can be run.
 */
(() => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  /**
   * Make an element. A prop of `true` stands as an empty attribute; `null` and `false` are left out.
   *
   * @type {Neatlas["el"]}
   */
  function el(tag, props, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(props ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      node.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children) if (child) node.append(child);
    return node;
  }

  /** @type {Neatlas["svg"]} */
  function svg(tag, props, ...children) {
    const node = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
    for (const [name, value] of Object.entries(props ?? {})) node.setAttribute(name, String(value));
    node.append(...children);
    return node;
  }

  /** @type {Neatlas["button"]} */
  function button(label, act, props) {
    const node =
      /** @type {HTMLButtonElement} */ (el("button", { type: "button", ...props }, label));
    node.addEventListener("click", act);
    return node;
  }

  /**
   * Text of a record, kept apart from the direction of the words around it.
   *
   * @type {Neatlas["bdi"]}
   */
  function bdi(text, props) {
    return el("bdi", { dir: "auto", ...props }, ...said(text));
  }

  /**
   * The pieces of what is said; those in another language than the page's say in which.
   *
   * @type {Neatlas["said"]}
   */
  function said(text) {
    const pieces = Array.isArray(text) ? text : [text];
    return pieces.map((piece) =>
      typeof piece === "string" ? piece : el("bdi", { dir: "auto", lang: piece.lang }, piece.text)
    );
  }

  /**
   * What is said, as plain text.
   *
   * @type {Neatlas["plain"]}
   */
  function plain(text) {
    const pieces = Array.isArray(text) ? text : [text];
    return pieces.map((piece) => typeof piece === "string" ? piece : piece.text).join("");
  }

  /**
   * A link to the web, or plain text where the address is not one of http or https.
   *
   * @type {Neatlas["link"]}
   */
  function link(text, url) {
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return bdi(text);
    return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, bdi(text));
  }

  /** Whether the reader asked for less motion. */
  function calm() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  /**
   * Whether two pieces of plain data are equal.
   *
   * @param {unknown} a
   * @param {unknown} b
   */
  function same(a, b) {
    if (a === b) return true;
    // Lists of a plan hold the same objects as long as nothing in them changes.
    const lists = Array.isArray(a) && Array.isArray(b) && a.length === b.length;
    if (lists && a.every((held, i) => held === b[i])) return true;
    return JSON.stringify(a) === JSON.stringify(b);
  }

  globalThis.neatlas = /** @type {Neatlas} */ ({
    ...globalThis.neatlas,
    el,
    svg,
    button,
    bdi,
    said,
    plain,
    link,
    calm,
    same,
  });
})();

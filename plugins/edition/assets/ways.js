/* Finding one's way: a box that goes to a page, keys, and settings for reading.

   The page is complete without this file: the box is a form that leads to a list of pages, everything that a
   key does is done by a link, and a script in the head has set what the reader has chosen before. */
(() => {
  "use strict";

  const root = document.documentElement;
  const article = document.querySelector("article.edition-document");
  const text = article?.querySelector(".edition-text");
  const form = document.querySelector(".edition-go");
  const all = (selector, within = document) => [...(within?.querySelectorAll(selector) ?? [])];
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const focus = (element) => {
    if (!element.matches("a[href], button, input")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  };

  /* What a key has done is said by screen readers, and shown for a moment. */
  const status = make("p", { className: "edition-said", role: "status" });
  let silence = 0;
  const say = (words) => {
    clearTimeout(silence);
    status.textContent = words;
    silence = setTimeout(() => (status.textContent = ""), 4000);
  };

  /* Each of these files is asked for when it is first needed. */
  const source = document.currentScript.src;
  const NOT_LOADED = "This could not be loaded. Is there a connection?";
  const files = {};
  const load = (name) =>
    (files[name] ??= new Promise((done, fail) => {
      const script = make("script", { src: new URL(name, source), onerror: fail });
      script.onload = () => done(script.parts);
      document.head.append(script);
    }).catch(() => (files[name] = undefined)));

  /* Pages: the box, and the excerpt that an address names. */

  let enter;
  if (form) {
    const field = form.elements.page;
    let left = [];
    const go = async (words) => {
      form.setAttribute("aria-busy", true);
      const parts = await load("excerpts.js");
      if (parts) await parts.go(words);
      else form.querySelector(".edition-go-answer").textContent = NOT_LOADED;
      form.removeAttribute("aria-busy");
    };
    field.addEventListener("focus", () => load("excerpts.js"), { once: true });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      go(field.value);
    });
    // With Escape the reader is back where the key `g` was struck.
    enter = () => {
      left = [scrollY, document.activeElement];
      field.focus();
      field.select();
    };
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const [top, element] = left;
      field.blur();
      element?.focus({ preventScroll: true });
      if (element) scrollTo({ top, behavior: "instant" });
      left = [];
    });
    const asked = new URLSearchParams(location.search).get("page");
    if (asked) {
      field.value = asked;
      go(asked);
    }
  }
  const excerpt = async () => {
    const isAsked = article?.closest(".edition-reading") && /[?#&](page|paragraph)s=./.test(location.search + location.hash);
    const parts = isAsked && (await load("excerpts.js"));
    if (parts) parts.arrive();
    delete root.dataset.editionExcerpt;
    if (isAsked && !parts) say(`${NOT_LOADED} The whole document is shown.`);
  };
  addEventListener("hashchange", () => files["excerpts.js"] || excerpt());
  excerpt();

  /* Citing: the panel, and what is selected. */

  const citations = document.getElementById("edition-cite");
  const loadCitations = async () => (await load("excerpts.js")) && load("cite.js");
  const cite = async () => {
    const parts = await loadCitations();
    citing.hidden = true;
    if (parts) parts.cite();
    else say(NOT_LOADED);
  };
  const citing = make("button", { type: "button", className: "edition-cite-this", hidden: true, onclick: cite }, "Cite this passage");
  if (citations) {
    citations.addEventListener("toggle", loadCitations, { once: true });
    // What is selected stays so, while the button is pressed.
    citing.addEventListener("mousedown", (event) => event.preventDefault());
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      citing.hidden = selection.isCollapsed || !text.contains(selection.anchorNode);
    });
  }

  /* Settings: what the reader has chosen, kept in the reader's own browser. */

  const KEPT = "edition-settings";
  // The head's script, which has set them, tells what of some words are settings.
  const checked = window.editionSettings ?? (() => ({}));
  const DEFAULTS = checked();
  const settings = {};
  for (const name of Object.keys(DEFAULTS)) settings[name] = root.getAttribute(`data-edition-${name}`);
  const asItStands = document.getElementById("edition-as-it-stands");
  const controls = [];

  const apply = () => {
    for (const [name, value] of Object.entries(settings)) root.setAttribute(`data-edition-${name}`, value);
    controls.forEach((show) => show());
    if (asItStands) asItStands.checked = settings.text === "source";
    const off = settings.names === "off";
    for (const link of all(`.edition-document a.mention[${off ? "href" : "data-href"}]`)) {
      if (off) link.dataset.href = link.getAttribute("href");
      else link.setAttribute("href", link.dataset.href);
      link.removeAttribute(off ? "href" : "data-href");
    }
    document.dispatchEvent(new CustomEvent("edition:settings", { detail: { ...settings } }));
  };
  const choose = (name, value) => {
    settings[name] = value;
    try {
      localStorage.setItem(KEPT, JSON.stringify(settings));
    } catch {
      // Nothing can be kept here: the choice holds for this page.
    }
    apply();
  };
  const reload = () => {
    try {
      Object.assign(settings, checked(JSON.parse(localStorage.getItem(KEPT))));
    } catch {
      Object.assign(settings, DEFAULTS);
    }
    apply();
  };

  /* The panel and the sheet are made when they are first asked for. */
  const reading = { settings, DEFAULTS, choose, controls, make };
  const panel = document.querySelector(".edition-settings");
  panel?.addEventListener("toggle", async () => {
    if (!panel.open || panel.querySelector("label")) return;
    panel.querySelector("div")?.remove();
    const parts = await load("settings.js");
    if (panel.querySelector("div")) return;
    if (parts) parts.fill(panel, reading);
    else panel.append(make("div", { role: "alert" }, NOT_LOADED));
  });
  // It closes when the reader goes on to something else, and with Escape wherever the reader is.
  const leave = (element) => panel && element && !panel.contains(element) && (panel.open = false);
  panel?.addEventListener("focusout", (event) => leave(event.relatedTarget));
  addEventListener("click", (event) => leave(event.target));
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel?.open) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });

  asItStands?.addEventListener("change", () => choose("text", asItStands.checked ? "source" : "corrected"));
  addEventListener("storage", (event) => event.key === KEPT && reload());
  addEventListener("pageshow", (event) => event.persisted && reload());
  apply();

  /* Keys: never while a field is typed in, never with another key held. */

  const inView = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };

  /** The next or the previous of some elements: seen from the one that has the focus, or from the top of what
     is in view. */
  const neighbour = (elements, way, isAt) => {
    const active = document.activeElement;
    const at = active && inView(active) ? elements.findIndex((element) => isAt(element, active)) : -1;
    if (at >= 0) return at + way;
    const tops = elements.map(
      (element) =>
        element.getBoundingClientRect().top - parseFloat(getComputedStyle(element).scrollMarginTop || 0),
    );
    if (way < 0) return tops.findLastIndex((top) => top < -8);
    const next = tops.findIndex((top) => top > 8);
    return next < 0 ? elements.length : next;
  };

  // An excerpt has only its own.
  const inExcerpt = (selector) => all(selector, text).filter((one) => !one.closest(".edition-outside"));
  const whole = () => (document.querySelector("section.edition-excerpt[role=region]") ? "excerpt" : "document");

  const step = (elements, way, noun, isAt, id, words) => {
    const index = neighbour(elements, way, isAt);
    const element = elements[index];
    if (!element) {
      const none = elements.length ? `There is no ${way > 0 ? "further" : "earlier"}` : "There is no";
      return say(`${none} ${noun} in this ${whole()}.`);
    }
    // A change of the address is what the page's other scripts, and the style sheet, react to.
    location.replace(`#${id(element)}`);
    focus(element);
    return say(words(element, index));
  };

  const annotation = (way) => {
    const every = inExcerpt(".annotation-ref");
    const signs = every.filter((sign) => sign.checkVisibility());
    const hidden = every.length - signs.length;
    if (hidden && !signs.length)
      return say(
        `The annotations of this ${whole()} are hidden (${hidden}). To show them: Reading settings, Editors’ annotations.`,
      );
    const noteOf = (sign) => document.getElementById(sign.hash.slice(1));
    const isAt = (sign, active) => sign === active || noteOf(sign)?.contains(active);
    return step(
      signs,
      way,
      hidden ? "annotation that is shown" : "annotation",
      isAt,
      (sign) => noteOf(sign)?.querySelector(".annotation-back")?.hash.slice(1) ?? sign.hash.slice(1),
      (_, index) => `Annotation ${index + 1} of ${signs.length}`,
    );
  };
  // On a facing page the pages have headings.
  const pages = article ? all(".pagebreak, .edition-first-page", text) : all(".facing-page > h2[id]");
  const page = (way) =>
    step(
      article ? inExcerpt(".pagebreak, .edition-first-page") : pages,
      way,
      "page",
      (element, active) => element === active,
      (element) => element.id,
      (element) => element.getAttribute("aria-label") ?? element.dataset.notation ?? element.textContent,
    );
  const neighbouring = (relation, words) => {
    const link = document.querySelector(`.edition-neighbours a[rel="${relation}"]`);
    if (link) link.click();
    else say(`There is no ${words} document.`);
  };

  // Each key: what it does, and whether that can be done on this page.
  const annotated = document.querySelector(".edition-text .annotation-ref");
  const among = article && document.querySelector(".edition-neighbours");
  const KEYS = [
    ["j", "Next annotation", () => annotation(1), annotated],
    ["k", "Previous annotation", () => annotation(-1), annotated],
    ["]", "Next page", () => page(1), pages.length],
    ["[", "Previous page", () => page(-1), pages.length],
    ["n", "Next document", () => neighbouring("next", "next"), among],
    ["p", "Previous document", () => neighbouring("prev", "previous"), among],
    ["g", "Go to a page", () => enter(), form],
    ["c", "Cite the document, or what is selected", cite, citations],
    ["/", "Search", null, document.querySelector(".edition-find-form, .edition-search")],
    ["\u2193", "Into the preview of a link", null, document.querySelector("script[src$='previews.js']")],
    ["Esc", "Close what is open", null, root],
    ["?", "This list of keys", () => help(), root],
  ];

  const help = async () => {
    const parts = await load("settings.js");
    if (!parts) return say(NOT_LOADED);
    const keys = KEYS.filter(([, , , isHere]) => isHere);
    return parts.sheet(keys, reading).showModal();
  };
  for (const button of all(".edition-keys")) button.addEventListener("click", help);

  const isTyping = (element) =>
    element.closest?.("textarea, select, [contenteditable], dialog[open]") ||
    element.matches?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit])");

  addEventListener(
    "keydown",
    (event) => {
      // On some keyboards the brackets are typed with AltGr, which is no command.
      const isHeld = event.ctrlKey || event.metaKey || event.altKey;
      if ((isHeld && !event.getModifierState("AltGraph")) || event.isComposing || isTyping(event.target))
        return;
      // Who has turned the keys off means those of the theme and of the search, too.
      if (settings.keys === "off") {
        if (/^[a-z/?,.]$/i.test(event.key)) event.stopImmediatePropagation();
        return;
      }
      const [, , run, isHere] = KEYS.find(([key]) => key === event.key) ?? [];
      if (!run) return;
      // A key of ours never does what the theme has it do: what that is, another page decides.
      event.stopImmediatePropagation();
      if (!isHere) return;
      event.preventDefault();
      run();
    },
    true,
  );
  document.body.append(citing, status);
})();

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

  /* What a key has done is said by screen readers, and shown for a moment. */
  const status = make("p", { className: "edition-said", role: "status" });
  let silence = 0;
  const say = (words) => {
    clearTimeout(silence);
    status.textContent = words;
    silence = setTimeout(() => (status.textContent = ""), 4000);
  };

  /* Pages. A page is asked for as it is cited: `522`, `pp. 522–24`, `[Page 522]`, `xii`. */

  const breaks = all(".pagebreak, .edition-first-page", article);
  const called = (element) => element.getAttribute("aria-label") ?? element.dataset.notation;
  const here = breaks.map((element) => ({
    label: called(element).replace(/^Page |, continued$/g, ""),
    element,
  }));
  const matches = (pages, label) =>
    pages.filter((page) => page.label.toLowerCase() === label.toLowerCase());

  /** The labels that words may name, best first: each is a page, or the first and the last of a range. */
  const read = (words) => {
    const whole = words.trim().replace(/^\[\s*(.*?)\s*\]$/, "$1");
    const bare = whole.replace(/^(?:pages?|pp?\.?)\s*(?=\S)/i, "").trim();
    const [, first, last] = bare.match(/^(\S+?)\s*(?:[-\u2010-\u2015\u2212]|\bto\b)\s*(\S+)$/) ?? [];
    const singles = [...new Set([whole, bare])].filter(Boolean).map((label) => [label, label]);
    if (!first) return singles;
    // 522–24 is 522–524, as citations shorten it.
    const short = /^\d+$/.test(first + last) && last.length < first.length;
    const end = short ? first.slice(0, -last.length) + last : last;
    return [...singles, Number(first) > Number(end) ? [end, first] : [first, end]];
  };

  /** The pages of the volume, fetched when they are first asked for; none where they cannot be had. */
  let fetched;
  const volume = () => {
    const list = new URL(form.action);
    list.search = list.hash = "";
    const data = list.href.replace(/(?:\/(?:index\.html)?|\.html)$/, ".json");
    fetched ??= fetch(data)
      .then((answer) => answer.json())
      .then(({ documents, pages }) =>
        pages.map(([label, ...places]) => ({
          label,
          places: places.map((place) => {
            const [index, fragment] = Array.isArray(place) ? place : [place, `pg_${label}`];
            const [name, address] = documents[index];
            return { name, address: new URL(`${address}#${fragment}`, list) };
          }),
        })),
      )
      .catch(() => ((fetched = undefined), []));
    return fetched;
  };

  const answer = (...nodes) => form.querySelector(".edition-go-answer").replaceChildren(...nodes);
  const listed = (nodes) => nodes.flatMap((node, index) => (index ? [", ", node] : [node]));
  const places = ({ places: some }, query) =>
    some.map(({ name, address }) => {
      if (query) address.searchParams.set("pages", query);
      return make("a", { href: address }, name);
    });

  const inText = breaks.filter((element) => text?.contains(element));
  /** What this document has of a range: from which page to which, and the ends that it has not. Where the
     first page is not here, those before the last are. */
  const covered = (first, last) => {
    const [start, end] = [first, last].map((label) => matches(here, label)[0]?.element);
    if (start && end && breaks.indexOf(end) < breaks.indexOf(start)) return covered(last, first);
    const from = start ?? (end && /^\d+$/.test(first) ? inText[0] : null);
    const missing = [start ? "" : first, end ? "" : last].filter(Boolean);
    return from && { from, end, missing, query: first === last ? "" : `${first}-${last}` };
  };

  const unmark = () => {
    CSS.highlights?.delete("edition-pages");
    breaks.forEach((element) => element.classList.remove("edition-ranged"));
  };

  /** Mark the text of the pages from the first to the last; a last one that is not here means all that
     follows. */
  const mark = (first, last) => {
    unmark();
    const from = inText.indexOf(first);
    if (from < 0) return;
    const to = last ? inText.indexOf(last) : inText.length - 1;
    inText.slice(from, to + 1).forEach((element) => element.classList.add("edition-ranged"));
    const range = new Range();
    range.setStartBefore(first);
    if (inText[to + 1]) range.setEndBefore(inText[to + 1]);
    else range.setEndAfter(text.lastChild);
    CSS.highlights?.set("edition-pages", new Highlight(range));
  };

  const focus = (element) => {
    if (!element.matches("a[href], button, input")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  };

  /** The pages of the range that the address names: `?pages=522-524`. */
  const follow = () => {
    const asked = new URLSearchParams(location.search).get("pages");
    if (!asked || !text) return unmark();
    for (const reading of read(asked)) {
      const { from, end } = covered(...reading) ?? {};
      if (!from) continue;
      mark(from, end);
      if (!location.hash) location.replace(`#${from.id}`);
      return undefined;
    }
    return unmark();
  };

  /** Go to a page of this document, and mark the range; the address then names both. */
  const goHere = (first, last, query) => {
    const address = new URL(location.href);
    address.searchParams.delete("page");
    if (query) address.searchParams.set("pages", query);
    else address.searchParams.delete("pages");
    address.hash = first.id;
    if (address.search !== location.search) {
      history.pushState(null, "", address);
      location.replace(address.hash);
    } else location.hash = address.hash;
    if (query) mark(first, last);
    else unmark();
    focus(first);
  };

  const several = (pages, label, where) => [
    `Page ${label} comes more than once in this ${where}: `,
    ...listed(pages),
  ];

  /** Where in the volume a page is, in words and links; nothing where the volume does not know it either. */
  const whereabouts = async (label, query) => {
    const found = form.hasAttribute("data-volume") ? matches(await volume(), label) : [];
    if (found.length > 1)
      return several(
        found.map((page) => places(page, query)[0]),
        label,
        "volume",
      );
    return found.length ? [`Page ${found[0].label} is in `, ...listed(places(found[0], query)), "."] : [];
  };

  const go = async (words) => {
    const readings = read(words);
    answer();
    if (!readings.length) return answer("Type a page, such as 522, or pages, such as 522–524.");
    for (const [first, last] of readings) {
      const found = matches(here, first);
      if (found.length > 1) {
        const links = found.map(({ element }, index) =>
          make("a", { href: `#${element.id}` }, `${index + 1} of ${found.length}`),
        );
        return answer(...several(links, first, "document"));
      }
      const { from, end, query, missing } = covered(first, last) ?? {};
      if (!from) continue;
      goHere(from, end, query);
      if (!query) return undefined;
      const labels = here.filter(({ element }) => element.matches(".edition-ranged"));
      const words = [`${span(labels)} ${labels.length > 1 ? "are" : "is"} marked.`];
      for (const label of missing) {
        const where = await whereabouts(label);
        words.push(" ", ...(where.length ? where : [`This document has no page ${label}, only ${span(here)}.`]));
      }
      words[0] = words[0].replace("p", "P");
      return answer(...words);
    }
    for (const [first, last] of readings) {
      const query = first === last ? "" : `${first}-${last}`;
      const where = await whereabouts(first, query);
      if (!where.length) continue;
      const links = where.filter((node) => node.href);
      if (!article && where[0].includes(" is in ")) return location.assign(links[0].href);
      return answer(...(article ? ["Not in this document. "] : []), ...where);
    }
    const named = readings.at(-1)[0];
    const place = form.hasAttribute("data-volume") ? "volume" : "document";
    const known = here.length ? ` This document has ${span(here)}.` : "";
    return answer(`There is no page ${named} in this ${place}.${known}`);
  };

  const span = (pages) => {
    const labels = pages.map(({ label }) => label);
    return labels.length > 1 ? `pages ${labels[0]}–${labels.at(-1)}` : `page ${labels[0]}`;
  };

  let enter;
  if (form) {
    const field = form.elements.page;
    let left = [];
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
    addEventListener("popstate", follow);
    follow();
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
  const source = document.currentScript.src;
  const reading = { settings, DEFAULTS, choose, controls, make };
  let loading;
  const load = () =>
    (loading ??= new Promise((done, fail) => {
      const script = make("script", { src: new URL("settings.js", source), onerror: fail });
      script.onload = () => done(script.parts);
      document.head.append(script);
    }).catch(() => (loading = undefined)));
  const NOT_LOADED = "This could not be loaded. Is there a connection?";
  const panel = document.querySelector(".edition-settings");
  panel?.addEventListener("toggle", async () => {
    if (!panel.open || panel.querySelector("label")) return;
    panel.querySelector("div")?.remove();
    const parts = await load();
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

  const step = (elements, way, noun, isAt, id, words) => {
    const index = neighbour(elements, way, isAt);
    const element = elements[index];
    if (!element) {
      const none = elements.length ? `There is no ${way > 0 ? "further" : "earlier"}` : "There is no";
      return say(`${none} ${noun} in this document.`);
    }
    // A change of the address is what the page's other scripts, and the style sheet, react to.
    location.replace(`#${id(element)}`);
    focus(element);
    return say(words(element, index));
  };

  const annotation = (way) => {
    const every = all(".edition-text .annotation-ref");
    const signs = every.filter((sign) => sign.checkVisibility());
    const hidden = every.length - signs.length;
    if (hidden && !signs.length)
      return say(
        `The annotations of this document are hidden (${hidden}). To show them: Reading settings, Editors’ annotations.`,
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
  const pages = article
    ? inText
    : all(".facing-page > h2[id]");
  const page = (way) =>
    step(
      pages,
      way,
      "page",
      (element, active) => element === active,
      (element) => element.id,
      (element) => called(element) ?? element.textContent,
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
    ["/", "Search", null, document.querySelector(".edition-find-form, .edition-search")],
    ["\u2193", "Into the preview of a link", null, document.querySelector("script[src$='previews.js']")],
    ["Esc", "Close what is open", null, root],
    ["?", "This list of keys", () => help(), root],
  ];

  const help = async () => {
    const parts = await load();
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
  document.body.append(status);
})();

/* Goes to a page, and shows a range of pages or paragraphs alone: an excerpt.

   ways.js asks for this file when it is first needed: where an address names a range (`?pages=2-4`,
   `?paragraphs=3-5`, or the same as a fragment), and when the box that goes to a page is used. Nothing is
   taken out of a document that is shown as an excerpt: what stands outside of the range has the class
   `edition-outside`, by which the style sheet hides it, and comes back when the reader leaves the excerpt.

   Other scripts may use, also on an article that DOMParser has made of a fetched page:

     editionExcerpt.find(article, { pages: "2-4" })    only tells what the next one would show
     editionExcerpt.cut(article, { pages: "2-4" })     hides what is outside; undone by the next line
     editionExcerpt.whole(article)
     editionExcerpt.take(article, { paragraphs: "3" }) removes what is outside, and cannot be undone

   These return { start, last, labels, name, query, fragment, known, missing }: where the excerpt begins, or null
   where the document has nothing of the range, and then nothing is cut; its last page or paragraph; the labels of
   both, as the document has them; `pages 2–4`; `pages=2-4`; `pg_2`, the fragment of the address that we give out;
   all that the document has, `pages 1–5`; the ends of the range that it has not.

     editionExcerpt.asked()                            the range that the address names, or null
     editionExcerpt.place()                            the id that its fragment names
     editionExcerpt.pages(text), .paragraphs(text)     each with its element and its label, some pages with none */
(() => {
  "use strict";

  const OUTSIDE = "edition-outside";
  const NOTES = ".edition-notes > ol > li";
  const BREAKS = ".pagebreak, .edition-first-page";
  const all = (selector, within) => [...within.querySelectorAll(selector)];
  const named = (id, article) =>
    article.getRootNode().getElementById?.(id) ?? article.querySelector(`[id="${CSS.escape(id)}"]`);
  const isOut = (element) => Boolean(element.closest(`.${OUTSIDE}`));
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  /* A page is asked for as it is cited: `522`, `pp. 522–24`, `[Page 522]`, `xii`; a paragraph as `3` or `p3`. */

  const DASH = /(?<=\S)\s*(?:[-\u2010-\u2015\u2212]|\bto\b)\s*(?=\S)/g;

  const isNumber = (label) => /^[1-9]\d*$/.test(label);

  /** The labels that words may name, best first: first, last, and whether they are given as a range. */
  const read = (words) => {
    const inside = words.trim().replace(/^\[\s*(.*?)\s*\]$/, "$1");
    const bare = inside.replace(/^(?:pages?|pp?\.?)\s*(?=\S)/i, "").trim();
    const singles = [...new Set([inside, bare])].filter(Boolean);
    const ranges = singles.flatMap((range) =>
      [...range.matchAll(DASH)].map(({ 0: dash, index }) => {
        const first = range.slice(0, index);
        const last = range.slice(index + dash.length).replace(range === bare ? /^pp?\.?\s*(?=\d)/i : "", "");
        if (!isNumber(first) || !/^\d+$/.test(last)) return [first, last, true];
        // 522–24 is 522–524, as citations shorten it.
        const end = last.length < first.length ? first.slice(0, -last.length) + last : last;
        return [...(Number(first) > Number(end) ? [end, first] : [first, end]), true];
      }),
    );
    return [...singles.map((label) => [label, label]), ...ranges.filter((range) => !/\s/.test(range))];
  };

  /** The label in what a page is called; some have none. */
  const labelIn = (words) => words.replace(/^Page (?:without a number)?|, continued$/g, "");
  const labelOf = (element) => labelIn(element.getAttribute("aria-label") ?? element.dataset.notation);
  const KINDS = {
    pages: (text) => all(BREAKS, text).map((element) => ({ element, label: labelOf(element) })),
    paragraphs: (text) =>
      all("[id^=p]", text)
        .filter(({ id }) => /^p\d+$/.test(id))
        .map((element) => ({ element, label: element.id.slice(1) })),
  };
  const matches = (list, label) => list.filter((one) => one.label.toLowerCase() === label.toLowerCase());
  const rangeName = (kind, first, last) =>
    first === last ? `${kind.slice(0, -1)} ${first}` : `${kind} ${first}–${last}`;
  /** What several pages or paragraphs are called; nothing where none has a number. */
  const nameOf = (kind, list) => {
    const labels = list.map(({ label }) => label).filter(Boolean);
    return labels.length ? rangeName(kind, labels[0], labels.at(-1)) : "";
  };

  /** What a list of pages or paragraphs has of a range: from which place to which, and what it has not. */
  const within = (list, first, last) => {
    const start = list.indexOf(matches(list, first)[0]);
    const ends = matches(list, last).map((one) => list.indexOf(one));
    const end = ends.find((one) => one >= start) ?? ends[0] ?? -1;
    if (start > end && end >= 0) return { from: end, to: start, missing: [] };
    const missing = [...new Set([start < 0 ? first : "", end < 0 ? last : ""].filter(Boolean))];
    // Of an end that is not here one can tell only by its number (22a is behind 22) which pages come before it.
    if (!missing.every((label) => isNumber(label.replace(/[a-z]$/i, "")))) return null;
    const isIn = ({ label }) => isNumber(label) && !(label < parseInt(first)) && !(label > parseInt(last));
    const from = start >= 0 ? start : list.findIndex(isIn);
    const to = end >= 0 ? end : list.findLastIndex(isIn);
    return from < 0 || to < from ? null : { from, to, missing };
  };

  /** What comes behind an element and all that is in it, or nothing at the end of the text. */
  const behind = (element, text) => {
    let last = element;
    while (last !== text && !last.nextSibling) last = last.parentNode;
    return last === text ? null : last.nextSibling;
  };

  /** The range that is asked for as a text has it. */
  const find = (text, asked) => {
    const kind = asked.pages ? "pages" : "paragraphs";
    const list = KINDS[kind](text);
    const known = nameOf(kind, list);
    const readings = read(asked[kind]);
    const [first, last] = readings.at(-1) ?? ["", ""];
    const none = { kind, known, start: null, name: rangeName(kind, first, last), missing: [first, last] };
    for (const [one, other] of readings) {
      const { from, to, missing } = within(list, one, other) ?? {};
      if (!missing) continue;
      const labels = [list[from].label, list[to].label];
      // What is not here stays in the address, so that it is said again.
      const ends = new Set(missing.length ? [one, other] : labels);
      return {
        ...none,
        missing,
        labels,
        start: list[from].element,
        last: list[to].element,
        end: kind === "pages" ? list[to + 1]?.element : behind(list[to].element, text),
        name: nameOf(kind, list.slice(from, to + 1)),
        query: `${kind}=${encodeURIComponent([...ends].join("-"))}`,
        fragment: list[from].element.id,
      };
    }
    return none;
  };

  /* Cutting. A range begins and ends at an element, a page break or a paragraph, so that no words need be cut
     in two: a paragraph in which it begins or ends keeps what is inside. */

  const hasWords = (node) =>
    node.nodeType === Node.TEXT_NODE
      ? node.data.trim() !== ""
      : node.nodeType === Node.ELEMENT_NODE &&
        (node.matches(BREAKS) || (!node.matches("[data-apparatus]") && [...node.childNodes].some(hasWords)));

  const hide = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.data.trim()) return;
      const frame = node.ownerDocument.createElement("span");
      frame.className = OUTSIDE;
      frame.dataset.words = "";
      node.replaceWith(frame);
      frame.append(node);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      // A cell keeps its place in the row.
      if (node.matches("td, th")) [...node.childNodes].forEach(hide);
      else node.classList.add(OUTSIDE);
    }
  };

  const isBefore = (node, place) =>
    Boolean(place.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING) && !node.contains(place);
  const isFrom = (node, place) =>
    node === place || Boolean(place.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
  const holds = (node, place) => place && node !== place && node.contains(place);

  /** Hide what of an element is not from the start to the end, and tell whether words are left. The asides
     of annotations stand where their blocks do, and are seen to later. */
  const trim = (parent, start, end) => {
    let isKept = false;
    for (const node of [...parent.childNodes]) {
      if (node.matches?.(".annotation-note")) continue;
      if ((start && isBefore(node, start)) || (end && isFrom(node, end))) hide(node);
      else if (!holds(node, start) && !holds(node, end)) isKept = hasWords(node) || isKept;
      else if (trim(node, start, end)) isKept = true;
      else hide(node);
    }
    return isKept;
  };

  /** The block of a text, not of another block, in which an element stands. */
  const topmost = (element) => {
    let block = element;
    while (!block.parentElement.matches(".edition-text")) block = block.parentElement;
    return block;
  };

  /** The items of a numbered list keep their numbers. */
  const keepNumbers = (text, undo) => {
    for (const list of all("ol", text)) {
      const items = [...list.children].filter((item) => item.matches("li"));
      const first = items.findIndex((item) => !isOut(item));
      if (first < 1 || items[first].hasAttribute("value")) continue;
      items[first].value = list.start + first;
      undo.push(() => items[first].removeAttribute("value"));
    }
  };

  /** Keep the annotations of words that are left, each with its sign and its address. */
  const trimAnnotations = (article, text, undo) => {
    const signs = new Map(all("a.annotation-ref", article).map((sign) => [sign.getAttribute("href"), sign]));
    const marks = Map.groupBy(all("mark[aria-details]", article), (one) => one.getAttribute("aria-details"));
    for (const aside of all(".annotation-note", article)) {
      const own = marks.get(aside.id) ?? [];
      const left = own.filter((mark) => !isOut(mark));
      if (!left.length) {
        aside.classList.add(OUTSIDE);
        continue;
      }
      if (isOut(aside) && text.contains(left.at(-1))) {
        // The block behind which it stands is outside: it goes to that of its words.
        const place = article.ownerDocument.createComment("");
        aside.replaceWith(place);
        topmost(left.at(-1)).after(aside);
        undo.push(() => place.replaceWith(aside));
      }
      const sign = signs.get(`#${aside.id}`);
      if (sign && isOut(sign)) {
        const place = article.ownerDocument.createComment("");
        sign.replaceWith(place);
        sign.classList.remove(OUTSIDE);
        left.at(-1).after(sign);
        undo.push(() => place.replaceWith(sign));
      }
      const { id } = own[0];
      if (isOut(own[0]) && id && !left[0].id) {
        own[0].removeAttribute("id");
        left[0].id = id;
        undo.push(() => {
          left[0].removeAttribute("id");
          own[0].id = id;
        });
      }
    }
  };

  /** Keep the document's own notes that are called in what is left, and the ways back to there. */
  const trimNotes = (article, text) => {
    const notes = new Map(all(NOTES, article).map((note) => [`#${note.id}`, note]));
    const called = new Set();
    const look = (place) => {
      for (const reference of all("a.note-ref", place)) {
        const note = notes.get(reference.getAttribute("href"));
        if (!note || isOut(reference) || called.has(note)) continue;
        called.add(note);
        look(note);
      }
    };
    look(text);
    for (const note of notes.values()) note.classList.toggle(OUTSIDE, !called.has(note));
    for (const back of all(".note-back", article)) {
      const target = named(back.getAttribute("href").slice(1), article);
      if (target && isOut(target)) back.classList.add(OUTSIDE);
    }
  };

  /** Keep of the links, and of what is on the pages and not in the text, what belongs to what is left. */
  const trimRest = (article, text, start) => {
    for (const row of all(".edition-crossing", article)) {
      const name = row.querySelector('.edition-end a[href^="#"]')?.getAttribute("href").slice(1);
      const target = name && named(name, article);
      if (!target || isOut(target)) row.classList.add(OUTSIDE);
    }
    const pages = KINDS.pages(text);
    const isOn = ({ element }) => element === start || !isBefore(element, start);
    const first = pages.findIndex(isOn);
    const before = first < 0 ? pages.at(-1) : pages[first]?.element === start ? null : pages[first - 1];
    const left = new Set(pages.filter((page) => page === before || !isOut(page.element)).map(({ label }) => label));
    for (const title of all(".edition-furniture > h3", article)) {
      if (left.has(labelIn(title.textContent))) continue;
      for (let one = title; one && (one === title || !one.matches("h3")); one = one.nextElementSibling)
        one.classList.add(OUTSIDE);
    }
    for (const [part, members] of [
      [".edition-notes", NOTES],
      [".edition-crossings", ".edition-crossing"],
      [".edition-furniture", ".edition-furniture > h3"],
    ]) {
      if (all(members, article).every(isOut)) article.querySelector(part)?.classList.add(OUTSIDE);
    }
  };

  const undone = new WeakMap();

  /** Show the whole of a document again. */
  const whole = (article) => {
    undone.get(article)?.forEach((back) => back());
    undone.delete(article);
    for (const element of all(`.${OUTSIDE}`, article)) {
      if (element.dataset.words === undefined) element.classList.remove(OUTSIDE);
      else element.replaceWith(...element.childNodes);
    }
    for (const name of ["edition-begins", "edition-ends"])
      all(`.${name}`, article).forEach((element) => element.classList.remove(name));
  };

  /** Mark the paragraph in which a range begins or ends, where others of its words are outside. */
  const markCut = (place, isOther, name) => {
    const block = place?.parentElement.closest("p, li, td, th, blockquote, .paragraph, .item");
    if (!block || isOut(block)) return;
    const others = all(`.${OUTSIDE}`, block).filter((one) => isOther(one, place) && hasWords(one));
    if (others.length) block.classList.add(name);
  };

  /** Show of a document what is asked for: `{ pages: "2-4" }` or `{ paragraphs: "3-5" }`. */
  const cut = (article, asked) => {
    whole(article);
    const text = article.querySelector(".edition-text");
    const found = find(text, asked);
    if (!found.start) return found;
    const undo = [];
    undone.set(article, undo);
    // What stands before the first words, or behind the last, and is not the text's, goes with them.
    const nodes = [...text.childNodes];
    const hasOthers = (isOther, place) =>
      nodes.some(function isSome(node) {
        if (!holds(node, place)) return isOther(node, place) && hasWords(node) && !node.matches?.(BREAKS);
        return [...node.childNodes].some(isSome);
      });
    const start = hasOthers(isBefore, found.start) ? found.start : null;
    const end = found.end && hasOthers(isFrom, found.end) ? found.end : null;
    trim(text, start, end);
    markCut(start, isBefore, "edition-begins");
    markCut(end, isFrom, "edition-ends");
    keepNumbers(text, undo);
    trimAnnotations(article, text, undo);
    trimNotes(article, text);
    trimRest(article, text, found.start);
    return found;
  };

  /** Leave of an article only what is asked for; where the document has nothing of it, all is left. */
  const take = (article, asked) => {
    const found = cut(article, asked);
    undone.delete(article);
    all(`.${OUTSIDE}`, article).forEach((element) => element.remove());
    return found;
  };

  /* The page that is open: its address says what is shown. */

  const article = document.querySelector(".edition-reading > .edition-document");
  const text = article?.querySelector(".edition-text");
  const form = document.querySelector(".edition-go");
  const title = document.title;
  const focus = (element) => {
    if (!element.matches("a[href], button, input")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  };

  /** The pages of a list, and of the volumes that it names; each document there has the volume's name. */
  const listOf = async (list, data, volume = "") => {
    const { documents, pages, volumes = [] } = await (await fetch(data)).json();
    const own = pages.map(([label, ...places]) => ({
      label,
      places: places.map((place) => {
        const [index, fragment] = Array.isArray(place) ? place : [place, `pg_${label}`];
        const [name, address] = documents[index];
        return { name: volume + name, address: new URL(`${address}#${fragment}`, list) };
      }),
    }));
    const others = volumes.map(([name, address]) => {
      const further = new URL(address, list);
      return listOf(further, beside(further), `${name}, `);
    });
    return [own, ...(await Promise.all(others))].flat();
  };
  const beside = ({ href }) => href.replace(/(?:\/(?:index\.html)?|\.html)$/, ".json");

  /** The pages of the volume, fetched when they are first asked for; none where they cannot be had. */
  let fetched;
  const volume = () => {
    const list = new URL(form.action);
    list.search = list.hash = "";
    const { volume: data } = form.dataset;
    fetched ??= listOf(list, data ? new URL(data, list) : beside(list)).catch(() => ((fetched = undefined), []));
    return fetched;
  };

  const listed = (nodes) => nodes.flatMap((node, index) => (index ? [", ", node] : [node]));
  const places = ({ places: some }, query) =>
    some.map(({ name, address }) => {
      if (query) address.searchParams.set("pages", query);
      return make("a", { href: address }, name);
    });
  const several = (pages, label, where) => [
    `Page ${label} comes more than once in this ${where}: `,
    ...listed(pages),
  ];

  /** Where in the volume a page is, in words and links; nothing where the volume does not know it either. */
  const whereabouts = async (label, query) => {
    const found = form?.hasAttribute("data-volume") ? matches(await volume(), label) : [];
    const isAll = Boolean(form?.dataset.volume);
    if (isAll && found.length)
      return [`Page ${found[0].label} is in `, ...listed(found.flatMap((page) => places(page, query))), "."];
    if (found.length > 1)
      return several(
        found.map((page) => places(page, query)[0]),
        label,
        "volume",
      );
    return found.length ? [`Page ${found[0].label} is in `, ...listed(places(found[0], query)), "."] : [];
  };

  /* The bar at the head of the text says what of the document is shown, and leads to the whole of it. */

  let shown = null;
  const START = "edition-excerpt-start";
  const bar = make("section", { className: "edition-excerpt", tabIndex: -1 });
  bar.dataset.apparatus = "";

  const drop = (address) => {
    for (const kind of Object.keys(KINDS)) address.searchParams.delete(kind);
    return address;
  };
  const place = () => editionDecoded(location.hash.slice(1));
  const targetOf = () => document.getElementById(place());
  const bring = (element) => element.scrollIntoView({ behavior: "instant" });

  /** What the address asks for: a fragment that names a range goes before the query. */
  const asked = () => {
    for (const words of [location.hash, location.search]) {
      const query = new URLSearchParams(words.slice(1));
      for (const kind of Object.keys(KINDS)) {
        const range = query.getAll(kind).find((one) => one.trim());
        if (range) return { [kind]: range };
      }
    }
    return null;
  };

  const findIn = (one, range) => find(one.querySelector(".edition-text"), range);
  window.editionExcerpt = { ...KINDS, asked, place, find: findIn, cut, whole, take };

  /** What the document has not of a range, in a sentence, and where in the volume that is. */
  const lacks = async ({ kind, known, name, missing, start }, sentence) => {
    const only = known ? (start ? `, only ${known}` : `. It has ${known}`) : "";
    const what = start ? missing.map((label) => rangeName(kind, label, label)).join(" and no ") : name;
    sentence.append(known ? `This document has no ${what}${only}.` : `The ${kind} of this document have no numbers.`);
    if (kind !== "pages") return;
    for (const label of new Set(missing)) {
      const where = await whereabouts(label);
      if (where.length) sentence.append(" ", ...where);
    }
  };

  const tell = (found) => {
    const words = make("p", { id: "edition-excerpt" });
    const lacking = make("p");
    bar.replaceChildren(words);
    bar.dataset.range = found.name;
    bar.setAttribute("aria-labelledby", words.id);
    bar.classList.toggle("edition-excerpt-none", !found.start);
    if (found.missing.length) {
      lacks(found, lacking);
      bar.append(lacking);
    }
    if (!found.start) {
      words.append("The whole document is shown.");
      bar.append(words);
    } else {
      const name = document.querySelector("meta[name=citation_title]")?.content ?? title;
      // Where the document's own heading is outside, this one takes its place.
      if (all("h1", article).every(isOut)) {
        words.setAttribute("role", "heading");
        words.ariaLevel = 1;
      }
      words.append(make("b", {}, "Excerpt"), `: ${found.name} of `, make("cite", {}, name));
      const address = drop(new URL(location.href));
      address.hash = found.fragment;
      const link = make("a", { href: address }, "The whole document");
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const { top } = found.start.getBoundingClientRect();
        history.pushState(null, "", address);
        follow();
        scrollBy({ top: found.start.getBoundingClientRect().top - top, behavior: "instant" });
        focus(found.start);
      });
      const ways = make("p", { className: "edition-excerpt-way" }, link);
      // The way to the builder of packs, which knows the same words for a range.
      const assign = document.querySelector('.edition-views a[href*="packs/builder"]');
      if (assign) ways.append(" ", make("a", { href: `${assign.href}&${found.query}` }, "Assign this excerpt"));
      bar.append(ways);
    }
    bar.setAttribute("role", found.start ? "region" : "alert");
    text.prepend(bar);
  };

  const changed = () => {
    delete document.documentElement.dataset.editionExcerpt;
    document.dispatchEvent(new CustomEvent("edition:excerpt"));
  };
  const forget = () => {
    shown?.found.start?.classList.remove(START);
    shown?.found.start?.style.removeProperty("scroll-margin-top");
    shown = null;
  };
  const leave = () => {
    if (!shown) return;
    forget();
    whole(article);
    bar.remove();
    document.title = title;
    changed();
  };

  /** Show what the address asks for. */
  const follow = () => {
    if (!text) return;
    const range = asked();
    const key = JSON.stringify(range);
    if (!range) leave();
    else if (shown?.key !== key) enter(range, key);
    else if (targetOf() && isOut(targetOf())) {
      // A link to what is outside leads to the whole document.
      const address = drop(new URL(location.href));
      history.replaceState(history.state, "", address);
      leave();
      bring(targetOf());
    }
  };

  const enter = (range, key) => {
    // An aside that has been opened stands where it was opened.
    all("[aria-expanded=true]", text).forEach((sign) => sign.click());
    forget();
    const found = cut(article, range);
    shown = { key, found };
    tell(found);
    document.title = found.start ? `${found.name[0].toUpperCase()}${found.name.slice(1)}: ${title}` : title;
    if (found.start) {
      // The address that is given out leads to the first page where no script runs.
      const target = targetOf();
      const address = drop(new URL(location.href));
      address.search += `${address.search ? "&" : "?"}${found.query}`;
      address.hash = target && !isOut(target) ? location.hash : found.fragment;
      history.replaceState(history.state, "", address);
      shown.key = JSON.stringify(asked());
      found.start.classList.add(START);
      found.start.style.scrollMarginTop = `calc(${bar.offsetHeight}px + 6em)`;
    }
    changed();
  };

  /** Show what the address asks for, and go to where it leads. */
  const arrive = () => {
    follow();
    if (!shown?.found.start) return;
    location.replace(location.hash);
    if (targetOf()) bring(targetOf());
  };

  /* The box. */

  const answer = (...nodes) => form.querySelector(".edition-go-answer").replaceChildren(...nodes);
  const here = article ? KINDS.pages(article) : [];

  /** Go to a page of this document; in an excerpt that has it, the excerpt stays. */
  const goTo = (element) => {
    const address = new URL(location.href);
    address.searchParams.delete("page");
    if (isOut(element)) drop(address);
    address.hash = element.id;
    if (address.search !== location.search) {
      history.pushState(null, "", address);
      follow();
      location.replace(address.hash);
    } else location.hash = address.hash;
    focus(element);
  };

  /** Show a range of pages as an excerpt, if the document has anything of it. */
  const goToRange = (first, last) => {
    const found = text && find(text, { pages: `${first}-${last}` });
    if (!found?.start) return false;
    const address = drop(new URL(location.href));
    address.searchParams.delete("page");
    address.search += `${address.search ? "&" : "?"}${found.query}`;
    address.hash = found.fragment;
    if (address.href !== location.href) history.pushState(null, "", address);
    arrive();
    focus(bar);
    return true;
  };

  /** Whether a page was found here, or there is something to choose. */
  const goHere = (first, last, isRange) => {
    if (isRange) return goToRange(first, last);
    const found = matches(here, first);
    if (found.length > 1) {
      const links = found.map(({ element }, index) =>
        make("a", { href: `#${element.id}` }, `${index + 1} of ${found.length}`),
      );
      answer(...several(links, first, "document"));
    } else if (found.length) goTo(found[0].element);
    return found.length > 0;
  };

  const go = async (words) => {
    const readings = read(words);
    answer();
    if (!readings.length) return answer("Type a page, such as 522, or pages, such as 522–524.");
    for (const reading of readings) if (goHere(...reading)) return undefined;
    for (const [first, last] of readings) {
      const query = first === last ? "" : `${first}-${last}`;
      const where = await whereabouts(first, query);
      if (!where.length) continue;
      const links = where.filter((node) => node.href);
      if (!article && where[0].includes(" is in ") && (!form.dataset.volume || links.length === 1)) return location.assign(links[0].href);
      return answer(...(article ? ["Not in this document. "] : []), ...where);
    }
    const label = readings.at(-1)[0];
    const where = form.dataset.volume ? "edition" : form.hasAttribute("data-volume") ? "volume" : "document";
    const known = nameOf("pages", here);
    return answer(`There is no page ${label} in this ${where}.${known && ` This document has ${known}.`}`);
  };

  // A fragment that names a range is gone to; other places are the browser's own business.
  const moved = () => (/^#(page|paragraph)s=./.test(location.hash) ? arrive() : follow());
  addEventListener("popstate", moved);
  addEventListener("hashchange", moved);
  document.currentScript.parts = { arrive, go };
})();

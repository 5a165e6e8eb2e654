/* What a passage of a pack shows: its document's own page is fetched, and the text is cut from it.

   Nothing of a pack's address becomes HTML: its words are set as text, and its documents are fetched by an id
   that the edition has, from where the edition has it. */
(() => {
  "use strict";

  const BLOCKS = "p, div, li, ul, ol, dl, dt, dd, h1, h2, h3, h4, h5, h6, table, caption, tr, th, td, blockquote, pre, section, br";
  const all = (selector, within) => [...within.querySelectorAll(selector)];
  const make = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const unwrap = (element) => element.replaceWith(...element.childNodes);

  /* Documents. */

  /** What a document's page has: its text, its pages, paragraphs and annotated passages, in order. */
  const opened = (id, address, page) => {
    const article = page.querySelector(`[data-document="${id}"]`);
    const text = article?.querySelector(".edition-text");
    if (!text) throw new Error(`There is no text on the page of the document “${id}”.`);
    const [passages, kinds] = [new Map(), new Map()];
    for (const aside of all("aside.annotation-note", text)) {
      const name = aside.id.replace(/^note-/, "");
      const words = aside.querySelector(".annotation-back")?.textContent;
      if (words) passages.set(name, words);
      kinds.set(name, (aside.querySelector(".annotation-label")?.textContent ?? "").replace(/\s+/g, " ").trim());
    }
    return {
      id,
      address,
      pageOf(name) {
        const mark = text.querySelector(`[id="${CSS.escape(name)}"]`);
        const isBefore = ({ element }) => mark && element.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING;
        return this.pages.findLast(isBefore)?.label ?? "";
      },
      article,
      text,
      passages,
      kinds,
      title: page.querySelector("meta[name=citation_title]")?.content || page.title,
      date: article.querySelector(".edition-kicker time")?.textContent ?? "",
      state: article.dataset.state ?? "",
      inCapitals: article.classList.contains("edition-capitals"),
      pages: editionExcerpt.pages(text),
      paragraphs: editionExcerpt.paragraphs(text).map(({ element }) => element),
    };
  };
  const fetched = async (id, address) => {
    const unreached = `The document “${id}” could not be fetched`;
    if (address.origin !== location.origin) throw new Error(`${unreached}: it is not of this site.`);
    let answer;
    try {
      answer = await fetch(address);
    } catch {
      throw new Error(`${unreached}. Is there a connection?`);
    }
    if (!answer.ok) throw new Error(`${unreached}: the server answers ${answer.status}.`);
    return opened(id, address, new DOMParser().parseFromString(await answer.text(), "text/html"));
  };
  const held = new Map();
  /** A document, fetched once; after a failure it is asked for again. */
  const open = (id, address) => {
    if (!held.has(id)) held.set(id, fetched(id, address));
    held.get(id).catch(() => held.delete(id));
    return held.get(id);
  };

  /* Passages. A passage that a document does not have is an error with a sentence. */

  const lacks = (kind, value, labels) => {
    const one = kind.slice(0, -1);
    const missing = `There ${/[-\u2010-\u2015\u2212]/.test(value) ? `are no ${kind}` : `is no ${one}`} “${value}” in this document`;
    if (!labels.length) return `${missing}, for its ${kind} have no numbers.`;
    return `${missing}; it has ${labels.length > 1 ? `${kind} ${labels[0]} to ${labels.at(-1)}` : `${one} ${labels[0]} only`}.`;
  };
  const range = (doc) => {
    const made = doc.text.ownerDocument.createRange();
    made.selectNodeContents(doc.text);
    return made;
  };
  /** Pages or paragraphs are cut as on the document's own page, where they are an excerpt. */
  const excerpt = (doc, { kind, value }) => {
    const article = doc.article.cloneNode(false);
    article.append(doc.text.cloneNode(true));
    const found = editionExcerpt.take(article, { [kind]: value });
    if (!found.start || found.missing.length) {
      const labels = kind === "pages" ? doc.pages.map(({ label }) => label) : doc.paragraphs.map(({ id }) => id.slice(1));
      throw new Error(lacks(kind, value, labels.filter(Boolean)));
    }
    const shared = kind === "pages" && found.labels.find((label) => doc.pages.filter((page) => page.label === label).length > 1);
    if (shared) throw new Error(`More than one page of this document is called ${shared}; choose paragraphs, which differ.`);
    const cut = range(doc);
    if (kind === "paragraphs") cut.setStartBefore(doc.paragraphs.find(({ id }) => id === found.fragment));
    const text = article.querySelector(".edition-text");
    const ends = found.labels.every(Boolean) ? [...new Set(found.labels)].join("-") : value;
    return {
      text: copied(range({ text }), text),
      page: kind === "paragraphs" ? pageOf(doc, cut) : "",
      value: ends,
      name: found.name,
    };
  };
  const passageOf = (doc, part) => {
    const { cut, value = part.value, note } = RANGES[part.kind](doc, part);
    const name = part.kind ? "a passage" : "";
    return { text: copied(cut, doc.text), page: part.kind ? pageOf(doc, cut) : "", value, name, note };
  };
  /** What a part is of its document, cut once for as long as the page is open. */
  const cutOf = (doc, part) => {
    const key = JSON.stringify([part.kind, part.value, part.prefix, part.suffix]);
    doc.cuts ??= new Map();
    if (!doc.cuts.has(key)) doc.cuts.set(key, (part.kind === "pages" || part.kind === "paragraphs" ? excerpt : passageOf)(doc, part));
    const made = doc.cuts.get(key);
    return { ...made, text: made.text.cloneNode(true) };
  };
  const RANGES = {
    "": (doc) => ({ cut: range(doc) }),
    annotation(doc, { value }) {
      const name = CSS.escape(value);
      const marks = all(`[id="${name}"][aria-details], [data-annotation="${name}"]`, doc.text);
      if (!marks.length) throw new Error(`There is no annotation “${value}” in this document.`);
      const cut = range(doc);
      cut.setStartBefore(marks[0]);
      cut.setEndAfter(marks.at(-1));
      return { cut };
    },
    exact(doc, part) {
      if (!part.value.trim()) throw new Error("Copy the words into this box.");
      const own = found(doc, part, ".corr");
      const [place, ...others] = own.length ? own : found(doc, part, ".sic");
      if (!place) throw new Error("These words do not stand in this document.");
      if (others.length) throw new Error(`These words stand in this document ${others.length + 1} times; copy more of them.`);
      const cut = range(doc);
      cut.setStart(...place[0]);
      cut.setEnd(...place[1]);
      if (own.length) return { cut };
      return inTheSource(cut);
    },
  };

  const SAME = { "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-" };
  const fold = (words) =>
    words
      .normalize("NFKC")
      .replace(/[\u00ad\u200b-\u200f\u2060-\u206f\ufeff]/g, "")
      .replace(/\s+/g, " ")
      .replace(/[“”„«»‘’‚–—‐‑−]/g, (sign) => SAME[sign])
      .replace(/-+/g, "-");
  /** The characters of a document's text, folded, each with its place; a blank stands at a block's edge. Where the
      source is corrected, one of the two readings is left out. */
  const characters = (doc, but) => {
    const signs = [];
    const places = [];
    const add = (sign, place) => {
      if ((sign === " " && (signs.at(-1) ?? " ") === " ") || (sign === "-" && signs.at(-1) === "-")) return;
      signs.push(sign);
      places.push(place);
    };
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) {
        for (let at = 0; at < node.data.length; at++) for (const sign of fold(node.data[at]).split("")) add(sign, [node, at]);
      } else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(but) && (node.matches(".corr") || !node.hasAttribute("data-apparatus"))) {
        const isBlock = node.matches(BLOCKS);
        if (isBlock) add(" ", null);
        node.childNodes.forEach(walk);
        if (isBlock) add(" ", null);
      }
    };
    walk(doc.text);
    return { words: signs.join(""), places };
  };
  /** Where words stand in a document's text: the first place, and the one behind the last, of each time. */
  const found = (doc, { value, prefix, suffix }, but) => {
    doc.characters ??= {};
    const { words, places } = (doc.characters[but] ??= characters(doc, but));
    // Words without others around them are whole words, as when the file is read.
    const isWithin = (at) => /^[\p{L}\p{N}]{2}$/u.test(words.slice(at - 1, at + 1));
    const exact = fold(value).trim();
    const times = [];
    if (!exact) return times;
    for (let at = words.indexOf(exact); at >= 0; at = words.indexOf(exact, at + 1)) {
      const end = at + exact.length;
      if ((!prefix.trim() && isWithin(at)) || (!suffix.trim() && isWithin(end))) continue;
      const isMeant = words.slice(0, at).trimEnd().endsWith(fold(prefix).trim()) && words.slice(end).trimStart().startsWith(fold(suffix).trim());
      const [node, last] = places[end - 1] ?? [];
      if (isMeant && node) times.push([places[at], [node, last + 1]]);
    }
    return times;
  };

  /** Words that were copied in their corrected reading, as the source has them: the file has these. */
  const inTheSource = (cut) => {
    const [first, last] = [cut.startContainer, cut.endContainer].map((node) => node.parentElement.closest(".corr"));
    if (first) cut.setStartBefore(first.previousElementSibling ?? first);
    if (last) cut.setEndBefore(last);
    const value = wordsOf(make("div", {}, document.importNode(cut.cloneContents(), true))).join(" ");
    return { cut, value, note: `The source has: “${value}”. The passage is written so; the correction is shown beside it.` };
  };

  /** A copy of what a range holds, in the elements of the text that hold it. */
  const copied = (cut, text) => {
    let content = cut.cloneContents();
    let node = cut.commonAncestorContainer;
    if (node.nodeType === Node.TEXT_NODE) node = node.parentNode;
    for (; node !== text; node = node.parentNode) {
      const shell = node.cloneNode(false);
      shell.append(content);
      content = shell;
    }
    const copy = document.createElement("div");
    copy.append(document.importNode(content, true));
    copy.className = "edition-text";
    all("mark", copy).filter((mark) => !mark.textContent).forEach((mark) => mark.remove());
    return copy;
  };

  /** The words of a text, without what is on the page beside them, and with blanks at the edges of blocks. */
  const wordsOf = (text) => {
    const bare = text.cloneNode(true);
    all("[data-apparatus]", bare).forEach((one) => one.remove());
    for (const block of all(BLOCKS, bare)) {
      block.before(" ");
      block.after(" ");
    }
    return bare.textContent.split(/\s+/).filter(Boolean);
  };

  const isEmpty = (one) => !one.textContent.trim() && !one.querySelector("[data-apparatus], img, td") && !one.closest("[data-apparatus]");
  /** Leaves out what belongs to the page and what a cut has left empty; the text's own heading has level 3. */
  const tidy = (copy) => {
    all("aside, script, style, .permalink", copy).forEach((one) => one.remove());
    all("a.mention", copy).forEach(unwrap);
    for (const heading of all("h1, h2, h3, h4, h5, h6", copy)) {
      const made = make(`h${Math.min(Number(heading.tagName[1]) + 2, 6)}`, { className: heading.className });
      const label = heading.getAttribute("aria-label");
      if (label) made.setAttribute("aria-label", label);
      made.append(...heading.childNodes);
      heading.replaceWith(made);
    }
    for (const block of all("p, li, ul, ol, div, tr, h3, h4, h5, h6", copy).reverse()) if (isEmpty(block)) block.remove();
  };

  /** The page on which a passage begins that does not begin with it. */
  const pageOf = (doc, cut) => {
    let page = "";
    for (const { label, element } of doc.pages) {
      const way = cut.comparePoint(element.parentNode, [...element.parentNode.childNodes].indexOf(element));
      if (way > 0) break;
      if (way === 0 && !wordsBefore(cut, element)) return "";
      if (way < 0) page = label;
    }
    return page;
  };
  const wordsBefore = (cut, element) => {
    const before = cut.cloneRange();
    before.setEndBefore(element);
    return wordsOf(make("div", {}, document.importNode(before.cloneContents(), true))).length > 0;
  };

  /** The notes that a copy calls, and those that these call; with the whole text all of them. */
  const takeNotes = (copy, doc, isWhole) => {
    const notes = all(".edition-notes li[id]", doc.article);
    const waiting = all("a.note-ref", copy);
    const called = new Set();
    while (waiting.length) {
      const id = decodeURIComponent(waiting.pop().hash.slice(1));
      const note = notes.find((one) => one.id === id);
      if (!note || called.has(note)) continue;
      called.add(note);
      waiting.push(...all("a.note-ref", note));
    }
    return notes.filter((note) => isWhole || called.has(note)).map((note) => document.importNode(note, true));
  };

  const letterOf = (number) => (number < 26 ? "" : letterOf(Math.floor(number / 26) - 1)) + String.fromCharCode(97 + (number % 26));
  const remarkItem = (id, name, letter, words, body) => {
    const back = make("a", { className: "sheet-letter", href: `#${name}`, textContent: letter });
    back.setAttribute("role", "doc-backlink");
    back.setAttribute("aria-label", `Back to the passage ${letter}`);
    return make("li", { id }, make("p", { className: "sheet-quote" }, back, " ", make("q", { textContent: words })), ...body);
  };
  const unmark = (marks) => {
    for (const mark of marks) {
      for (const one of all(".corr, .sic", mark)) {
        if (one.closest("mark") !== mark) continue;
        if (one.matches(".corr")) one.remove();
        else unwrap(one);
      }
      unwrap(mark);
    }
  };
  const setSign = (name, letter, marks, ref) => {
    for (const mark of marks) {
      mark.className = "sheet-passage";
      for (const reading of all(".corr", mark)) {
        if (!reading.textContent.startsWith(" [")) reading.textContent = ` [read ${reading.textContent}]`;
      }
    }
    marks[0].id = name;
    const sign = make("a", { className: "sheet-sign", href: `#note-${name}`, textContent: letter });
    sign.setAttribute("role", "doc-noteref");
    sign.setAttribute("aria-label", `Annotation ${letter}`);
    sign.dataset.apparatus = "";
    if (ref) ref.replaceWith(sign);
    else marks.at(-1).after(sign);
  };
  /** What the annotations of a copy say and ask, as two lists; a letter in the text leads to each. */
  const takeRemarks = (copy, doc, show) => {
    const lists = { annotations: [], questions: [] };
    const passages = new Map();
    for (const mark of all("mark[id], mark[data-annotation]", copy)) {
      const name = mark.id || mark.dataset.annotation;
      passages.set(name, [...(passages.get(name) ?? []), mark]);
    }
    // In the order in which their signs are met, at the end of each.
    const signs = Map.groupBy(all("a.annotation-ref", copy), (one) => one.getAttribute("href").replace("#note-", ""));
    const end = ([name, marks]) => signs.get(name)?.[0] ?? marks.at(-1);
    const inOrder = [...passages].sort((one, other) => {
      const place = end(one).compareDocumentPosition(end(other));
      if (place & Node.DOCUMENT_POSITION_CONTAINS) return -1;
      return place & (Node.DOCUMENT_POSITION_PRECEDING | Node.DOCUMENT_POSITION_CONTAINED_BY) ? 1 : -1;
    });
    let number = 0;
    for (const [name, marks] of inOrder) {
      const aside = doc.text.querySelector(`aside[id="note-${CSS.escape(name)}"]`);
      const refs = signs.get(name) ?? [];
      const own = aside ? [...document.importNode(aside, true).children] : [];
      const question = own.find((one) => one.matches(".annotation-question"));
      const body = own.filter((one) => !one.matches(".annotation-label, .annotation-quote, .annotation-question"));
      const says = show.includes("annotations") && body.length > 0;
      const asks = show.includes("questions") && question;
      refs.slice(says || asks ? 1 : 0).forEach((one) => one.remove());
      if (!says && !asks) {
        unmark(marks);
        continue;
      }
      const [letter, words] = [letterOf(number++), doc.passages.get(name) ?? ""];
      if (says) lists.annotations.push(remarkItem(`note-${name}`, name, letter, words, body));
      if (asks) {
        all(".edition-tag", question).forEach((one) => one.remove());
        lists.questions.push(remarkItem(`${says ? "question" : "note"}-${name}`, name, letter, words, [question]));
      }
      setSign(name, letter, marks, refs[0]);
    }
    return lists;
  };

  /** Ids begin with the passage's key; what leads to a place that is not here leads to the document's page. */
  const settle = (root, doc, key) => {
    const elements = all("*", root);
    const ids = new Set(elements.map((one) => one.id).filter(Boolean));
    for (const element of elements) {
      for (const { name, value } of [...element.attributes]) {
        if (name === "id") element.id = `${key}-${value}`;
        else if (name === "href") {
          const place = value.startsWith("#") ? decodeURIComponent(value.slice(1)) : "";
          element.setAttribute(name, ids.has(place) ? `#${key}-${place}` : new URL(value, doc.address).href);
        } else if (name === "src") element.setAttribute(name, new URL(value, doc.address).href);
        else if (/^(?:on|name$|style$|tabindex$|for$|headers$|aria-(?:details|describedby|labelledby|controls|expanded)$)/.test(name)) {
          element.removeAttribute(name);
        }
      }
    }
    all("a.note-back", root).filter((one) => !one.getAttribute("href").startsWith("#")).forEach((one) => one.remove());
  };

  const section = (className, title, items) => {
    if (!items.length) return [];
    // Without a name of its own it is no landmark, of which a pack would have dozens of one name.
    return [make("section", { className }, make("h3", { textContent: title }), make("ol", {}, ...items))];
  };

  /** A passage as it is shown: its text and the lists behind it, the number of its words, what of the document it
      is as the heading has it, `pages 2–4`, and as the document itself has its ends, `2-4`. `questions` are the
      teacher's own. */
  const sheet = (doc, part, show, key, questions) => {
    const { text, page, value, name, note } = cutOf(doc, part);
    const notes = show.includes("notes") ? takeNotes(text, doc, !part.kind) : [];
    if (!show.includes("notes")) all("a.note-ref", text).forEach((one) => (one.closest("sup") ?? one).remove());
    const lists = takeRemarks(text, doc, show);
    tidy(text);
    if (page) {
      const sign = make("span", { className: "edition-first-page" });
      sign.dataset.notation = `Page ${page}, continued`;
      sign.dataset.apparatus = "";
      text.prepend(sign);
    }
    text.className = "sheet-text edition-text";
    const frame = make("div", {}, text);
    frame.append(
      ...section("sheet-notes", "The document’s own notes", notes),
      ...section("sheet-annotations", "Editors’ annotations", lists.annotations),
      ...section("sheet-questions", "Questions", lists.questions),
      ...section("pack-questions", "For discussion", questions.map((one) => make("li", {}, one))),
    );
    all("a.mention", frame).forEach(unwrap);
    settle(frame, doc, key);
    return { children: [...frame.children], words: wordsOf(text).length, value, name, note };
  };

  Object.assign(editionBuilder, { open, sheet, make, all });
})();

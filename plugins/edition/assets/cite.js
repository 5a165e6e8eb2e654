/* Cites the passage at which the reader is: copies a citation, and fills in pages or paragraph and address.

   ways.js asks for this file, and before it for excerpts.js, which reads the range that an address names, when the
   panel is first opened, or a passage is to be cited. The citations are made already: each has a place for the
   address (`.cite-address`), and one that tells a passage has a place for pages (`.cite-at`), and says in
   `data-at` how it tells a page, pages, a paragraph, paragraphs. Where nobody knew the site's address when it
   was built, it is the address at which the reader is. */
(() => {
  "use strict";

  const panel = document.getElementById("edition-cite");
  const text = document.getElementById("edition-text");
  const all = (selector, within) => [...within.querySelectorAll(selector)];
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  /* Passages: { pages: [first, last], paragraphs: [first, last], tail, words }. `tail` is what the passage adds
     to the document's address; `words` are those of which an annotation speaks. */

  const breaks = all(".pagebreak, .edition-first-page", text);
  /** The label of a page; some have none, and cannot be cited. */
  const labelOf = (sign) => editionExcerpt.pages(text).find(({ element }) => element === sign)?.label;
  const isParagraph = (element) => /^p\d+$/.test(element.id);

  /** The page on which a point of the text is; the first may begin before the text does. */
  const pageAt = (node, offset) => {
    const before = new Range();
    before.setStart(text, 0);
    before.setEnd(node, offset);
    const [first] = breaks.filter((one) => one.matches(".edition-first-page"));
    return breaks.findLast((one) => before.intersectsNode(one)) ?? first;
  };

  const paragraphOf = (node) => {
    let element = node.parentElement;
    while (element !== text && !isParagraph(element)) element = element.parentElement;
    return element === text ? "" : element.id.slice(1);
  };

  /** The words of a range, each with where it begins or ends; signs and asides are none. */
  const wordsOf = (range, unread = "[data-apparatus]:not(.corr)") => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!range.intersectsNode(node) || node.parentElement.closest(unread)) continue;
      const start = node === range.startContainer ? range.startOffset : 0;
      const end = node === range.endContainer ? range.endOffset : node.length;
      if (node.data.slice(start, end).trim()) found.push({ node, start, end });
    }
    return found;
  };

  const inRange = (range) => {
    const words = wordsOf(range);
    if (!words.length) return null;
    const [first, last] = [words[0], words.at(-1)];
    const ends = [pageAt(first.node, first.start), pageAt(last.node, last.end)];
    const numbers = [paragraphOf(first.node), paragraphOf(last.node)];
    const labels = ends.map(labelOf);
    const pages = labels.every(Boolean) ? labels : null;
    const paragraphs = numbers.every(Boolean) ? numbers : null;
    const [kind, names, id] = paragraphs
      ? ["paragraphs", paragraphs, `p${numbers[0]}`]
      : ["pages", pages, ends[0]?.id];
    if (!names) return null;
    const query = names[0] === names[1] ? "" : `?${kind}=${encodeURIComponent(names.join("-"))}`;
    return { pages, paragraphs, tail: `${query}#${id}` };
  };

  const around = (elements) => {
    const range = new Range();
    range.setStartBefore(elements[0]);
    range.setEndAfter(elements.at(-1));
    return range;
  };

  /** The range that the address names, as far as the document has it. */
  const inExcerpt = () => {
    const asked = editionExcerpt.asked();
    const { start, last, labels, fragment } = asked ? editionExcerpt.find(text.closest("article"), asked) : {};
    if (!start) return null;
    if (!asked.pages) return inRange(around([start, last]));
    if (!labels.every(Boolean)) return null;
    const query = encodeURIComponent([...new Set(labels)].join("-"));
    return { pages: labels, paragraphs: null, tail: `?pages=${query}#${fragment}` };
  };

  const annotated = (id) => {
    const marks = all(`mark[aria-details="note-${CSS.escape(id)}"]`, text);
    if (!marks.length) return null;
    const range = around(marks);
    // Of a correction, what the source has.
    const words = wordsOf(range, "[data-apparatus]")
      .filter(({ node }) => node.parentElement.closest(`[aria-details="note-${CSS.escape(id)}"]`))
      .map(({ node }) => node.data)
      .join("")
      .replace(/\s+/g, " ")
      .trim();
    const short = words.length > 60 ? `${words.slice(0, 60).replace(/\s\S*$/, "")} …` : words;
    return { ...inRange(range), words: short, tail: `#${id}` };
  };

  /** The passage that the address names. */
  const inAddress = () => {
    const found = inExcerpt();
    if (found) return found;
    const hash = editionExcerpt.place();
    const element = hash && document.getElementById(hash);
    if (!element) return null;
    if (breaks.includes(element)) return labelOf(element) ? { pages: Array(2).fill(labelOf(element)), tail: `#${hash}` } : null;
    const annotation = annotated(hash.replace(/^note-/, ""));
    if (annotation) return annotation;
    return element !== text && text.contains(element) ? inRange(around([element])) : null;
  };

  const inSelection = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    return range.intersectsNode(text) ? inRange(range) : null;
  };

  /* Citations */

  let passage = null;
  const citations = all(".edition-citations dd", panel).map((place) => ({ place, whole: place.innerHTML }));
  const known = panel.querySelector(".cite-address")?.textContent;
  const here = /^http/.test(location.protocol) ? location.origin + location.pathname.replace(/index\.html$/, "") : "";
  const base = known || here;

  const short = (first, last, manner) => {
    const areNumbers = /^\d+$/.test(first + last) && first.length === last.length && Number(last) > Number(first);
    const isWhole = manner === "none" || Number(first) < 100 || (manner === "chicago" && first % 100 === 0);
    if (!areNumbers || isWhole) return last;
    let same = 0;
    while (first[same] === last[same]) same += 1;
    const least = manner === "chicago" && first % 100 < 10 ? 1 : 2;
    return last.slice(-Math.max(last.length - same, least));
  };

  const fill = ({ place, whole }) => {
    place.innerHTML = whole;
    const { at, short: manner, annotation } = place.dataset;
    const words = passage?.words;
    const edition = place.querySelector(".cite-edition");
    if (edition && base) {
      edition.hidden = false;
      // The entry of a document is the same whatever page is cited; an annotation has one of its own.
      edition.querySelector(".cite-address").textContent = base + ((at || words) && passage ? passage.tail : "");
    }
    const names = words && place.querySelector(".cite-names");
    if (names) names.textContent = names.dataset.natural ?? annotation.replace("{}", () => words);
    if (words && (!names || names.dataset.natural !== undefined)) place.prepend(annotation.replace("{}", () => words));
    const ends = passage?.pages ?? passage?.paragraphs;
    if (!at || !ends) return;
    const [first, last] = ends;
    const form = at.split("|")[(passage.pages ? 0 : 2) + (first === last ? 0 : 1)];
    const said = first === last ? first : `${first}–${short(first, last, manner)}`;
    place.querySelector(".cite-at").textContent = form.replace("{}", () => said);
  };

  const status = make("span", { role: "status" });
  const back = make("button", { type: "button", onclick: () => show(null) }, "Cite the whole document");
  const cited = make("p", { className: "edition-cited", hidden: true }, status, " ", back);
  panel.querySelector("summary").after(cited);

  const named = ({ pages, paragraphs, words }) => {
    const [noun, [first, last] = []] = pages ? ["page", pages] : ["paragraph", paragraphs];
    const where = first === last ? `${noun} ${first}` : `${noun}s ${first}–${last}`;
    return [words && `the annotation to “${words}”`, first && where].filter(Boolean).join(", ");
  };

  const show = (one) => {
    passage = one;
    citations.forEach(fill);
    cited.hidden = !passage;
    status.textContent = passage ? `Cited here: ${named(passage)}.` : "";
  };

  /* Copying: with the italics, where the other end takes them. */

  const copy = async (place) => {
    const shown = place.cloneNode(true);
    all("[hidden]", shown).forEach((element) => element.remove());
    const [plain, rich] = [shown.textContent, shown.innerHTML.replace(/<\/?span[^>]*>/g, "")].map((words) =>
      words.replace(/\s+/g, " "),
    );
    const blob = (words, type) => new Blob([words], { type });
    try {
      const item = { "text/plain": blob(plain, "text/plain"), "text/html": blob(rich, "text/html") };
      await navigator.clipboard.write([new ClipboardItem(item)]);
    } catch {
      await navigator.clipboard.writeText(plain);
    }
  };

  for (const { place } of citations) {
    const name = place.previousElementSibling;
    const words = name.textContent;
    const answer = make("span", { role: "status", className: "edition-copied" });
    const button = make("button", { type: "button", className: "edition-copy" }, "Copy");
    button.setAttribute("aria-label", `Copy: ${words}`);
    button.addEventListener("click", async () => {
      answer.textContent = await copy(place).then(
        () => "Copied",
        () => "Select it, and copy it from there",
      );
      if (answer.textContent !== "Copied") getSelection().selectAllChildren(place);
      setTimeout(() => (answer.textContent = ""), 4000);
    });
    name.append(" ", button, " ", answer);
  }

  /* The files of a passage are the document's, with its own pages and address. */

  const changed = {
    json: (file, [first, last]) => {
      const [item] = JSON.parse(file);
      return JSON.stringify([{ ...item, page: first === last ? first : `${first}-${last}` }], null, 1);
    },
    ris: (file, [first, last]) =>
      file.replace(/^[SE]P  - .*\r\n/gm, "").replace(/^ER  - /m, `SP  - ${first}\r\nEP  - ${last}\r\n$&`),
    bib: (file, [first, last]) => {
      const pages = first === last ? first : `${first}--${last}`;
      return file.replace(/^  pages = .*\n/m, "").replace("\n", `\n  pages = {${pages}},\n`);
    },
  };

  const save = async (link) => {
    const { pages, tail } = passage;
    let file = await (await fetch(link.href)).text();
    if (known) file = file.replaceAll(known, known + tail);
    if (pages) file = changed[link.dataset.cite](file, pages);
    const name = link.href.replace(/.*\//, "").replace(/(\.\w+)$/, `-${tail.replace(/.*#/, "")}$1`);
    const address = URL.createObjectURL(new Blob([file]));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };

  panel.addEventListener("click", (event) => {
    const link = event.target.closest("[data-cite]");
    if (!link || !passage) return;
    event.preventDefault();
    save(link).catch(() => location.assign(link.href));
  });

  const arrive = () => show(inAddress());
  for (const name of ["hashchange", "popstate"]) addEventListener(name, arrive);
  // An excerpt has its address when it stands, and the whole document when it is left.
  document.addEventListener("edition:excerpt", arrive);
  arrive();

  /** Cite what is selected, or where the reader is. */
  const cite = () => {
    show(inSelection() ?? inAddress());
    panel.open = true;
    const summary = panel.querySelector("summary");
    summary.focus({ preventScroll: true });
    summary.scrollIntoView({ block: "start" });
  };
  document.currentScript.parts = { cite };
})();

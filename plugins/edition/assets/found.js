/* Shows the words for which a reader has come from the search page, and leads there with the key `/`.

   The words stand in the address as `?find=…`; they are taken out of it at once, so that what a reader copies
   is the passage's own address. Nothing in the page is changed: the words are marked by a highlight of CSS. */
(() => {
  "use strict";

  const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const tokens = (text) =>
    [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu)].map((found) => ({
      word: fold(found[0]),
      start: found.index,
      end: found.index + found[0].length,
    }));
  const BLOCK = "p, li, td, th, h1, h2, h3, h4, h5, h6, pre, blockquote, aside, div";

  /** The words from a block to the end of its article, and where each stands; `unread` is left out. */
  const read = (block, article, unread) => {
    const nodes = [];
    let text = "";
    let before = null;
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    walker.currentNode = block;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const outer = node.parentElement.closest(unread);
      if (outer && (!outer.contains(block) || outer.matches(".corr, .sic"))) continue;
      const inner = node.parentElement.closest(BLOCK);
      if (before && inner !== before) text += "\n";
      before = inner;
      nodes.push({ node, at: text.length });
      text += node.data;
    }
    const place = (offset) => {
      const { node, at } = nodes.findLast((one) => one.at <= offset);
      return [node, Math.min(offset - at, node.length)];
    };
    return { words: tokens(text), place };
  };

  const ranges = (phrase, { words, place }) => {
    const sought = tokens(phrase).map(({ word }) => word);
    const found = [];
    for (let at = 0; sought.length && at + sought.length <= words.length; at++) {
      if (!sought.every((word, next) => words[at + next].word === word)) continue;
      const range = document.createRange();
      range.setStart(...place(words[at].start));
      const [node, offset] = place(words[at + sought.length - 1].end - 1);
      range.setEnd(node, offset + 1);
      found.push(range);
    }
    return found;
  };

  const mark = (phrases, target) => {
    const article = target.closest("article, main") ?? document.body;
    const block = target.closest(BLOCK) ?? target;
    const readings = ["[data-apparatus]", ".sic, [data-apparatus]:not(.corr)"].map((unread) =>
      read(block, article, unread),
    );
    const marked = phrases.flatMap((phrase) => {
      const found = readings.map((reading) => ranges(phrase, reading)).find((some) => some.length) ?? [];
      const inside = found.filter((range) => block.contains(range.startContainer));
      return inside.length ? inside : found.slice(0, 1);
    });
    if (marked.length && CSS.highlights) CSS.highlights.set("edition-found", new Highlight(...marked));
    return marked.sort((one, other) => one.compareBoundaryPoints(Range.START_TO_START, other))[0];
  };

  const show = (phrases) => {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // Not an address of ours.
    }
    const target = document.getElementById(name) ?? document.querySelector("article, main");
    if (!target) return;
    const first = mark(phrases, target);
    if (name && !target.matches("a[href], button, input")) target.tabIndex = -1;
    if (name) target.focus({ preventScroll: true });
    const { top, height } = first?.getBoundingClientRect() ?? { top: 0, height: 0 };
    if (height && (top < 100 || top > innerHeight * 0.8))
      scrollBy({ top: top - innerHeight / 3, behavior: "instant" });
  };

  const address = new URL(location.href);
  const phrases = address.searchParams.getAll("find");
  if (phrases.length) {
    address.searchParams.delete("find");
    history.replaceState(history.state, "", address);
    const later = () => requestAnimationFrame(() => requestAnimationFrame(() => show(phrases)));
    if (document.readyState === "complete") later();
    else addEventListener("load", later);
  }

  addEventListener("keydown", (event) => {
    if (event.key === "Escape") CSS.highlights?.delete("edition-found");
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = document.querySelector(".edition-search input[type=search], .edition-find-form input");
    if (!field) return;
    event.preventDefault();
    if (field.checkVisibility()) field.focus();
    else location.href = field.form.action;
  });
})();

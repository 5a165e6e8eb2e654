/* A teacher's own words as students will see them: the signs of Markdown that teachers use, set as elements.

   What the built page shows is made of the file by the engine; this is the likeness of it for the builder. No
   words become HTML here, and a link leads to a document of the edition or to https, or it is no link. */
(() => {
  "use strict";

  const { make } = editionBuilder;
  const INLINE =
    /\[\^([^\]\s]+)\]|\\([!-/:-@[-`{-~])|`([^`]+)`|\[([^[\]]+)\]\(([^()\s]+)\)|\*\*(\S|\S[^*]*\S)\*\*|\*(\S|\S[^*]*\S)\*|\b_(\S|\S[^_]*\S)_\b/g;
  const DEEPEST = 4;

  /** The address of an editors' page, as files in docs/packs name it: `../terms/defcon.md`. */
  const pageOf = (path, fragment) => {
    const isFolder = !location.pathname.endsWith(".html");
    const name = isFolder ? path.replace(/(?:index)?\.md$/, (found) => (found === ".md" ? "/" : "")) : path.replace(/\.md$/, ".html");
    return new URL(name + fragment, new URL(isFolder ? "../" : "./", location.href)).href;
  };
  const linked = (href, words, addressOf) => {
    const [, page, document, fragment = ""] = /^(?:((?:\.\.?\/)*[\w-][\w./-]*\.md)|([a-z0-9][A-Za-z0-9._-]*))?(#[\w.:-]+)?$/.exec(href) ?? [];
    const place = page ? pageOf(page, fragment) : document && addressOf(document) && addressOf(document) + fragment;
    const address = /^https?:\/\//.test(href) ? href : place;
    return address ? make("a", { href: address }, ...words) : make("span", {}, ...words);
  };
  const inline = (words, addressOf, depth = 0) => {
    const made = [];
    let last = 0;
    const inner = (part) => inline(part, addressOf, depth + 1);
    for (const found of depth > DEEPEST ? [] : words.matchAll(INLINE)) {
      made.push(words.slice(last, found.index));
      last = found.index + found[0].length;
      const [, note, sign, code, link, href, strong, star, line] = found;
      if (note) made.push(make("sup", { textContent: note }));
      else if (sign) made.push(sign);
      else if (code) made.push(make("code", { textContent: code }));
      else if (link) made.push(linked(href, inner(link), addressOf));
      else if (strong) made.push(make("strong", {}, ...inner(strong)));
      else made.push(make("em", {}, ...inner(star ?? line)));
    }
    return [...made, words.slice(last)];
  };

  /** A table: its rows, of which the second is a rule. */
  const table = (lines, set) => {
    const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
    const row = (tag) => (line) => make("tr", {}, ...cells(line).map((cell) => make(tag, {}, ...set(cell))));
    const head = make("thead", {}, row("th")(lines[0]));
    return make("table", {}, head, make("tbody", {}, ...lines.slice(2).map(row("td"))));
  };
  const ITEM = /^ {0,3}(?:[-*+]|(\d{1,9})[.)])[ \t]+/;
  const items = (lines) => {
    const found = [];
    for (const line of lines) {
      if (ITEM.test(line)) found.push(line.replace(ITEM, ""));
      else found[found.length - 1] += ` ${line.trim()}`;
    }
    return found;
  };
  /** One block: words between blank lines. */
  const block = (words, addressOf) => {
    const lines = words.split("\n");
    const heading = /^(#{1,6})[ \t]+(.*)$/.exec(words);
    const set = (part) => inline(part, addressOf);
    if (heading && lines.length === 1) return make("h4", {}, ...set(heading[2]));
    if (/^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$/.test(words)) return make("hr");
    if (lines.every((line) => line.startsWith(">"))) {
      return make("blockquote", {}, ...blocks(lines.map((line) => line.replace(/^(?:> ?)+/, "")).join("\n"), addressOf));
    }
    if (lines.length > 1 && /^[ |:-]+$/.test(lines[1]) && lines[1].includes("-") && lines[0].includes("|")) return table(lines, set);
    const notes = words.split(/^\[\^([^\]\s]+)\]:[ \t]/m);
    if (notes.length > 1 && !notes[0].trim()) {
      const items = notes.slice(1).flatMap((name, at, all) => (at % 2 ? [] : [make("p", {}, make("sup", { textContent: name }), " ", ...set(all[at + 1].trim()))]));
      return make("div", {}, ...items);
    }
    if (ITEM.test(words)) {
      const number = ITEM.exec(words)[1];
      const list = make(number ? "ol" : "ul", number ? { start: Number(number) } : {});
      list.append(...items(lines).map((item) => make("li", {}, ...set(item))));
      return list;
    }
    return make("p", {}, ...set(lines.map((line) => line.trim()).join("\n")));
  };
  const blocks = (words, addressOf) =>
    words
      .split(/\n(?:[ \t]*\n)+/)
      .map((part) => part.replace(/^\n+/, "").trimEnd())
      .filter((part) => part.trim())
      .map((part) => block(part, addressOf));

  /** Words in Markdown as elements; `addressOf` gives the address of a document, or nothing. */
  const prose = (words, addressOf) => {
    const frame = make("div", { className: "pack-words" });
    frame.append(...blocks(words, addressOf));
    return frame;
  };

  Object.assign(editionBuilder, { prose });
})();

/* A teacher's own words as students will see them: the signs of Markdown that teachers use, set as elements.

   What the built page shows is made of the file by the engine; this is the likeness of it for the builder. No
   words become HTML here, and a link leads to a document of the edition or to https, or it is no link. */
(() => {
  "use strict";

  const { make } = editionBuilder;
  const INLINE =
    /\\([!-/:-@[-`{-~])|`([^`]+)`|\[([^[\]]+)\]\(([^()\s]+)\)|\*\*(\S|\S[^*]*\S)\*\*|\*(\S|\S[^*]*\S)\*|\b_(\S|\S[^_]*\S)_\b/g;
  const DEEPEST = 4;

  const linked = (href, words, addressOf) => {
    const place = /^([a-z0-9][A-Za-z0-9._-]*)?(#[A-Za-z0-9._-]+)?$/.exec(href);
    const address = /^https?:\/\//.test(href) ? href : place?.[1] && addressOf(place[1]) && addressOf(place[1]) + (place[2] ?? "");
    return address ? make("a", { href: address }, ...words) : make("span", {}, ...words);
  };
  const inline = (words, addressOf, depth = 0) => {
    const made = [];
    let last = 0;
    const inner = (part) => inline(part, addressOf, depth + 1);
    for (const found of depth > DEEPEST ? [] : words.matchAll(INLINE)) {
      made.push(words.slice(last, found.index));
      last = found.index + found[0].length;
      const [, sign, code, link, href, strong, star, line] = found;
      if (sign) made.push(sign);
      else if (code) made.push(make("code", { textContent: code }));
      else if (link) made.push(linked(href, inner(link), addressOf));
      else if (strong) made.push(make("strong", {}, ...inner(strong)));
      else made.push(make("em", {}, ...inner(star ?? line)));
    }
    return [...made, words.slice(last)];
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
    const frame = make("div", { className: "edition-pack-words" });
    frame.append(...blocks(words, addressOf));
    return frame;
  };

  Object.assign(editionBuilder, { prose });
})();

/* A teacher's own words as students will see them: the signs of Markdown that teachers use, set as elements.

   What the built page shows is made of the file by the engine; this is the likeness of it for the builder. No
   words become HTML here, and a link leads to a document of the edition or to https, or it is no link. */
(() => {
  "use strict";

  const { make, outsideCode } = editionBuilder;
  const INLINE =
    /\[\^([^\]\s]+)\]|&(lt|gt|amp|quot);|\\([!-/:-@[-`{-~])|`([^`]+)`|\[([^[\]]+)\]\(([^()\s]+)\)|\*\*(\S|\S[^*]*\S)\*\*|\*(\S|\S[^*]*\S)\*|\b_(\S|\S[^_]*\S)_\b/g;
  const DEEPEST = 4;
  const PLACE = /^(?:((?:\.\.?\/)*[\w-][\w./-]*\.md)|([a-z0-9][A-Za-z0-9._-]*))?(#[\w.:-]+)?$/;
  // The highest heading of a pack comes directly below its title.
  let highest = 1;

  /** The address of an editors' page, as files in docs/packs name it: `../terms/defcon.md`. */
  const pageOf = (path, fragment) => {
    const isFolder = !location.pathname.endsWith(".html");
    const name = isFolder ? path.replace(/(?:index)?\.md$/, (found) => (found === ".md" ? "/" : "")) : path.replace(/\.md$/, ".html");
    return new URL(name + fragment, new URL(isFolder ? "../" : "./", location.href)).href;
  };
  const linked = (href, words, addressOf) => {
    const [, page, document, fragment = ""] = PLACE.exec(href) ?? [];
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
      const [, note, name, sign, code, link, href, strong, star, line] = found;
      if (note) made.push(make("sup", { textContent: note }));
      else if (name) made.push({ lt: "<", gt: ">", amp: "&", quot: '"' }[name]);
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
    if (heading && lines.length === 1) return make(`h${Math.min(heading[1].length - highest + 2, 6)}`, {}, ...set(heading[2]));
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

  /** What the edition would refuse of words, in a sentence: pictures, and links that lead nowhere. */
  const refused = (words, addressOf) => {
    const hrefs = [];
    let hasPicture = false;
    outsideCode(words, (some) => {
      const plain = some.replace(/\\[\s\S]/g, "");
      hasPicture ||= /!\[[^\]]*\][([]/.test(plain);
      for (const [, href, other] of plain.matchAll(/\]\([ \t]*<?([^\s()<>]*)|^ {0,3}\[(?!\^)[^\]]+\]:[ \t]*<?([^\s<>]+)/gm)) hrefs.push(href ?? other);
      return some;
    });
    if (hasPicture) return "A pack has no pictures: leave out what begins with “![”.";
    const isSound = (href) => {
      if (/^(?:https?:\/\/|mailto:)\S/.test(href)) return true;
      const [all, page, document] = PLACE.exec(href) ?? [];
      return Boolean(all && (page || !document || addressOf(document)));
    };
    const wrong = hrefs.find((href) => !isSound(href));
    if (wrong === undefined) return "";
    return `The link “${wrong}” leads nowhere. A link is an address with https://, the id of a document of this edition, with #p2 behind it for its second paragraph, or a file of its pages (../index.md).`;
  };

  /** Words in Markdown as elements; `addressOf` gives the address of a document, or nothing; `first` is the level
      of the highest heading among the words of the pack. */
  const prose = (words, addressOf, first = 1) => {
    highest = first;
    const frame = make("div", { className: "pack-words" });
    frame.append(...blocks(words, addressOf));
    return frame;
  };

  Object.assign(editionBuilder, { prose, refused });
})();

/* A pack as the builder holds it, as the page's address writes it, and as a file of docs/packs.

   The grammar of the address stands in render/builder.py, the form of the file in the editor's guide. */
window.editionBuilder = (() => {
  "use strict";

  const LAYERS = ["notes", "annotations", "questions"];
  const KINDS = ["pages", "paragraphs", "annotation", "exact"];
  const VERSION = "1";
  const MOST_PARTS = 300;
  // What the file takes for the id of a passage.
  const ID = /^(?!p\d+$|pg[-_]|fn|m-|note-|edition-|passage-\d+$)[a-z][a-z0-9-]{0,99}$/;

  /** Words as a page and YAML can hold them: no controls, no halves of characters, one kind of line end. */
  const clean = (words) =>
    (words.toWellFormed?.() ?? words)
      .replace(/\r\n?/g, "\n")
      // eslint-disable-next-line no-control-regex
      .replace(/[\0-\x08\v\f\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]/g, "");
  /** The same on one line. */
  const line = (words) => clean(words).replace(/\s+/g, " ").trim();
  const layers = (words) => LAYERS.filter((layer) => words.split(",").includes(layer));

  const none = () => ({ title: "", description: "", author: "", show: LAYERS, parts: [] });
  /** A passage; `kind` says what of the document it is, `value` which, and nothing stands for the whole. */
  const passage = (document, kind = "", value = "") => {
    return { document, id: "", kind, value, prefix: "", suffix: "", show: null, questions: [] };
  };

  const HEAD = {
    title: (pack, value) => (pack.title = line(value)),
    description: (pack, value) => (pack.description = line(value)),
    author: (pack, value) => (pack.author = line(value)),
    show: (pack, value) => (pack.show = layers(value)),
  };
  const OF_A_PASSAGE = {
    id: (one, value) => (one.id = ID.test(value) ? value : ""),
    prefix: (one, value) => (one.prefix = clean(value)),
    suffix: (one, value) => (one.suffix = clean(value)),
    show: (one, value) => (one.show = layers(value)),
    question: (one, value) => value.trim() && one.questions.push(clean(value)),
  };
  for (const kind of KINDS) {
    OF_A_PASSAGE[kind] = (one, value) => {
      if ((value || kind === "exact") && !one.kind) Object.assign(one, { kind, value: kind === "exact" ? clean(value) : line(value) });
    };
  }

  /** The pack that an address's fragment holds, and what of it is not understood, in sentences. */
  const read = (fragment) => {
    const pack = none();
    const problems = [];
    let open = null;
    for (const [key, value] of new URLSearchParams(fragment.replace(/^#/, ""))) {
      if (key === "v" && value !== VERSION) {
        problems.push("This link was made by another version of the builder; what this one understands of it is here.");
      } else if (key === "document" || key === "text") {
        if (pack.parts.length >= MOST_PARTS) {
          problems.push(`A pack has room for ${MOST_PARTS} passages; the rest of this link is left out.`);
          break;
        }
        open = key === "document" ? passage(line(value)) : null;
        if (open || value.trim()) pack.parts.push(open ?? { text: clean(value) });
      } else if (open && Object.hasOwn(OF_A_PASSAGE, key)) OF_A_PASSAGE[key](open, value);
      else if (!open && Object.hasOwn(HEAD, key)) HEAD[key](pack, value);
    }
    const ids = new Set();
    for (const part of pack.parts) {
      if (ids.has(part.id)) part.id = "";
      ids.add(part.id);
    }
    return { pack, problems };
  };

  const pairs = function* (pack) {
    yield ["v", VERSION];
    for (const key of ["title", "description", "author"]) if (pack[key]) yield [key, pack[key]];
    if (pack.show.length < LAYERS.length) yield ["show", pack.show.join()];
    for (const part of pack.parts) {
      if ("text" in part) {
        if (part.text.trim()) yield ["text", part.text];
        continue;
      }
      yield ["document", part.document];
      if (part.id) yield ["id", part.id];
      if (part.kind && (part.value || part.kind === "exact")) yield [part.kind, part.value];
      for (const key of ["prefix", "suffix"]) if (part.kind === "exact" && part[key]) yield [key, part[key]];
      if (part.show) yield ["show", part.show.join()];
      for (const question of part.questions) if (question.trim()) yield ["question", question];
    }
  };
  const hex = (sign) => `%${sign.codePointAt(0).toString(16).toUpperCase()}`;
  /** A value as a form encodes it, but for three signs that read better as they are. */
  const encoded = (value) =>
    encodeURIComponent(value).replace(/%20/g, "+").replace(/%(?:2C|2F|3A)/g, decodeURIComponent).replace(/[!'()*]/g, hex);
  /** Mail programs leave the last sign of a sentence out of an address. */
  const write = (pack) => {
    const all = [...pairs(pack)].map(([key, value]) => `${key}=${encoded(value)}`);
    return all.length > 1 ? all.join("&").replace(/[.,:/]$/, hex) : "";
  };

  /* The file. */

  const IN_CODE = /(?<!`)(`+)(?!`)(?:[^`]|(?!(?<!`)\1(?!`))`)*?[^`]\1(?!`)/g;
  /** Words of which only what is not code is changed: neither within `…` nor in lines that four blanks begin. */
  const outsideCode = (words, change) => {
    const spans = (some) => {
      let [made, last] = ["", 0];
      for (const { 0: code, index } of some.matchAll(IN_CODE)) {
        made += change(some.slice(last, index)) + code;
        last = index + code.length;
      }
      return made + change(some.slice(last));
    };
    let isList = false;
    return words
      .split(/(\n(?:[ \t]*\n)+)/)
      .map((some, at) => {
        if (at % 2) return some;
        if (!isList && some.split("\n").every((one) => /^(?: {4}|\t)/.test(one))) return some;
        isList = /^ {0,3}(?:[-*+]|\d{1,9}\.)[ \t]/.test(some) || (isList && /^[ \t]/.test(some));
        return spans(some);
      })
      .join("");
  };
  /** Markdown in which no sign begins HTML: a page has none of a teacher's. Addresses within `<…>` are links. */
  const plainly = (words) => outsideCode(words, (some) => some.replace(/\\?<(?!(?:https?:\/\/|mailto:)[^\s<>]*>)/g, "&lt;"));

  const PLAIN = /^(?!(?:true|false|yes|no|on|off|null|y|n)$)\p{L}[\p{L}\p{M}\p{N} ,.’“”…–—()?!;-]*$/iu;
  const NUMBERS = /^\d+(?:-\d+)?$/;
  /** Words within double quotes, in which YAML has the escapes of JSON; line ends that only it knows are escaped. */
  const quoted = (words) =>
    JSON.stringify(words).replace(/[\x85\u2028\u2029]/g, (sign) => `\\u${sign.codePointAt(0).toString(16).padStart(4, "0")}`);
  const scalar = (words) => (PLAIN.test(words) || NUMBERS.test(words) ? words : quoted(words));
  /** Words of several lines as a block, where a block can hold them as they are. */
  const words = (value, margin) => {
    const holds = /^\S/.test(value) && /\S$/.test(value) && value.includes("\n") && !/[\t\x85\u2028\u2029]/.test(value);
    if (!holds) return scalar(value);
    return `|-\n${value.replace(/^(?=.)/gm, margin)}`;
  };

  const passageLines = function* (part) {
    yield `  - document: ${scalar(part.document)}`;
    if (part.id) yield `    id: ${scalar(part.id)}`;
    if (part.kind && part.value) yield `    ${part.kind}: ${words(part.value, "      ")}`;
    for (const key of ["prefix", "suffix"]) if (part.kind === "exact" && part[key]) yield `    ${key}: ${quoted(part[key])}`;
    if (part.show) yield `    show: [${part.show.join(", ")}]`;
    const questions = part.questions.map((one) => plainly(one.trim())).filter(Boolean);
    if (!questions.length) return;
    yield "    questions:";
    for (const question of questions) yield `      - ${words(question, "        ")}`;
  };

  const head = function* (pack, passages, states, day) {
    yield "---";
    yield `title: ${scalar(pack.title || "Untitled pack")}`;
    for (const key of ["description", "author"]) if (pack[key]) yield `${key}: ${scalar(pack[key])}`;
    if (pack.show.length < LAYERS.length) yield `show: [${pack.show.join(", ")}]`;
    yield passages.length ? "passages:" : "passages: []";
    for (const part of passages) yield* passageLines(part);
    const known = [...new Set(passages.map((part) => part.document))].filter((id) => states[id]);
    if (known.length) {
      yield "state:";
      yield `  date: ${day}`;
      yield "  documents:";
      for (const id of known) yield `    ${scalar(id)}: ${quoted(states[id])}`;
    }
    yield "---";
  };

  /** Words between passages: what would stand for a passage is kept from it, as Markdown keeps signs. */
  const prose = (text, names) => {
    const isAlone = (one, at, whole) => /(?:^|\n)[ \t]*$/.test(whole.slice(0, at)) && /^[ \t]*(?:\n|$)/.test(whole.slice(at + one.length));
    const kept = outsideCode(text, (words) =>
      words.replace(/\[\[(\s*([^[\]]*?)\s*\]\])/g, (found, rest, name, at) =>
        names.has(name) || isAlone(found, at, words) ? `\\[\\[${rest}` : found,
      ),
    );
    // In code, which keeps all signs, a line that is a passage's name alone is kept from it by a blank.
    return plainly(kept).replace(/^(?=\[\[)/gm, " ").replace(/^(?:[ \t]*\n)+/, "").trimEnd();
  };
  /** The words of a pack, whose footnotes have labels of their own in each part, as the file is one whole. */
  const withOwnNotes = (parts) => {
    const taken = new Set();
    return parts.map((part) => {
      if (!("text" in part)) return part;
      const own = new Set([...part.text.matchAll(/^ {0,3}\[\^([^\]\s]+)\]:/gm)].map(([, label]) => label));
      const renamed = new Map();
      for (const label of own) {
        let name = label;
        for (let count = 2; taken.has(name) || (name !== label && own.has(name)); count++) name = `${label}-${count}`;
        taken.add(name);
        renamed.set(label, name);
      }
      return { ...part, text: outsideCode(part.text, (words) => words.replace(/\[\^([^\]\s]+)\]/g, (found, label) => (renamed.has(label) ? `[^${renamed.get(label)}]` : found))) };
    });
  };
  const body = function* (pack, passages) {
    if (passages.length === pack.parts.length) return;
    const names = new Set(passages.flatMap(({ id }, at) => [id, String(at + 1)]));
    for (const part of pack.parts) {
      if ("text" in part) yield prose(part.text, names);
      else yield `[[${part.id || passages.indexOf(part) + 1}]]`;
    }
  };

  /** The file of a pack; `states` are the states of the documents, `day` is the day on which it is made. */
  const file = (pack, states, day) => {
    const parts = pack.parts.filter((part) => !("text" in part) || part.text.trim());
    const passages = parts.filter((part) => !("text" in part));
    const own = withOwnNotes(parts);
    const lines = [...head(pack, passages, states, day)].join("\n");
    const paragraphs = [...body({ parts: own }, passages)].map((one) => `\n${one}\n`);
    return `${lines}\n${paragraphs.join("")}`;
  };

  /** A name for the file, from the title; two names are taken by pages of the edition's own. */
  const fileName = (title) => {
    const folded = title.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const name = folded.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-+$/, "");
    return ["builder", "index"].includes(name) ? `${name}-pack` : name || "pack";
  };

  return { LAYERS, clean, line, passage, read, write, file, fileName, outsideCode };
})();

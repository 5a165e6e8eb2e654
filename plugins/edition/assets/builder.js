/* The builder of packs: what a teacher chooses, in the order of the pack, and what comes of it.

   The pack is held in `pack` and written into the page's address after every change, so that the address is
   the pack: it can be kept, sent and opened anywhere. A document's page is fetched when it is chosen. */
(() => {
  "use strict";

  const { LAYERS, line, passage, read, write, file, fileName, open, sheet, prose, refused, make, all } = editionBuilder;
  const page = document.querySelector(".edition-builder");
  const one = (selector, within = page) => within.querySelector(selector);
  const SHOWN = 12;
  const LONG = 2000;
  // As much of an address as a printed page has room for.
  const SHORT = 200;
  const PACE = Number(page.dataset.pace);

  const number = (count) => count.toLocaleString("en");
  const plural = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
  const said = one(".edition-builder-said");
  const taken = one(".edition-builder-taken");
  const say = (words, place = said) => {
    place.textContent = "";
    requestAnimationFrame(() => (place.textContent = words));
  };

  let pack = read("").pack;
  const removed = [];
  const entries = new Map();
  const states = {};

  /* The documents. */

  let catalog = null;
  let moved = new Map();
  /** Where an address leads now that was published: its own way, or that of its document. */
  const followed = (id, place) => {
    const own = place && moved.get(`${id}#${place}`);
    const to = own || moved.get(id) || id;
    const [document, name = ""] = to.split("#");
    return { document, place: own || name ? name : place };
  };
  /** Takes a passage whose document or annotation has another name now under that name. */
  const follow = (part) => {
    const isNamed = part.kind === "annotation";
    const { document, place } = followed(part.document, isNamed ? part.value : "");
    part.document = document;
    if (isNamed && place) part.value = place;
  };
  const addressOf = (id) => (catalog?.has(id) ? new URL(page.dataset.address.replace("{id}", id), location.href).href : "");
  const shownOf = (row) => [row.label, row.date, row.pages && plural(row.pages, "page")].filter(Boolean);

  const filter = one(".edition-builder-filter");
  let limit = SHOWN;
  const folded = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const matching = () => {
    const { words, thread, from, until } = filter.elements;
    const sought = folded(words.value).split(/\s+/).filter(Boolean);
    return [...catalog.values()].filter(
      (row) =>
        (!thread.value || row.threads?.includes(thread.value)) &&
        (!from.value || (row.day && row.day >= from.value)) &&
        (!until.value || (row.day && row.day <= until.value)) &&
        sought.every((word) => (row.sought ??= folded([row.title, row.label, row.date, row.id].join(" "))).includes(word)),
    );
  };
  const choice = (row) => {
    const times = pack.parts.filter((part) => part.document === row.id).length;
    const name = make("a", { href: addressOf(row.id), textContent: row.title });
    const facts = make("p", { className: "edition-entry-facts" });
    facts.append(...shownOf(row).flatMap((fact) => [make("span", { textContent: fact }), " "]));
    if (times) facts.append(make("span", { className: "edition-builder-in", textContent: "in your pack" }));
    const add = make("button", { type: "button", textContent: "Add" });
    add.setAttribute("aria-label", `Add ${row.title}, ${row.label ?? row.date ?? ""}`.replace(/, $/, ""));
    Object.assign(add.dataset, { do: "add", document: row.id });
    return make("li", {}, add, make("div", {}, make("p", {}, name), facts));
  };
  const list = () => {
    const rows = matching();
    const shown = rows.slice(0, limit);
    one(".edition-builder-documents").replaceChildren(...shown.map(choice));
    one("[data-do=more]").hidden = shown.length === rows.length;
    const what = rows.length === catalog.size ? plural(rows.length, "document") : `${number(rows.length)} of ${plural(catalog.size, "document")}`;
    const first = shown.length < rows.length ? `; the first ${shown.length} are shown` : "";
    one(".edition-builder-found").textContent = `${what}${first}.`;
  };
  /** Marks in the list what is in the pack, without making the list anew under somebody's fingers. */
  const mark = () => {
    for (const item of one(".edition-builder-documents").children) {
      const { document: id } = one("button", item).dataset;
      const facts = one(".edition-entry-facts", item);
      const isIn = pack.parts.some((part) => part.document === id);
      if (isIn === Boolean(one(".edition-builder-in", facts))) continue;
      if (isIn) facts.append(make("span", { className: "edition-builder-in", textContent: "in your pack" }));
      else one(".edition-builder-in", facts).remove();
    }
  };

  /* One part of the pack: its form, and what it shows. */

  let count = 0;
  /** A form from its template, with ids of its own. */
  const stamp = (name) => {
    const form = document.getElementById(`edition-${name}-form`).content.firstElementChild.cloneNode(true);
    count += 1;
    for (const labeled of all("[id]", form)) labeled.id += `-${count}`;
    for (const label of all("label[for]", form)) label.htmlFor += `-${count}`;
    return form;
  };
  const titleOf = (part) => ("text" in part ? "Your own words" : (catalog?.get(part.document)?.title ?? part.document));
  const nameOf = (part) => `${pack.parts.indexOf(part) + 1}. ${titleOf(part)}`;

  /** The entry of a part: made once, kept for as long as the part is in the pack. */
  const entryOf = (part) => {
    if (!entries.has(part)) {
      const entry = { part, key: `pack-${(count += 1)}`, shown: make("section"), problem: "", words: 0 };
      entry.form = stamp("text" in part ? "text" : "passage");
      entries.set(part, entry);
      if ("text" in part) one("textarea", entry.form).value = part.text;
      else fillForm(entry);
      show(entry);
    }
    return entries.get(part);
  };

  const option = (value, words) => make("option", { value, textContent: words });
  const short = (words) => {
    const flat = words.replace(/\s+/g, " ").trim();
    return flat.length > 60 ? `${flat.slice(0, 60).replace(/\s\S*$/, "")} …` : flat;
  };
  const field = (entry, name) => one(`[name=${name}]`, entry.form);
  const ownShow = (entry) => all("[name=show]", entry.form);

  const fillForm = (entry) => {
    const { part, form } = entry;
    field(entry, "kind").value = part.kind;
    field(entry, "exact").value = part.kind === "exact" ? part.value : "";
    field(entry, "own").checked = part.show !== null;
    for (const box of ownShow(entry)) box.checked = (part.show ?? pack.show).includes(box.value);
    one(".edition-builder-questions", form).replaceChildren();
    part.questions.forEach((question, at) => addQuestion(entry, question, at));
    reveal(entry);
  };
  const addQuestion = (entry, question, at) => {
    const item = stamp("question");
    one("label", item).textContent = `Question ${at + 1}`;
    one("button", item).setAttribute("aria-label", `Remove question ${at + 1}`);
    one("textarea", item).value = question;
    one(".edition-builder-questions", entry.form).append(item);
    return item;
  };
  /** Shows the fields that the kind of range needs. */
  const reveal = ({ part, form }) => {
    for (const place of all("[data-for]", form)) {
      place.hidden = place.dataset.for === "own" ? part.show === null : !place.dataset.for.split(" ").includes(part.kind);
    }
  };
  const bare = (element) => {
    const copy = element.cloneNode(true);
    all("[data-apparatus]", copy).forEach((part) => part.remove());
    return copy.textContent;
  };
  /** The annotated passages of a document; of several in the same words also what is said there. */
  const choices = (doc) => {
    const rows = [...doc.passages].map(([name, words]) => [name, short(words)]);
    const times = Map.groupBy(rows, ([, words]) => words);
    return rows.map(([name, words]) => {
      if (times.get(words).length === 1) return [name, words];
      const facts = [doc.pageOf(name) && `page ${doc.pageOf(name)}`, doc.kinds.get(name).toLowerCase()].filter(Boolean);
      return [name, `${words} (${[...facts, name].join(", ")})`];
    });
  };
  /** What the fields of a range offer, once the document is there. */
  const offer = (entry, doc) => {
    const { part } = entry;
    const kinds = field(entry, "kind").options;
    const set = (name, options, value) => {
      const isThere = options.some(([one]) => one === value);
      // What was asked for and is not there is not changed before somebody chooses.
      field(entry, name).replaceChildren(...(isThere ? [] : [option("", "choose")]), ...options.map(([one, words]) => option(one, words)));
      field(entry, name).value = isThere ? value : "";
    };
    // Of pages that have one label nobody could say which is meant.
    const pages = doc.pages.filter(({ label }, _, every) => label && every.filter((other) => other.label === label).length === 1);
    const has = { pages: pages.length, paragraphs: doc.paragraphs.length, annotation: doc.passages.size };
    for (const kind of kinds) kind.disabled = kind.value in has && !has[kind.value];
    const labels = {
      pages: pages.map(({ label }) => [label, label]),
      paragraphs: doc.paragraphs.map((one) => [one.id.slice(1), `${one.id.slice(1)}: ${short(bare(one))}`]),
    }[part.kind];
    if (labels) {
      const { labels: ends = [], missing } = editionExcerpt.find(doc.article, { [part.kind]: part.value });
      ["first", "last"].forEach((name, at) => set(name, labels, missing.length ? "" : ends[at]));
    } else if (part.kind === "annotation") set("annotation", (doc.choices ??= choices(doc)), part.value);
  };
  /** What a range is when its kind has just been chosen: the first page, paragraph or passage there is. */
  const begin = (doc, kind) =>
    ({
      pages: doc.pages.find(({ label }) => label)?.label,
      paragraphs: doc.paragraphs[0]?.id.slice(1),
      annotation: [...doc.passages.keys()][0],
    })[kind] ?? "";

  /** Says below a part what is wrong with it, or else something worth knowing. */
  const tell = (entry, problem, note = "") => {
    entry.problem = problem;
    const place = one(".edition-builder-problem", entry.form);
    const words = problem || note;
    place.hidden = !words;
    if (place.textContent !== words) place.textContent = words;
  };
  /** What the edition would refuse of a teacher's words and questions. */
  const refusal = (part) => ("text" in part ? [part.text] : part.questions).map((words) => refused(words, addressOf)).find(Boolean) ?? "";
  /** Lets the page answer between many passages. */
  let rested = 0;
  const rest = async () => {
    if (performance.now() - rested < 50) return;
    await new Promise((resume) => setTimeout(resume));
    rested = performance.now();
  };

  /** Shows a part as students will see it; what is late is not shown over what is newer. */
  let late = 0;
  const show = async (entry) => {
    late += 1;
    await showNow(entry);
    late -= 1;
    changed();
  };
  const showNow = async (entry) => {
    const { part } = entry;
    const mine = (entry.turn = (entry.turn ?? 0) + 1);
    if ("text" in part) {
      const levels = pack.parts.flatMap(({ text = "" }) => [...text.matchAll(/^(#{1,6})[ \t]/gm)].map(([, signs]) => signs.length));
      entry.shown.replaceChildren(prose(part.text, addressOf, Math.min(6, ...levels)));
      tell(entry, refusal(part));
      return;
    }
    if (!addressOf(part.document)) {
      entry.isLost = true;
      tell(entry, `There is no document “${part.document}” in this edition. It is left out of the pack.`);
      one(".edition-builder-range", entry.form).hidden = one(".edition-builder-more", entry.form).hidden = true;
      lose(entry, entry.problem);
      return;
    }
    try {
      const doc = await open(part.document, new URL(addressOf(part.document)));
      await rest();
      if (mine !== entry.turn) return;
      if (part.kind && part.kind !== "exact" && !part.value) part.value = begin(doc, part.kind);
      states[part.document] = doc.state;
      const asked = refusal(part);
      try {
        tell(entry, asked, setShown(entry, doc, part));
      } catch (error) {
        lose(entry, error.message);
      }
      offer(entry, doc);
      reveal(entry);
    } catch (error) {
      if (mine === entry.turn) lose(entry, error.message);
    }
  };
  /** A passage that is not there is kept as it was asked for; in its place stands what is wrong. */
  const lose = (entry, problem) => {
    entry.words = 0;
    const sentence = make("p", { className: "edition-builder-problem", textContent: problem });
    entry.shown.className = "pack-passage";
    entry.shown.replaceChildren(make("h2", { textContent: titleOf(entry.part) }), sentence);
    tell(entry, problem);
  };
  /** Shows a passage, and returns what is worth knowing of it. */
  const setShown = (entry, doc, part) => {
    const row = catalog.get(part.document);
    const questions = part.questions.filter((words) => words.trim()).map((words) => prose(words, addressOf));
    const { children, words, value, name: range, note } = sheet(doc, part, part.show ?? pack.show, entry.key, questions);
    part.value = value;
    const isRange = value && (part.kind === "pages" || part.kind === "paragraphs");
    const place = isRange ? `?${part.kind}=${encodeURIComponent(value)}` : "";
    const name = make("a", { href: `${addressOf(part.document)}${place}`, textContent: row.title });
    if (range) name.append(make("span", { className: "pack-comma", textContent: ", " }), make("span", { className: "pack-extent", textContent: range }));
    entry.words = words;
    entry.shown.className = doc.inCapitals ? "pack-passage edition-capitals" : "pack-passage";
    const date = make(row.date ? "time" : "span", { className: row.supplied ? "supplied" : "", textContent: row.date ?? "date not stated" });
    const source = [`${row.title}${range && `, ${range}`}`, row.label, row.date].filter(Boolean).join(". ");
    entry.shown.replaceChildren(
      make("h2", {}, name),
      make("p", { className: "pack-date" }, date, ...(row.zone ? [" ", make("span", { className: "edition-zone", textContent: `(${row.zone})` })] : [])),
      ...children,
      make("p", { className: "edition-pack-from edition-pack-source", textContent: `${source.replace(/\.$/, "")}. ${name.href}` }),
    );
    return note;
  };

  /* The whole pack. */

  const parts = one(".edition-builder-parts");
  const frame = one(".edition-builder-sheet");
  const head = one(".edition-builder-head").elements;
  const title = make("p", { className: "edition-pack-title" });
  const lead = make("p", { className: "edition-pack-description" });
  const ownTitle = [document.title, document.querySelector(".edition-page > h1")];
  const by = make("p", { className: "pack-author" });
  const size = make("p", { className: "pack-length" });
  const from = make("p", { className: "edition-pack-from pack-foot" });
  const shownParts = make("div");
  frame.append(title, lead, by, make("div", { className: "pack-facts" }, size), shownParts, from);

  const legend = (part) => one("legend", entryOf(part).form);
  /** Puts forms and shown passages in the order of the pack; what is in its place stays untouched. */
  const arrange = () => {
    for (const [part, entry] of entries) {
      if (pack.parts.includes(part)) continue;
      entry.form.remove();
      entry.shown.remove();
      entries.delete(part);
    }
    pack.parts.forEach((part, at) => {
      const entry = entryOf(part);
      if (parts.children[at] !== entry.form) parts.insertBefore(entry.form, parts.children[at] ?? null);
      if (shownParts.children[at] !== entry.shown) shownParts.insertBefore(entry.shown, shownParts.children[at] ?? null);
      legend(part).textContent = nameOf(part);
      const ends = { up: at === 0, down: at === pack.parts.length - 1 };
      for (const [way, isEnd] of Object.entries(ends)) one(`[data-do=${way}]`, entry.form).setAttribute("aria-disabled", isEnd);
    });
    one(".edition-builder-empty").hidden = pack.parts.length > 0;
    mark();
    changed();
  };

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };
  const passages = () => pack.parts.filter((part) => !("text" in part) && !entryOf(part).isLost);
  /** The pack without what this edition does not have, and words not yet chosen: so it stands in the file. */
  const known = () => ({ ...pack, parts: pack.parts.filter((part) => !entryOf(part).isLost && (part.kind !== "exact" || part.value.trim())) });
  const troubles = () => pack.parts.filter((part) => entryOf(part).problem).map((part) => `${nameOf(part)}: ${entryOf(part).problem}`);
  const lengthWords = () => {
    const all = passages();
    if (!all.length) return "";
    const words = all.reduce((sum, part) => sum + entryOf(part).words, 0);
    const minutes = Math.max(1, Math.round(words / PACE));
    return `${plural(words, "word")} of documents, about ${plural(minutes, "minute")} to read (${PACE} words a minute)`;
  };
  const link = one("#edition-pack-link");
  const fileText = one("#edition-pack-file");
  const name = one("#edition-pack-name");
  let isNamed = false;

  /** Whether the pack alone is shown, as its students see it, or also the form on which it is changed. */
  let isForm = true;
  const nameThePage = () => {
    const named = !isForm && (pack.title || "Untitled pack");
    ownTitle[1].textContent = named || "Build a pack";
    document.title = named ? `${named}${page.dataset.site && ` - ${page.dataset.site}`}` : ownTitle[0];
    lead.hidden = !pack.description;
    by.hidden = !pack.author;
  };
  const setForm = (isIt) => {
    isForm = isIt;
    page.classList.toggle("edition-given", !isIt);
    page.parentElement.classList.toggle("edition-given-pack", !isIt);
    nameThePage();
  };
  const cited = () => {
    const by = pack.author && `${pack.author.replace(/\.$/, "")}. `;
    const stop = /[?!.]$/.test(pack.title) ? "" : ".";
    return `${by}“${pack.title || "Untitled pack"}${stop}”${page.dataset.site && ` ${page.dataset.site}.`}`;
  };
  let written = "";
  const keep = () => {
    const fragment = write(pack);
    if (location.hash !== (fragment && `#${fragment}`)) {
      history.replaceState(history.state, "", fragment ? `#${fragment}` : location.pathname + location.search);
    }
    written = location.hash;
  };
  const tellAll = () => {
    keep();
    title.textContent = pack.title || "Untitled pack";
    nameThePage();
    lead.textContent = pack.description;
    by.textContent = pack.author;
    size.textContent = one(".edition-builder-size").textContent = lengthWords();
    const here = location.href.length > SHORT ? `${location.origin}${location.pathname}` : location.href;
    from.textContent = `${cited()} ${here}`;
    document.documentElement.style.setProperty("--edition-site", `"${from.textContent.replace(/[\\"<>]/g, "")}"`);
    link.value = location.href;
    fileText.value = file(known(), states, today());
    if (!isNamed) name.value = fileName(pack.title);
    const long = one(".edition-builder-long");
    long.hidden = location.href.length <= LONG;
    long.textContent = `The link has ${number(location.href.length)} characters. Some mail programs cut so long a link: send the file as well.`;
    const wrong = troubles();
    const faults = one("#edition-file-problems");
    faults.hidden = !wrong.length;
    faults.textContent = wrong.length ? `The edition cannot take this file as it is. ${wrong.join(" ")}` : "";
    for (const what of ["copy", "download"]) {
      if (wrong.length) one(`[data-do=${what}]`).setAttribute("aria-describedby", faults.id);
      else one(`[data-do=${what}]`).removeAttribute("aria-describedby");
    }
    const isEmpty = !passages().length;
    for (const what of ["print", "copy", "download"]) one(`[data-do=${what}]`).setAttribute("aria-disabled", isEmpty);
    if (!late) page.dataset.settled = true;
  };
  let waiting = 0;
  const changed = () => {
    delete page.dataset.settled;
    clearTimeout(waiting);
    waiting = setTimeout(tellAll, 200);
  };
  const tellNow = () => {
    clearTimeout(waiting);
    tellAll();
  };

  /* What a teacher does. */

  const partAt = (element) => {
    const form = element.closest(".edition-builder-part");
    return [...entries.values()].find((entry) => entry.form === form);
  };
  const placeWords = (part) => `${pack.parts.indexOf(part) + 1} of ${pack.parts.length}`;
  const move = (entry, by, button) => {
    const from = pack.parts.indexOf(entry.part);
    const to = from + by;
    if (to < 0 || to >= pack.parts.length) {
      say(by < 0 ? "This is the first already." : "This is the last already.");
      return;
    }
    pack.parts.splice(to, 0, ...pack.parts.splice(from, 1));
    arrange();
    button.focus();
    say(`${titleOf(entry.part)}: now ${placeWords(entry.part)}.`);
  };
  const remove = (entry) => {
    const at = pack.parts.indexOf(entry.part);
    removed.push({ part: entry.part, at });
    pack.parts.splice(at, 1);
    one(".edition-builder-undo").hidden = false;
    arrange();
    const next = pack.parts[at] ?? pack.parts[at - 1];
    (next ? legend(next) : one("#edition-your-pack")).focus();
    say(`Removed: ${titleOf(entry.part)}.`);
  };
  const insert = (part, at = pack.parts.length) => {
    pack.parts.splice(at, 0, part);
    one(".edition-builder-undo").hidden = !removed.length;
    arrange();
  };
  const copy = async (source, words, box) => {
    try {
      await navigator.clipboard.writeText(source.value);
    } catch {
      box.open = true;
      source.select();
      if (!document.execCommand("copy")) {
        say(`This browser does not copy by itself. ${words} is selected below: copy it from there.`, taken);
        return;
      }
    }
    say(`${words} is copied.`, taken);
  };
  const fileNamed = () => `${fileName(name.value)}.md`;
  const download = () => {
    const address = URL.createObjectURL(new Blob([fileText.value], { type: "text/markdown;charset=utf-8" }));
    make("a", { href: address, download: fileNamed() }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    say(`${fileNamed()} is in your downloads.`, taken);
  };

  const OF_THE_PACK = {
    change() {
      setForm(true);
      one("#edition-your-pack").focus({ preventScroll: true });
      one("#edition-your-pack").scrollIntoView();
    },
    more() {
      const first = limit;
      limit += 50;
      list();
      one(".edition-builder-documents").children[first]?.querySelector("button").focus();
    },
    add(button) {
      const part = passage(button.dataset.document);
      insert(part);
      say(`Added: ${titleOf(part)}, ${placeWords(part)}.`);
    },
    text() {
      const part = { text: "" };
      insert(part);
      field(entryOf(part), "text").focus();
      say(`Your own words, ${placeWords(part)}.`);
    },
    undo() {
      const { part, at } = removed.pop();
      insert(part, at);
      legend(part).focus();
      say(`Put back: ${titleOf(part)}, ${placeWords(part)}.`);
    },
    print: () => print(),
    link: () => copy(link, "The link", link.closest("details")),
    copy: () => copy(fileText, `The file ${fileNamed()}`, fileText.closest("details")),
    download,
  };
  const OF_A_PART = {
    up: (entry, button) => move(entry, -1, button),
    down: (entry, button) => move(entry, 1, button),
    remove,
    question(entry) {
      entry.part.questions.push("");
      one("textarea", addQuestion(entry, "", entry.part.questions.length - 1)).focus();
    },
    unask(entry, button) {
      const asked = all(".edition-builder-questions li", entry.form);
      const at = asked.indexOf(button.closest("li"));
      entry.part.questions.splice(at, 1);
      one(".edition-builder-questions", entry.form).replaceChildren();
      entry.part.questions.forEach((question, place) => addQuestion(entry, question, place));
      (all(".edition-builder-questions textarea", entry.form)[at] ?? one("[data-do=question]", entry.form)).focus();
      say(`Question ${at + 1} is removed.`);
      show(entry);
    },
  };
  page.addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-do]");
    if (!button) return;
    const what = button.dataset.do;
    if (Object.hasOwn(OF_A_PART, what)) OF_A_PART[what](partAt(button), button);
    else if (button.getAttribute("aria-disabled") === "true") say("Add a passage first.", taken);
    else {
      tellNow();
      OF_THE_PACK[what](button);
    }
  });

  /** Takes what a field of a part's form says; the page shows it once somebody has stopped writing. */
  const takePart = (entry, target) => {
    const { part } = entry;
    const fields = {
      kind: () => Object.assign(part, { kind: target.value, value: "", prefix: "", suffix: "" }),
      first: () => takeEnds(entry),
      last: () => takeEnds(entry, true),
      annotation: () => (part.value = target.value),
      exact: () => Object.assign(part, { value: editionBuilder.clean(target.value), prefix: "", suffix: "" }),
      own: () => (part.show = target.checked ? ownShown(entry) : null),
      show: () => (part.show = ownShown(entry)),
      question: () => (part.questions = all("[name=question]", entry.form).map((one) => editionBuilder.clean(one.value))),
      text: () => (part.text = editionBuilder.clean(target.value)),
    };
    fields[target.name]?.();
    if (!("text" in part)) reveal(entry);
    if (target.name === "kind" && target.value === "exact") field(entry, "exact").value = "";
    clearTimeout(entry.late);
    entry.late = setTimeout(() => show(entry), target.matches("textarea") ? 150 : 0);
    changed();
  };
  const ownShown = (entry) => LAYERS.filter((layer) => ownShow(entry).some((box) => box.checked && box.value === layer));
  /** The range between two choices; where they are not in order, the one that was just made counts, and that is
      said. */
  const takeEnds = (entry, isLast = false) => {
    const [first, last] = [field(entry, "first"), field(entry, "last")];
    const [made, other] = isLast ? [last, first] : [first, last];
    const isChosen = other.value;
    if (!isChosen || last.selectedIndex < first.selectedIndex) {
      other.value = made.value;
      if (isChosen) say(`“${isLast ? "from" : "to"}” is ${made.value} now too, so that the range is in order.`);
    }
    entry.part.value = first.value === last.value ? first.value : `${first.value}-${last.value}`;
  };
  page.addEventListener("input", ({ target }) => {
    const entry = partAt(target);
    if (entry) takePart(entry, target);
    else if (target.form === filter) {
      limit = SHOWN;
      list();
    } else if (target === name) isNamed = Boolean(name.value.trim());
    else if (target.name === "show") {
      pack.show = all("[name=show]", target.form).filter((box) => box.checked).map((box) => box.value);
      for (const [part, each] of entries) {
        if ("text" in part || part.show) continue;
        for (const box of ownShow(each)) box.checked = pack.show.includes(box.value);
        show(each);
      }
      changed();
    } else if (target.form === one(".edition-builder-head")) {
      pack[target.name] = line(target.value);
      changed();
    }
  });
  // Words are written as the source has them only when the box is left, not under somebody's fingers.
  page.addEventListener("change", ({ target }) => {
    const entry = target.name === "exact" && partAt(target);
    if (!entry) return;
    setTimeout(() => (target.value = entry.part.kind === "exact" ? entry.part.value : ""), 400);
  });
  for (const form of all("form", page)) form.addEventListener("submit", (event) => event.preventDefault());
  /** Links within this page lead there without a change of the address, which is the pack's. */
  page.addEventListener("click", (event) => {
    const way = event.target.closest("a[href^='#']");
    const target = way && document.getElementById(decodeURIComponent(way.getAttribute("href").slice(1)));
    if (!target) return;
    event.preventDefault();
    target.tabIndex = -1;
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  });

  /* The pack of an address. */

  const problems = one(".edition-builder-problems");
  const hasForm = (fragment) => new URLSearchParams(fragment.slice(1)).has("form");
  const load = (isFirst = false) => {
    const found = read(location.hash);
    pack = found.pack;
    pack.parts.filter((part) => !("text" in part)).forEach(follow);
    removed.length = 0;
    one(".edition-builder-undo").hidden = true;
    for (const key of ["title", "description", "author"]) head[key].value = pack[key];
    for (const box of head.show) box.checked = pack.show.includes(box.value);
    isNamed = false;
    if (isFirst || hasForm(location.hash)) setForm(hasForm(location.hash) || !pack.parts.some((part) => !("text" in part)));
    problems.hidden = !found.problems.length;
    problems.replaceChildren(...[...new Set(found.problems)].map((words) => make("li", { textContent: words })));
    arrange();
    tellNow();
    const count = pack.parts.length;
    if (count) say(`This address has a pack of ${plural(count, "part")}.`);
  };
  addEventListener("hashchange", () => {
    // A link that leads to a place on this page is no pack: the pack's address comes back.
    if (location.hash !== written && location.hash.includes("=")) load();
    else keep();
  });

  const start = async () => {
    try {
      const answer = await fetch(new URL(page.dataset.documents, location.href));
      if (!answer.ok) throw new Error(answer.status);
      const listed = await answer.json();
      catalog = new Map(listed.documents.map((row) => [row.id, row]));
      moved = new Map(Object.entries(listed.moved));
    } catch {
      one(".edition-builder-found").textContent = "The list of documents could not be fetched. Is there a connection? Load this page again.";
      return;
    }
    // The site's own page about teaching, if it has one among its ways.
    const guide = document.querySelector(".md-nav a[href$='teaching/'], .md-nav a[href$='teaching.html']");
    if (guide) one(".edition-builder-pack").append(make("p", {}, make("a", { href: guide.href, textContent: guide.textContent.trim() }), ": how packs are assigned, cited and printed."));
    one(".edition-builder-thread").hidden = filter.elements.thread.options.length < 2;
    list();
    load(true);
    page.classList.add("edition-ready");
  };
  start();
})();

/* The search page: words by Pagefind, facets by tables of our own, a result as the passages in which it is.

   Nothing is loaded before it is asked for: the tables with the page, Pagefind with the first words, the
   persons when their facet is opened. What is asked stands in the address, so that it can be sent to others. */

const ROOT = new URL("../../", import.meta.url);
const INDEX = new URL("pagefind/", ROOT);
const SHOWN = 8;
const LISTED = 10;
const PASSAGES = 3;
const LOOKED_UP = 5;
const EXCERPT = 32;
const PARTS = { text: "Text", notes: "Notes", annotations: "Annotations", page: "Editors’ pages" };
const WEIGHT = { text: 1, notes: 0.9, annotations: 0.8, page: 0.7 };
const PART = { text: "Text", notes: "Note", annotations: "Annotation", page: "Editors’ page" };

// These tell no document from another, and cost a browser as much to look up as twenty others.
const COMMON = new Set(document.documentElement.lang.startsWith("en") ? ["the", "of", "to", "and", "in"] : []);

const page = document.querySelector(".edition-search");
const form = page.querySelector("form");
const field = form.elements.q;
const status = page.querySelector("[role=status]");
const list = page.querySelector(".edition-hits");
const more = page.querySelector(".edition-more");
const box = page.querySelector(".edition-facets");

const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== "") made.setAttribute(name, value);
  made.append(...children);
  return made;
};
const number = (count) => count.toLocaleString("en");
const plural = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;

/** A table of the index; most static servers send files as they are, so the tables are compressed. */
const load = async (name) => {
  const response = await fetch(new URL(name, INDEX), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const stream = new Blob([bytes]).stream();
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return new Response(isPacked ? stream.pipeThrough(new DecompressionStream("gzip")) : stream).json();
};
const once = (make) => {
  let made;
  return () => (made ??= make());
};

/** A facet as it is asked: the values of each page, by their places in the list of values. */
const facet = ({ name, label, values }, pages) => {
  const of = Array.from({ length: pages }, () => []);
  values.forEach(([, , steps], value) => {
    let at = 0;
    for (const step of steps) of[(at += step)].push(value);
  });
  return { name, label, values: values.map(([id, words]) => ({ id, words })), of: (hit) => of[hit.page] };
};

const tables = once(async () => {
  const { chunk, pages, parts, held, records, facets, persons } = await load("facets.data");
  const names = records.split(" ");
  const byName = new Map();
  const bits = [];
  let next = 0;
  for (let at = 0; at < pages; at++) {
    bits.push(parts.map((_, part) => part).filter((part) => parseInt(held[at], 16) & (1 << part)));
    for (const part of bits[at]) byName.set(names[next++], { page: at, part: parts[part] });
  }
  const part = {
    name: "part",
    label: "Found in",
    values: parts.map((id) => ({ id, words: PARTS[id] })),
    of: (hit) => (hit.part ? [parts.indexOf(hit.part)] : bits[hit.page]),
  };
  const all = [part, ...facets.map((one) => facet(one, pages))].filter(({ values }) => values.length);
  if (persons) all.push({ name: "person", label: "Person", values: [], of: () => [], isWaiting: true });
  const documents = bits.flatMap((held, at) => (parts[held[0]] === "page" ? [] : [{ page: at }]));
  return { chunk, pages, byName, facets: all, documents };
});

const persons = once(async () => {
  const { pages, facets } = await tables();
  const read = facet(await load("persons.data"), pages);
  const at = facets.findIndex(({ name }) => name === "person");
  facets[at] = read;
});

const engine = once(async () => {
  const pagefind = await import(new URL("pagefind.js", INDEX));
  // Without its worker Pagefind loads 40 KB less, and answers as soon.
  await pagefind.options({ noWorker: true, ranking: { metaWeights: { title: 5, number: 8 } } });
  await pagefind.init();
  return pagefind;
});

const titles = new Map();
const row = async (at) => {
  const { chunk } = await tables();
  const which = Math.floor(at / chunk);
  if (!titles.has(which)) titles.set(which, load(`pages-${which}.data`));
  return (await titles.get(which))[at % chunk];
};

/* What is asked: in the form, and in the address. */

const asked = { words: "", chosen: new Map(), byDate: false };

const readAddress = () => {
  const query = new URL(location).searchParams;
  asked.words = query.get("q") ?? "";
  asked.byDate = query.get("order") === "date";
  asked.chosen.clear();
  for (const name of ["part", "thread", "year", "kind", "volume", "person"])
    if (query.has(name)) asked.chosen.set(name, new Set(query.getAll(name)));
  field.value = asked.words;
};
const writeAddress = () => {
  const address = new URL(location);
  const query = new URLSearchParams();
  if (asked.words) query.set("q", asked.words);
  for (const [name, ids] of asked.chosen) for (const id of ids) query.append(name, id);
  if (asked.byDate) query.set("order", "date");
  address.search = query;
  history.replaceState(history.state, "", address);
};

const split = (words) => words.split(/\s+/).filter(fold);

/** Words and phrases, in the form in which the index has them. */
const parse = (words) => {
  const plain = words.replace(/[“”„«»]/g, '"').replace(/([—―…]|--+|\.{3,})/g, "$1 ");
  const phrases = [];
  const rest = plain.replace(/"([^"]+)"/g, (_, phrase) => {
    phrases.push({ words: split(phrase), isPhrase: true });
    return " ";
  });
  const loose = { words: split(rest.replace(/"/g, " ")), isPhrase: false };
  return [loose, ...phrases].filter((one) => one.words.length);
};

const fold = (word) =>
  word
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

const partsOf = (word) => [word, ...word.split(/[^\p{L}\p{N}\p{M}]+/u)].map(fold).filter(Boolean);

/** Whether a result has the words. For a word that the index lacks, Pagefind gives what begins as it does. */
const isMeant = async (words, result) => {
  const { content, locations, meta } = await result.data();
  const all = content.split(/\s+/);
  const found = [...locations.map((at) => all[at]), ...Object.values(meta).flatMap((one) => one.split(/\s+/))];
  const parts = found.flatMap(partsOf);
  return split(words).map(fold).every((word) => {
    const least = /\d/.test(word) ? word.length : Math.ceil(word.length / 2);
    return parts.some((part) => part.startsWith(word.slice(0, least)));
  });
};

/** Whether a word is not to be taken for the beginning of another. */
const isShort = (word) => word.length < 4 || /\d/.test(word);
const exactly = async (word) => {
  const { results } = await (await engine()).search(`"${word}"`);
  return new Set(results.map(({ id }) => id));
};

/** What has every one of some words, wherever they stand. */
const findWords = async (words) => {
  const telling = words.filter((word) => !COMMON.has(fold(word)));
  const sought = (telling.length ? telling : words).join(" ");
  const { results } = await (await engine()).search(sought);
  let meant = false;
  for (const result of results.slice(0, 3)) meant ||= await isMeant(sought, result);
  if (!meant) return [];
  let kept = results;
  for (const word of split(sought).filter(isShort)) {
    const exact = await exactly(word);
    const some = kept.filter(({ id }) => exact.has(id));
    if (some.length) kept = some;
  }
  return kept;
};

/** A result as the places of a phrase, of which only some words are known to be at their places. */
const placed = (phrase, known, starts, first, score) => ({
  id: first.id,
  score,
  data: async () => {
    const data = await first.data();
    const words = data.content.split(/\s+/);
    const isWhole = (start) =>
      phrase.every((word, next) => {
        const there = words[start + next] ?? "";
        if (!known.has(next)) return fold(there) === fold(word);
        return partsOf(there).some((part) => isForm(part, fold(word)) || part.startsWith(fold(word)));
      });
    const locations = starts.filter(isWhole).flatMap((start) => phrase.map((_, next) => start + next));
    return { ...data, locations, isLost: !locations.length };
  },
});

/** What has a phrase. Of its words, only the longest few are looked up; the others are seen to when shown. */
const findPhrase = async (phrase) => {
  const pagefind = await engine();
  const telling = phrase.map((word, at) => ({ word, at })).filter(({ word }) => !COMMON.has(fold(word)));
  const sought = telling.sort((one, other) => other.word.length - one.word.length).slice(0, LOOKED_UP);
  if (!sought.length || sought.length === phrase.length) {
    const { results } = await pagefind.search(`"${phrase.join(" ")}"`);
    if (results.length || !sought.length) return results;
  }
  await pagefind.preload(sought.map(({ word }) => word).join(" "));
  const found = [];
  for (const { word, at } of sought) {
    const { results } = await pagefind.search(word);
    const exact = isShort(word) && (await exactly(word));
    const kept = exact ? results.filter(({ id }) => exact.has(id)) : results;
    found.push(new Map(kept.map((result) => [result.id, { result, at, words: new Set(result.words) }])));
  }
  const known = new Set(sought.map(({ at }) => at));
  const [rarest] = [...found].sort((one, other) => one.size - other.size);
  const hits = [];
  for (const [id, one] of rarest) {
    const others = found.map((some) => some.get(id));
    if (others.includes(undefined)) continue;
    const starts = [...one.words].map((at) => at - one.at);
    const fitting = starts.filter((start) => others.every(({ at, words }) => words.has(start + at)));
    const score = others.reduce((sum, { result }) => sum + result.score, 0);
    if (fitting.length) hits.push(placed(phrase, known, fitting, one.result, score));
  }
  return hits.sort((one, other) => other.score - one.score);
};

/** What is found for words and phrases together, best first; a document's own words before ours. */
const find = async (words) => {
  const { byName } = await tables();
  const asked = parse(words);
  const answers = [];
  for (const { words, isPhrase } of asked) answers.push(await (isPhrase ? findPhrase : findWords)(words));
  const others = answers.slice(1).map((results) => new Map(results.map((one) => [one.id, one])));
  const hits = [];
  for (const first of answers[0] ?? []) {
    const results = [first, ...others.map((other) => other.get(first.id))];
    const known = byName.get(first.id);
    if (!known || results.includes(undefined)) continue;
    const score = results.reduce((sum, one) => sum + one.score, 0) * WEIGHT[known.part];
    hits.push({ ...known, results, score, asked });
  }
  return hits.sort((one, other) => other.score - one.score);
};

const fits = (hit, facets, except) =>
  facets.every((one) => {
    const chosen = asked.chosen.get(one.name);
    return one === except || !chosen || one.of(hit).some((value) => chosen.has(one.values[value]?.id));
  });

/* Results. */

/** A result's passages: those with most of the words, in the order of the text. */
const passages = (data, locations) => {
  const words = data.content.split(/\s+/);
  const anchors = data.anchors.map(({ id, location }) => {
    const [kind, ...parts] = id.split(":");
    return { kind, parts: parts.map(decodeURIComponent), at: location };
  });
  const starts = anchors.filter(({ kind }) => kind === "p");
  const turns = anchors.filter(({ kind }) => kind === "s");
  const last = (points, at) => points.findLastIndex((point) => point.at <= at);
  const groups = new Map();
  for (const at of locations) {
    const which = last(starts, at);
    groups.set(which, [...(groups.get(which) ?? []), at]);
  }
  if (!groups.size && starts.length) groups.set(0, []);
  const weight = ([, found]) => new Set(found.map((at) => words[at].toLowerCase())).size * 100 + found.length;
  const best = [...groups].sort((one, other) => weight(other) - weight(one)).slice(0, PASSAGES);
  const made = best.map(([which, found]) => {
    const [fragment = "", label = ""] = (found.length && starts[which]?.parts) || [];
    const begin = starts[which]?.at ?? 0;
    const end = starts.find(({ at }) => at > begin)?.at ?? words.length;
    const within = (at) => found.filter((one) => one >= at && one < at + EXCERPT - 8).length;
    const dense = found.reduce((at, one) => (within(one) > within(at) ? one : at), found[0] ?? begin);
    const from = Math.max(begin, Math.min(dense - 8, end - EXCERPT));
    const to = Math.min(end, from + EXCERPT);
    const source = turns[last(turns, dense)]?.parts[0] ?? "";
    return { fragment, label, source, words, found, from, to, isCut: [from > begin, to < end], which };
  });
  return { best: made[0], shown: made.sort((one, other) => one.which - other.which) };
};

/** Words that stand together, so that they can be found again where the result leads. */
const runs = ({ words, found }) => {
  const made = [];
  found.forEach((at, index) => {
    if (index && found[index - 1] === at - 1) made[made.length - 1] += ` ${words[at]}`;
    else made.push(words[at]);
  });
  const bare = made.map((run) => run.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
  return [...new Set(bare)].filter(Boolean).slice(0, 6);
};

const addressOf = (address, passage) => {
  const made = new URL(address, ROOT);
  if (passage) {
    for (const run of runs(passage)) made.searchParams.append("find", run);
    made.hash = passage.fragment;
  }
  return made.href;
};

const excerpt = ({ words, found, from, to, isCut }) => {
  const marked = new Set(found);
  const parts = [isCut[0] ? "… " : ""];
  for (let at = from; at < to; at++) {
    const last = parts[parts.length - 1];
    if (!marked.has(at)) parts.push(`${words[at]} `);
    else if (marked.has(at - 1) && last instanceof Element) last.textContent += ` ${words[at]}`;
    else parts.push(element("mark", {}, words[at]));
    if (marked.has(at) && !marked.has(at + 1)) parts.push(" ");
  }
  return [...parts, isCut[1] ? "…" : ""];
};

/** The short name of the volume that holds a result; its number alone says too little where there are several. */
const volumeOf = async (hit) => {
  const { facets } = await tables();
  const volumes = facets.find(({ name }) => name === "volume");
  return volumes?.values[volumes.of(hit)[0]]?.words;
};

const kicker = (part, date, number, volume) => {
  const facts = [part && element("b", {}, PART[part]), date, number, volume].filter(Boolean);
  return element("p", { class: "edition-hit-facts" }, ...facts.map((fact) => element("span", {}, fact)));
};

/** Whether a word is one that was asked for, or a form of it; figures and short words have no forms. */
const isForm = (part, word) =>
  part === word ||
  (word.length > 3 &&
    !/\d/.test(word) &&
    part.length < word.length + 4 &&
    part.startsWith(word.slice(0, Math.max(4, word.length - 2))));

/** The places of words that were asked for. What only begins like one counts where there is nothing nearer. */
const nearest = (locations, words, sought) => {
  const kept = sought.flatMap((word) => {
    const at = (fits) => locations.filter((at) => partsOf(words[at]).some((part) => fits(part, word)));
    const near = at(isForm);
    return near.length ? near : at((part) => part.startsWith(word));
  });
  return kept.length ? kept : locations;
};

/** Every place of a phrase, of which Pagefind names the first only. */
const occurrences = (sought, words) => {
  const folded = words.map(fold);
  return folded.flatMap((_, at) =>
    sought.every((word, next) => folded[at + next] === word) ? sought.map((_, next) => at + next) : [],
  );
};

const resultItem = async (hit) => {
  const datas = await Promise.all(hit.results.map((result) => result.data()));
  const [data] = datas;
  if (datas.some(({ isLost }) => isLost)) {
    for (const some of [hits, all]) some.splice(some.indexOf(hit), 1);
    return null;
  }
  const words = data.content.split(/\s+/);
  const places = datas.flatMap((one, index) => {
    const sought = hit.asked[index].words.map(fold);
    if (hit.asked[index].isPhrase) {
      const exact = occurrences(sought, words);
      return exact.length ? exact : one.locations;
    }
    return nearest(one.locations, words, sought);
  });
  const locations = [...new Set(places)];
  locations.sort((one, other) => one - other);
  const [address, title, date, label] = JSON.parse(decodeURIComponent(data.anchors[0].id.slice(2)));
  const { best, shown } = passages(data, locations);
  const items = shown.map((passage) => {
    const where = [passage.source && `page ${passage.source}`, passage.label].filter(Boolean).join(", ");
    const link = element("a", { class: "edition-hit-passage", href: addressOf(address, passage) });
    link.append(...excerpt(passage));
    if (where) link.prepend(element("span", { class: "edition-where" }, where), " ");
    return element("li", {}, link);
  });
  return element(
    "li",
    { class: "edition-hit", "data-part": hit.part },
    kicker(hit.part, date, label, await volumeOf(hit)),
    element("h2", {}, element("a", { href: addressOf(address, best) }, title)),
    element("ul", {}, ...items),
  );
};

const documentItem = async (hit) => {
  const [address, title, date, label] = await row(hit.page);
  return element(
    "li",
    { class: "edition-hit" },
    kicker("", date, label, await volumeOf(hit)),
    element("h2", {}, element("a", { href: addressOf(address) }, title)),
  );
};

/* The page. */

let turn = 0;
let hits = [];
let all = [];

const showMore = async (focus) => {
  const mine = turn;
  const begin = list.children.length; // what was lost is out of `hits` too
  const next = hits.slice(begin, begin + SHOWN);
  const items = await Promise.all(next.map((hit) => (hit.results ? resultItem(hit) : documentItem(hit))));
  if (mine !== turn) return;
  const shown = items.filter(Boolean);
  list.append(...shown);
  more.hidden = list.children.length >= hits.length;
  if (focus) shown[0]?.querySelector("a").focus();
  if (!shown.length && next.length) await showMore(focus);
};

const say = () => {
  const isEmpty = !asked.words && !asked.chosen.size;
  if (isEmpty) return "";
  const of = asked.words ? ` for ${asked.words}` : "";
  if (!hits.length) return `Nothing is found${of}${asked.chosen.size ? " among what is chosen" : ""}.`;
  const documents = new Set(hits.map((hit) => hit.page)).size;
  if (!asked.words) return `${plural(documents, "document")}.`;
  const noun = hits.some(({ part }) => part === "page") ? "page" : "document";
  return `${plural(hits.length, "result")}${of}, in ${plural(documents, noun)}.`;
};

const choose = (name, id, isChosen) => {
  const ids = asked.chosen.get(name) ?? new Set();
  if (isChosen) ids.add(id);
  else ids.delete(id);
  if (ids.size) asked.chosen.set(name, ids);
  else asked.chosen.delete(name);
  writeAddress();
  show();
};

/** A facet's values with what each would give, the chosen ones first; of many, those with most. */
const fillFacet = (one, group, facets) => {
  const counts = new Map();
  for (const hit of all)
    if (fits(hit, facets, one)) for (const value of one.of(hit)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const chosen = asked.chosen.get(one.name) ?? new Set();
  const filter = group.querySelector("input[type=text]");
  const sought = (filter?.value ?? "").trim().toLowerCase();
  const values = one.values.map((value, at) => ({ ...value, count: counts.get(at) ?? 0 }));
  const offered = values.filter(
    ({ id, words, count }) => chosen.has(id) || (count && words.toLowerCase().includes(sought)),
  );
  const isLong = offered.length > LISTED;
  if (isLong)
    offered.sort((a, b) => chosen.has(b.id) - chosen.has(a.id) || b.count - a.count || (a.words < b.words ? -1 : 1));
  if (filter) filter.parentElement.hidden = !isLong && !sought;
  const focused = group.contains(document.activeElement) ? document.activeElement.id : "";
  const items = offered.slice(0, Math.max(LISTED, chosen.size)).map(({ id, words, count }) => {
    const name = `edition-${one.name}-${id}`;
    const input = element("input", { type: "checkbox", id: name, checked: chosen.has(id), autocomplete: "off" });
    input.addEventListener("change", () => choose(one.name, id, input.checked));
    const size = element("span", { class: "edition-count" }, number(count));
    return element("li", {}, element("label", { for: name }, input, element("span", {}, words), size));
  });
  group.querySelector("ul").replaceChildren(...items);
  group.hidden = !one.isWaiting && !values.some(({ count }) => count) && !chosen.size;
  if (focused) document.getElementById(focused)?.focus();
};

const groups = new Map();
const buildFacets = (facets) => {
  const isWide = matchMedia("(min-width: 60em)").matches;
  page.querySelector(".edition-narrow").open = isWide || asked.chosen.size > 0;
  for (const { name, label } of facets) {
    const open = asked.chosen.has(name) || (isWide && name !== "person");
    const filter = element("input", { type: "text", id: `edition-find-${name}`, autocomplete: "off" });
    filter.addEventListener("input", () => showFacets());
    const summary = element("summary", {}, label);
    const search = element("label", { class: "edition-find", hidden: true }, `Find in ${label.toLowerCase()} `, filter);
    const group = element("details", { open, "data-facet": name }, summary, search, element("ul"));
    group.addEventListener("toggle", async () => {
      if (name === "person" && group.open) await persons().then(showFacets, fail);
    });
    groups.set(name, group);
    box.append(group);
  }
};
const showFacets = async () => {
  const { facets } = await tables();
  if (!groups.size) buildFacets(facets);
  for (const one of facets) fillFacet(one, groups.get(one.name), facets);
};

const fail = (error) => {
  console.warn(error);
  status.textContent = "The search index could not be loaded. The lists of documents lead everywhere, too.";
};

const show = async () => {
  const mine = ++turn;
  page.setAttribute("aria-busy", "true");
  try {
    if (asked.words) engine().catch(() => null); // while the tables are loaded
    const { documents } = await tables();
    if (asked.chosen.has("person")) await persons();
    const { facets } = await tables();
    const everything = asked.words ? await find(asked.words) : documents;
    if (mine !== turn) return;
    all = everything;
    hits = asked.words || asked.chosen.size ? all.filter((hit) => fits(hit, facets)) : [];
    if (asked.byDate) hits.sort((one, other) => one.page - other.page);
    list.replaceChildren();
    const count = all.length;
    await Promise.all([showMore(false), showFacets()]);
    if (all.length < count) await showFacets(); // without what only seemed to have a phrase
    if (mine !== turn) return;
    status.textContent = say();
    page.querySelector(".edition-order").hidden = !asked.words || hits.length < 2;
    page.querySelector(".edition-clear").hidden = !asked.chosen.size;
    page.querySelector(".edition-narrow").hidden = !all.length && !asked.chosen.size;
    page.querySelector(".edition-advice").hidden = hits.length > 0 || !asked.words;
  } catch (error) {
    fail(error);
  }
  page.removeAttribute("aria-busy");
};

let timer = 0;
const ask = () => {
  clearTimeout(timer);
  const words = field.value.trim();
  if (words === asked.words) return;
  asked.words = words;
  writeAddress();
  show();
};
field.addEventListener("input", () => {
  clearTimeout(timer);
  engine().catch(fail);
  timer = setTimeout(ask, 350);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
more.addEventListener("click", () => showMore(true).catch(fail));
page.querySelector(".edition-clear").addEventListener("click", () => {
  asked.chosen.clear();
  writeAddress();
  field.focus();
  show();
});
const order = page.querySelector(".edition-order select");
order.addEventListener("change", () => {
  asked.byDate = order.value === "date";
  writeAddress();
  show();
});
const begin = () => {
  readAddress();
  order.value = asked.byDate ? "date" : "best";
  show();
};
addEventListener("popstate", begin);
page.classList.add("edition-ready");
begin();
if (!asked.words && !asked.chosen.size) field.focus({ preventScroll: true });

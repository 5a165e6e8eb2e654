/* Suggests, where an address leads nowhere, those of the site that are nearest to it.

   The site's own map is asked, once, and only here. Nearest is, in this order: the same address written
   otherwise (case, signs, a missing slash); the address of a document as the Office of the Historian writes it
   (`historicaldocuments/frus1961-63v06/d65`), or two names in the other order; the same name in another folder;
   a name of which words are missing or too many (`dean-rusk`), or that differs by a few letters; the page of a
   place that is written as if it were a page (`secto-8/pg_2`). Among those, first what is in the same folder. */
(async () => {
  "use strict";

  const page = document.querySelector(".edition-missing");
  const base = `${page.dataset.base.replace(/\/$/, "")}/`;
  const MOST = 5;

  /** An address below the base as it is compared: without the file's name, in small letters. */
  const fold = (path) =>
    path
      .toLowerCase()
      .replace(/(^|\/)index\.html?$|\.(html?|md)$/, "$1")
      .replace(/^\/+|\/+$/g, "");
  const plain = (path) => path.replace(/[-_. ]+/g, "");
  const last = (path) => path.slice(path.lastIndexOf("/") + 1);

  /** How many letters differ, or more than `most` where that many do: two rows of the table, used in turn. */
  const rows = [new Uint16Array(256), new Uint16Array(256)];
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most || other.length > 255) return most + 1;
    let [row, next] = rows;
    for (let to = 0; to <= other.length; to++) row[to] = to;
    for (let at = 1; at <= one.length; at++) {
      next[0] = at;
      let least = at;
      for (let to = 1; to <= other.length; to++) {
        const change = row[to - 1] + (one.charCodeAt(at - 1) === other.charCodeAt(to - 1) ? 0 : 1);
        next[to] = Math.min(change, row[to] + 1, next[to - 1] + 1);
        if (next[to] < least) least = next[to];
      }
      if (least > most) return most + 1;
      [row, next] = [next, row];
    }
    return row[other.length];
  };

  let path = location.pathname;
  try {
    path = decodeURIComponent(path);
  } catch {
    // Not an address that anybody wrote: it is compared as it is.
  }
  const below = path.startsWith(base) ? path.slice(base.length) : path;
  const asked = fold(below);

  /** The addresses that the asked one may stand for. */
  const [before, name] = asked.split("/").slice(-2);
  const forms = new Set([asked]);
  if (name) {
    forms.add(`documents/${before}-${name}`);
    forms.add(`volumes/${before}/${name}`);
    if (name.startsWith("pg_")) forms.add(`volumes/${before}/pages`);
    if (before === "parallel")
      for (const { 0: sign, index } of name.matchAll(/-+/g))
        forms.add(`parallel/${name.slice(index + sign.length)}${sign}${name.slice(0, index)}`);
  }
  const plainForms = new Set([...forms].map(plain));
  const wanted = plain(last(asked));
  const most = Math.max(1, Math.floor(wanted.length / 3));

  /** How far an address of the site is from the asked one, but for its letters; the least is nearest. */
  const farness = (known, end) => {
    if (forms.has(known)) return 0;
    if (end !== wanted && !plainForms.has(plain(known))) return Infinity;
    return plainForms.has(plain(known)) ? 1 : 2;
  };
  const words = (path) => new Set(last(path).split(/[-_. ]+/));
  const askedWords = words(asked);
  const isAmong = (some, others) => [...some].every((word) => others.has(word));
  const byLetters = (known, end) => {
    const letters = distance(wanted, end, most);
    if (letters <= most) return 4 + letters;
    const own = words(known);
    if ([...own].some((word) => word.length > 2) && (isAmong(own, askedWords) || isAmong(askedWords, own)))
      return 3;
    return isPlaceOf(known) ? 20 : Infinity;
  };

  /** Whether the asked address is that of a page with something behind it: perhaps a place on the page. */
  const isPlaceOf = (known) => known.includes("/") && asked.startsWith(`${known}/`);

  /** How much of the way an address shares with the asked one: from the beginning, and in all. */
  const askedSteps = asked.split("/");
  const shared = (known) => {
    const steps = known.split("/");
    let leading = 0;
    for (let at = 0; at < steps.length && at < askedSteps.length; at++) {
      const letters = distance(askedSteps[at], steps[at], 1);
      if (letters > 1) break;
      leading += letters ? 0.5 : 1;
    }
    return 10 * leading + steps.filter((step) => askedSteps.includes(step)).length;
  };

  let map = "";
  try {
    const answer = await fetch(`${base}sitemap.xml`);
    if (answer.ok) map = await answer.text();
  } catch {
    return;
  }
  const known = [...map.matchAll(/<loc>(?:https?:\/\/[^/<]*)?([^<]*)<\/loc>/g)]
    .map(([, address]) => address.replaceAll("&amp;", "&"))
    .filter((address) => asked && address.startsWith(base) && address !== base)
    .map((address) => {
      const name = fold(address.slice(base.length));
      return { address, name, end: plain(last(name)) };
    });
  const nearest = (far, order) =>
    known
      .map((one) => ({ ...one, far: far(one.name, one.end) }))
      .filter((one) => one.far < Infinity)
      .map((one) => ({ ...one, shared: shared(one.name) }))
      .sort(order)
      .slice(0, MOST);
  let near = nearest(farness, (one, other) => one.far - other.far || other.shared - one.shared);
  if (!near.length) near = nearest(byLetters, (one, other) => other.shared - one.shared || one.far - other.far);
  if (!near.length) return;

  const links = near.map(({ address, far, name: page }) => {
    const link = document.createElement("a");
    const isList = name?.startsWith("pg_") && address.includes("/pages");
    // The Office of the Historian names a note after its document: `#d65fn3`.
    let place = far <= 2 ? location.hash.replace(/^#d\d+(?=fn)/, "#") : "";
    const rest = below.replace(/\/+$/, "").slice(page.length + 1);
    if (far === 20 && !rest.includes("/")) place = `#${encodeURIComponent(rest)}`;
    link.href = isList ? `${address}?page=${encodeURIComponent(name.slice(3))}` : address + place;
    link.textContent = link.pathname.slice(base.length);
    return link;
  });
  const title = document.createElement("h2");
  title.textContent = near.length > 1 ? "Perhaps it is one of these" : "Perhaps it is this";
  const list = document.createElement("ul");
  for (const link of links) list.appendChild(document.createElement("li")).append(link);
  page.querySelector(".edition-suggestions").append(title, list);

  /* An address says little: each suggestion gets its page's title. */
  const site = document.querySelector(".edition-lists a").textContent;
  for (const link of links) {
    fetch(link.href)
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((html) => {
        const found = new DOMParser().parseFromString(html, "text/html");
        const place = decodeURIComponent(link.hash.slice(1));
        const target = place && found.getElementById(place);
        if (html && place && !target) link.hash = "";
        const words = found.title;
        const own = words.endsWith(` - ${site}`) ? words.slice(0, -site.length - 3) : words;
        const called = target && target.getAttribute("aria-label");
        if (own) link.textContent = called ? `${own}, ${called}` : own;
      })
      .catch(() => {});
  }
})();

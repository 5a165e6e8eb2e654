/* Suggests, where an address leads nowhere, those of the site that are nearest to it.

   The site's own map is asked, once, and only here. Nearest is, in this order: the same address written
   otherwise (case, signs, a missing slash); the address of a document as the Office of the Historian writes it
   (`historicaldocuments/frus1961-63v06/d65`); the same name in another folder; a name that differs by a few
   letters. */
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
  const asked = fold(path.startsWith(base) ? path.slice(base.length) : path);

  /** The addresses that the asked one may stand for. */
  const [before, name] = asked.split("/").slice(-2);
  const forms = new Set([asked]);
  if (name) {
    forms.add(`documents/${before}-${name}`);
    forms.add(`volumes/${before}/${name}`);
    if (name.startsWith("pg_")) forms.add(`volumes/${before}/pages`);
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
  const byLetters = (end) => {
    const letters = distance(wanted, end, most);
    return letters > most ? Infinity : 3 + letters;
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
  const nearest = (far) =>
    known
      .map((one) => ({ address: one.address, far: far(one) }))
      .filter((one) => one.far < Infinity)
      .sort((one, other) => one.far - other.far)
      .slice(0, MOST);
  let near = nearest(({ name: address, end }) => farness(address, end));
  if (!near.length) near = nearest(({ end }) => byLetters(end));
  if (!near.length) return;

  const links = near.map(({ address, far }) => {
    const link = document.createElement("a");
    const isList = name?.startsWith("pg_") && address.includes("/pages");
    // The Office of the Historian names a note after its document: `#d65fn3`.
    const place = far <= 2 ? location.hash.replace(/^#d\d+(?=fn)/, "#") : "";
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
        const words = new DOMParser().parseFromString(html, "text/html").title;
        const own = words.endsWith(` - ${site}`) ? words.slice(0, -site.length - 3) : words;
        if (own) link.textContent = own;
      })
      .catch(() => {});
  }
})();

/* Shows in place what a link leads to: a document, a page, a paragraph, a note, an annotation, a crossing, a
   person.

   What is shown lies in a file beside the page to which the link leads (`documents/secto-8/previews.json`),
   which is asked for once, when a reader first points at such a link. A preview opens when the pointer rests
   on a link, at once on a link that the keyboard has reached, and at the first tap, with a link to go on. It
   stays until pointer and focus have left it and its link, or until Escape, which leads back to the link. A
   link in a preview has its preview too. From a link of the page the Tab key goes on through the links of its
   preview; the Down arrow goes into the preview of any link.

   The page is complete without this file: a link is a link. */
(() => {
  "use strict";

  const OPENS = 250;
  const CLOSES = 300;
  const own = document.currentScript.src;
  const root = new URL("../../", own).href;
  const PREVIEWED = /^((documents|people|bodies|places|terms|persons)\/[^/]+|volumes\/[^/]+\/(?!by-date|pages)[^/]+|crossings)(\/(index\.html)?|\.html)$/;
  // Menus, what leads back or to itself, and what other scripts show: the notes beside their lines.
  const OTHERS =
    ".md-header, .md-tabs, .md-sidebar, .md-footer, .md-search, .navbar, .permalink, .headerlink, .annotation-back, .annotation-ref, [role=doc-backlink], .edition-document:not([data-edition-notes=end]) [role=doc-noteref], .edition-views, [download]";

  const files = new Map();
  /** The open previews, each within the one before it: link, box. */
  const open = [];
  let wanted = null;
  let timer = 0;
  let touched = false;
  let quiet = null;
  let styled = null;
  let pointed = null;
  let spot = "";
  let missed = false;

  /** The address of a link, which may stand in a drawing. */
  const url = (link) => new URL(link.getAttribute("href"), document.baseURI);
  const isHere = ({ origin, pathname }) => origin === location.origin && pathname === location.pathname;

  /** Where the previews of a link's page are, or nothing where the link has none. */
  const previewsOf = (link) => {
    if (link.closest(OTHERS)) return "";
    const to = url(link);
    const address = to.origin + to.pathname;
    if (!address.startsWith(root)) return "";
    const [, page] = PREVIEWED.exec(address.slice(root.length)) ?? [];
    if (!page || page.endsWith("/index") || (!to.hash && (isHere(to) || page === "crossings"))) return "";
    return `${root}${page}/previews.json`;
  };

  const fetched = (address) => {
    if (!files.has(address)) {
      const file = fetch(address).then((response) => (response.ok ? response.json() : null));
      files.set(address, file.catch(() => null));
    }
    return files.get(address);
  };

  /** The style sheet is asked for when it is first needed. */
  const style = () =>
    (styled ??= new Promise((done) => {
      const sheet = document.createElement("link");
      sheet.rel = "stylesheet";
      sheet.href = own.replace(/\.js/, ".css");
      sheet.onload = sheet.onerror = done;
      document.head.append(sheet);
    }));

  /** What stands at the other end of a link: what its page is called, and the piece of HTML. */
  const found = async (link) => {
    const address = previewsOf(link);
    const [file] = await Promise.all([address && fetched(address), style()]);
    if (!file) return null;
    const fragment = editionDecoded(url(link).hash.slice(1));
    const { parts } = file;
    const html =
      parts[fragment] ?? parts[fragment.replace(/^note-/, "")] ?? (isHere(url(link)) ? "" : parts[""]);
    return html ? { html, name: html === parts[""] ? "" : file.name } : null;
  };

  const make = ({ html, name }, link, isTapped) => {
    const box = document.createElement("div");
    box.className = "edition-preview edition-page md-typeset";
    box.innerHTML = html;
    box.querySelectorAll("a[href]").forEach((one) => {
      one.href = new URL(one.getAttribute("href"), url(link));
    });
    if (name) {
      const head = document.createElement("p");
      head.className = "edition-preview-name";
      head.textContent = name;
      box.prepend(head);
    }
    const title = box.querySelector("b")?.textContent ?? "";
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", `Preview: ${[name, title].filter(Boolean).join(", ")}`);
    box.tabIndex = -1;
    box.id = `edition-preview-${open.length}`;
    if (isTapped) {
      const ways = document.createElement("p");
      ways.className = "edition-preview-ways";
      const on = document.createElement("a");
      on.href = url(link);
      on.textContent = "Open";
      const close = document.createElement("button");
      close.type = "button";
      close.textContent = "Close";
      close.onclick = () => back(open.findIndex((one) => one.box === box));
      ways.append(on, close);
      box.append(ways);
    }
    return box;
  };

  /** Set a box below its link, or above where there is more room, never outside of the window. */
  const place = (box, link, x) => {
    const around = link.getBoundingClientRect();
    const lines = [...link.getClientRects()];
    const line = lines.find((one) => x >= one.left && x <= one.right) ?? around;
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const [above, below] = [around.top, height - around.bottom].map((room) => room - 8);
    const isBelow = box.offsetHeight <= below || below >= above;
    box.style.maxHeight = `${Math.max(isBelow ? below : above, 96)}px`;
    const left = Math.min(Math.max(line.left, 8), width - box.offsetWidth - 8);
    const top = isBelow ? around.bottom + 2 : around.top - box.offsetHeight - 2;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${Math.max(Math.min(top, height - box.offsetHeight - 4), 4) + scrollY}px`;
    if (box.scrollHeight > box.clientHeight) box.tabIndex = 0;
  };

  /** How many of the open previews a place belongs to: it is in the box, or it is the link. */
  const depth = (node) =>
    node ? open.findLastIndex(({ box, link }) => box.contains(node) || link.contains(node)) + 1 : 0;

  const close = (from) => {
    for (const { box, link } of open.splice(from)) {
      box.remove();
      link.removeAttribute("aria-details");
      link.removeAttribute("aria-keyshortcuts");
    }
  };

  const back = (index) => {
    const { box, link } = open[index];
    const isWithin = box.contains(document.activeElement);
    close(index);
    wanted = null;
    if (isWithin) focusQuietly(link);
  };

  const show = async (link, x, isTapped) => {
    wanted = link;
    const what = await found(link);
    if (wanted !== link) return;
    wanted = null;
    if (!what) {
      if (isTapped) location.assign(url(link));
      return;
    }
    if (!link.isConnected || open.some((one) => one.link === link)) return;
    close(depth(link));
    const box = make(what, link, isTapped);
    if ("popover" in box) box.popover = "manual";
    document.body.append(box);
    box.showPopover?.();
    place(box, link, x);
    link.setAttribute("aria-details", box.id);
    link.setAttribute("aria-keyshortcuts", "ArrowDown");
    open.push({ link, box });
    if (isTapped) box.focus({ preventScroll: true });
  };

  /** Where the Tab key stops in a box. */
  const stops = (box) => [...(box.tabIndex ? [] : [box]), ...box.querySelectorAll("a[href], button")];

  const focusQuietly = (link) => {
    quiet = link;
    link.focus();
    quiet = null;
  };

  /** Lead the Tab key on within a preview, out of it to its link, or from there to what comes next. */
  const pass = (event, from) => {
    let at = open.findLastIndex(({ box }) => box.contains(from));
    if (at < 0) return;
    for (let current = from; at >= 0; current = open[at--].link) {
      const all = stops(open[at].box);
      const next = all[all.indexOf(current) + (event.shiftKey ? -1 : 1)];
      if (next || event.shiftKey) {
        event.preventDefault();
        if (next) next.focus();
        else focusQuietly(open[at].link);
        return;
      }
    }
    focusQuietly(open[0].link); // from here the browser goes on by itself
  };

  /** What has the keyboard's attention. */
  const focused = () => {
    const active = document.activeElement;
    return active?.matches(":focus-visible") || active?.closest(".edition-preview") ? active : null;
  };

  /** The pointer has come to a place. */
  const point = (target, x) => {
    clearTimeout(timer);
    pointed = target;
    const link = target.closest?.("a[href]");
    const isNew = link && !open.some((one) => one.link === link) && previewsOf(link);
    const here = depth(target);
    if (isNew) timer = setTimeout(() => show(link, x), OPENS);
    else {
      wanted = null;
      if (here < open.length)
        timer = setTimeout(() => close(Math.max(depth(target), depth(focused()))), CLOSES);
    }
  };

  const rests = ({ screenX, screenY }) => spot === `${screenX} ${screenY}`;
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    // Where the page moves under a pointer that rests, the reader has pointed at nothing yet.
    missed = rests(event);
    if (!missed) point(event.target, event.clientX);
  });
  document.addEventListener("pointermove", (event) => {
    if (missed && !rests(event)) point(event.target, event.clientX);
    missed &&= rests(event);
    spot = `${event.screenX} ${event.screenY}`;
  });
  document.documentElement.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch") point(document.documentElement, 0);
  });
  document.addEventListener(
    "pointerdown",
    (event) => {
      touched = event.pointerType === "touch";
      if (touched) close(depth(event.target));
    },
    true,
  );
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest("a[href]");
      if (!touched || !link || event.detail === 0 || open.some((one) => one.link === link)) return;
      if (link.closest(".edition-preview-ways") || !previewsOf(link)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      show(link, event.clientX, true);
    },
    true,
  );
  for (const gone of ["hashchange", "pagehide"]) addEventListener(gone, () => close(0));
  document.addEventListener("focusin", ({ target }) => {
    if (target === quiet) return;
    const isLink = target.matches("a[href]") && target.matches(":focus-visible") && previewsOf(target);
    if (isLink && !open.some((one) => one.link === target)) show(target, NaN);
    else if (!touched) close(Math.max(depth(target), depth(pointed)));
  });
  document.addEventListener(
    "keydown",
    (event) => {
      touched = false;
      if (event.key === "Escape") wanted = null;
      if (!open.length || !["ArrowDown", "Escape", "Tab"].includes(event.key)) return;
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopImmediatePropagation();
        clearTimeout(timer);
        back(open.length - 1);
        return;
      }
      const active = document.activeElement;
      const inner = open.find(({ link }) => link === active)?.box;
      const goesIn = event.key !== "Tab" || (!event.shiftKey && !active.closest(".edition-preview"));
      const first = inner && (stops(inner)[0] ?? (event.key === "Tab" ? null : inner));
      if (first && goesIn) {
        event.preventDefault();
        first.focus();
      } else if (event.key === "Tab") pass(event, active);
    },
    true,
  );
})();

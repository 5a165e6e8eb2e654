/* Places what belongs to a line beside that line, and unfolds it where there is no margin.

   The page is complete without this file: the asides then stand in the flow, each after its block, and the
   document's own notes at the end. What may stand in a margin is decided by the style sheet, which reserves
   the room before any script runs (`--edition-aside-place`, `--edition-note-place`). Three things are done:

   1. place    Each aside is lifted to the height of its mark, each note to that of its first reference. Where
               two would meet, the lower gives way, and where many meet they show their first lines only, and
               the rest when pointed at. The one that the reader has asked for stands whole and at its line.
   2. unfold   Where there is no margin, a sign opens its aside below its own line, and a reference a copy of
               its note; the same sign, the way back and Escape close it again. The note itself stays in its
               list, where links find it.
   3. copy     What is copied from the text comes without signs, figures, asides and notes.

   The article says where its own notes are: `data-edition-notes="margin|inline|end"`. */
(() => {
  "use strict";

  const GAP = 9;
  const FAR = 150;
  const SIGNS = "a.annotation-ref, a.note-ref";
  const HEADINGS = "h1, h2, h3, h4, h5, h6";

  /** What is written in an address; what nobody can decode is as it is written. */
  window.editionDecoded = (words) => {
    try {
      return decodeURIComponent(words);
    } catch {
      return words;
    }
  };

  /** The tops of boxes of these heights that come as near as may be to where they are wanted, without
     meeting; the fixed one stands exactly there. */
  const stack = (wanted, heights, fixed = -1) => {
    const tops = [];
    let floor = 0;
    wanted.forEach((top, index) => {
      tops.push(Math.max(top, floor));
      floor = tops[index] + heights[index] + GAP;
    });
    if (fixed < 0) return tops;
    tops[fixed] = Math.max(wanted[fixed], 0);
    for (let index = fixed - 1; index >= 0; index--) {
      tops[index] = Math.min(tops[index], tops[index + 1] - heights[index] - GAP);
    }
    const above = Math.min(0, tops[0]);
    for (let index = 0; index <= fixed; index++) tops[index] -= above;
    for (let index = fixed + 1; index < tops.length; index++) {
      tops[index] = Math.max(wanted[index], tops[index - 1] + heights[index - 1] + GAP);
    }
    return tops;
  };

  /** How high each box may be, so that none is driven far from its line.

     Each begins with one line, and is given more for as long as no other is pushed further than FAR, or
     further than it had to be anyway. Only those that are pushed are looked at. */
  const share = (wanted, full, { line, frame }, fixed) => {
    const heights = full.map((all, index) => (index === fixed ? all : Math.min(all, line + frame)));
    const tops = stack(wanted, heights);
    const limits = tops.map((top, index) => Math.max(FAR, top - wanted[index]));
    const grow = (index, height) => {
      const moved = [];
      let floor = tops[index] + height + GAP;
      for (let other = index + 1; other < tops.length && floor > tops[other]; other++) {
        if (floor - wanted[other] > limits[other]) return;
        moved.push(floor);
        floor += heights[other] + GAP;
      }
      heights[index] = height;
      moved.forEach((top, place) => (tops[index + 1 + place] = top));
    };
    for (const lines of [2, 4, 6, 9, 13, Infinity]) {
      full.forEach((all, index) => {
        const height = Math.min(all, lines * line + frame);
        if (height > heights[index]) grow(index, height);
      });
    }
    return heights;
  };

  /** How a column of boxes is set, all alike: its width, its line, its frame, where its first base line is. */
  const measure = (box) => {
    const style = getComputedStyle(box);
    const [top, line, size, width] = [style.paddingTop, style.lineHeight, style.fontSize, style.width].map(
      parseFloat,
    );
    return { width, line, frame: 2 * top, base: top + line / 2 + 0.35 * size };
  };

  /** The height of each box when it stands whole; measured anew only where the column is set otherwise, and
     where one is pinned, or no longer: then it shows its passage too. */
  const heightsOf = (shown, setting) => {
    const now = `${setting.width} ${setting.line} ${document.fonts?.status}`;
    const state = ({ box }) => `${now} ${box.classList.contains("edition-pinned")}`;
    const stale = shown.filter((item) => item.measured !== state(item));
    stale.forEach(({ box }) => box.classList.remove("edition-brief"));
    stale.forEach((item) => Object.assign(item, { full: item.box.offsetHeight, measured: state(item) }));
    return shown.map(({ full }) => full);
  };

  /** The base line on which a mark, or the line of a raised figure, stands. The shares are those of the face. */
  const baseOf = ({ mark, marks, rise }) => {
    // In an excerpt the first of them may be outside.
    const box = [mark, ...marks].map((one) => one?.getClientRects()[0]).find(Boolean);
    return box && box.top + box.height * rise;
  };

  /** Set the items of one column beside their lines, and return where the last of them ends. */
  const settle = (items, origin) => {
    const shown = items
      .filter(({ box }) => box.getClientRects().length)
      .sort((one, other) => one.order - other.order);
    if (!shown.length) return 0;
    const zero = origin.getBoundingClientRect().top;
    const setting = measure(shown[0].box);
    const wanted = shown.map((item) => (baseOf(item) ?? zero + setting.base) - setting.base - zero);
    const full = heightsOf(shown, setting);
    const fixed = shown.findIndex(({ box }) => box.classList.contains("edition-pinned"));
    const heights = share(wanted, full, setting, fixed);
    const tops = stack(wanted, heights, fixed);
    shown.forEach(({ box }, index) => {
      box.classList.toggle("edition-brief", heights[index] < full[index]);
      box.style.setProperty("--edition-lines", Math.round((heights[index] - setting.frame) / setting.line));
      box.style.setProperty("--edition-top", `${Math.round(tops[index])}px`);
    });
    return zero + tops.at(-1) + heights.at(-1);
  };

  /** Each aside of a text with its sign and its mark, in their order; an orphan stands for itself. */
  const asidesOf = (text) => {
    const signs = new Map([...text.querySelectorAll("a.annotation-ref")].map((sign) => [sign.hash, sign]));
    const marks = new Map();
    text.querySelectorAll("mark.annotation").forEach((mark, order) => {
      const name = mark.getAttribute("aria-details");
      if (!marks.has(name)) marks.set(name, Object.assign([], { order }));
      marks.get(name).push(mark);
    });
    return [...text.querySelectorAll(".annotation-note")].map((box) => {
      const home = document.createComment("");
      box.before(home);
      const sign = signs.get(`#${box.id}`);
      const own = marks.get(box.id) ?? [];
      return { box, sign, mark: own[0] ?? sign, home, order: own.order ?? -1, rise: 0.756, marks: own };
    });
  };

  /** Each note that the text calls, with its references in their order. */
  const notesOf = (text) => {
    const items = new Map();
    text.querySelectorAll("a.note-ref").forEach((sign, order) => {
      const box = document.getElementById(sign.hash.slice(1));
      if (!box) return;
      const mark = sign.parentElement;
      if (!items.has(box)) items.set(box, { box, sign, mark, order, rise: 1.084, marks: [], orders: new Map() });
      items.get(box).marks.push(mark);
      items.get(box).orders.set(sign, order);
    });
    return [...items.values()];
  };

  const start = (text) => {
    const article = text.closest(".edition-document");
    const asides = asidesOf(text);
    const notes = notesOf(text);
    const items = new Map([...asides, ...notes].map((item) => [item.box.id, item]));
    const copies = new Map();
    const places = { asides: "", notes: "" };
    const isBeside = (item) => item && places[item.home ? "asides" : "notes"] === "margin";

    const place = () => {
      const ends = [
        places.asides === "margin" ? settle(asides, text) : 0,
        places.notes === "margin" ? settle(notes, article) : 0,
      ];
      const reach = Math.ceil(Math.max(...ends) - article.getBoundingClientRect().top);
      article.style.setProperty("--edition-reach", `${Math.max(0, reach)}px`);
    };

    /** Show which words a note is about, and the reverse; at most one pair at a time. */
    const activate = (item) => {
      article
        .querySelectorAll(".edition-active")
        .forEach((element) => element.classList.remove("edition-active"));
      if (item) [item.box, ...item.marks].forEach((element) => element?.classList.add("edition-active"));
    };

    /** Show a note whole and at its line, in place of the one shown so before. */
    const pin = (item, sign = item.sign) => {
      article.querySelectorAll(".edition-pinned").forEach((box) => box.classList.remove("edition-pinned"));
      item.box.classList.add("edition-pinned");
      if (item.orders?.has(sign)) {
        item.order = item.orders.get(sign);
        item.mark = sign.parentElement;
      }
      if (sign) item.sign = sign;
      activate(item);
      place();
      item.box.scrollIntoView({ block: "nearest" });
    };

    const isOpen = (sign) => sign.getAttribute("aria-expanded") === "true";
    const fold = (sign) => {
      sign.setAttribute("aria-expanded", "false");
      const aside = items.get(sign.hash.slice(1));
      if (aside?.home && aside.box.classList.contains("edition-open")) {
        aside.box.classList.remove("edition-open");
        aside.home.after(aside.box);
      }
      copies.get(sign)?.remove();
      copies.delete(sign);
    };
    /** A note's copy: without addresses, and with the way back to the reference that opened it. */
    const copyOf = (sign) => {
      const note = document.getElementById(sign.hash.slice(1)).cloneNode(true);
      note.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
      const ways = [...note.querySelectorAll(".note-back")];
      const way = ways.find(({ hash }) => hash === `#${sign.id}`) ?? ways[0];
      ways.forEach((other) => other === way || other.remove());
      const copy = document.createElement("aside");
      copy.className = `edition-note-copy ${note.className}`;
      copy.dataset.apparatus = "";
      copy.setAttribute("role", "note");
      copy.setAttribute("aria-label", `Note ${sign.textContent}`);
      copy.append(...note.childNodes);
      copies.set(sign, copy);
      return copy;
    };
    const unfold = (sign) => {
      const aside = items.get(sign.hash.slice(1));
      sign.setAttribute("aria-expanded", "true");
      const box = aside?.home ? aside.box : copyOf(sign);
      box.classList.add("edition-open");
      (sign.closest(HEADINGS) ?? sign.closest("sup") ?? sign).after(box);
    };

    /** Take over what the style sheet says now: where asides and notes are, and which signs open something. */
    const arrange = () => {
      const style = getComputedStyle(article);
      for (const [kind, name] of [
        ["asides", "--edition-aside-place"],
        ["notes", "--edition-note-place"],
      ]) {
        const now = style.getPropertyValue(name).trim() || "end";
        if (now === places[kind]) continue;
        places[kind] = now;
        const signs = article.querySelectorAll(kind === "asides" ? "a.annotation-ref" : "a.note-ref");
        signs.forEach((sign) => {
          if (!document.getElementById(sign.hash.slice(1))) return;
          fold(sign);
          if (now !== "inline") sign.removeAttribute("aria-expanded");
        });
      }
      article.dataset.editionNotes = places.notes;
      article.classList.toggle("edition-placed", places.asides === "margin");
      place();
    };

    const follow = () => {
      const target = document.getElementById(editionDecoded(location.hash.slice(1)));
      if (!target || !article.contains(target)) return;
      const own = target.closest(".annotation-note, .edition-notes li[id]");
      const item = items.get(own?.id ?? target.getAttribute("aria-details"));
      // Also where the reader has hidden the annotations: this one has been asked for.
      article.querySelectorAll(".edition-asked").forEach((one) => one.classList.remove("edition-asked"));
      if (item) [item.box, item.sign, ...item.marks].forEach((one) => one?.classList.add("edition-asked"));
      if (isBeside(item)) pin(item);
      else if (item?.home && item.sign) {
        unfold(item.sign);
        target.scrollIntoView({ block: target === item.box ? "nearest" : "start" });
      }
    };

    /** The note or aside to which an element belongs. */
    const itemAt = (target) => {
      const element = target.closest(`${SIGNS}, .annotation-note, mark.annotation, .edition-notes li[id]`);
      return items.get(element?.getAttribute("aria-details") ?? (element?.hash?.slice(1) || element?.id));
    };
    const point = ({ target }) => {
      const item = itemAt(target);
      if (isBeside(item)) activate(item);
    };
    article.addEventListener("pointerover", point);
    article.addEventListener("focusin", (event) => {
      point(event);
      // A note shows its passage when the way back is reached, and needs the room for it.
      const box = event.target.closest(".annotation-quote")?.parentElement;
      if (box && isBeside(items.get(box.id)) && !box.matches(".edition-pinned")) pin(items.get(box.id));
    });
    article.addEventListener("click", (event) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const sign = event.target.closest(SIGNS);
      const item = sign && items.get(sign.hash.slice(1));
      if (sign && isBeside(item)) {
        event.preventDefault();
        article.classList.add("edition-settled");
        pin(item, sign);
        const within = item.home && item.box.querySelector("a");
        if (!within) item.box.tabIndex = -1;
        (within || item.box).focus({ preventScroll: true });
      } else if (sign?.hasAttribute("aria-expanded")) {
        event.preventDefault();
        if (isOpen(sign)) fold(sign);
        else unfold(sign);
      } else if (event.target.closest(".annotation-back, .note-back") && close(event.target)) {
        event.preventDefault();
      }
    });
    /** Close what is open here, and go back to its sign. */
    const close = (target) => {
      const copy = target.closest(".edition-open");
      const sign = copy
        ? ([...copies.keys()].find((one) => copies.get(one) === copy) ?? items.get(copy.id)?.sign)
        : target.closest(SIGNS);
      if (!sign || !isOpen(sign)) return false;
      fold(sign);
      sign.focus();
      return true;
    };
    article.addEventListener("keydown", ({ key, target }) => {
      if (key !== "Escape" || close(target)) return;
      const item = itemAt(target);
      if (!isBeside(item)) return;
      item.box.classList.remove("edition-pinned");
      place();
      item.sign?.focus();
    });

    /* On paper the annotations stand together at the end, and a letter ties each to its passage: figures are
       the document's own. */
    const letters = (count) => (count < 26 ? "" : letters(Math.floor(count / 26) - 1)) + String.fromCharCode(97 + (count % 26));
    let putBack = [];
    addEventListener("beforeprint", () => {
      if (!asides.length || putBack.length) return;
      const end = document.createElement("section");
      end.className = "edition-text edition-printed";
      end.append(Object.assign(document.createElement("h2"), { textContent: "The editors’ annotations" }));
      for (const sign of text.querySelectorAll("a.annotation-ref")) {
        const { box } = items.get(sign.hash.slice(1)) ?? {};
        if (!box || !sign.checkVisibility()) continue;
        sign.dataset.letter = box.dataset.letter = letters(putBack.length);
        const place = document.createComment("");
        box.replaceWith(place);
        end.append(box);
        putBack.push(() => place.replaceWith(box));
      }
      if (putBack.length) (article.querySelector(".edition-notes") ?? text).after(end);
      putBack.push(() => end.remove());
    });
    addEventListener("afterprint", () => {
      putBack.forEach((back) => back());
      putBack = [];
    });

    let frame = 0;
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(arrange);
    };
    const sizes = new ResizeObserver(later);
    [text, article.parentElement].forEach((element) => sizes.observe(element));
    article.addEventListener("change", later);
    document.addEventListener("edition:settings", later);
    document.addEventListener("edition:excerpt", later);
    document.fonts?.ready.then(later);
    addEventListener("hashchange", follow);
    arrange();
    follow();
    // The text is shown a frame after the aside was opened, so that nothing is seen to move.
    requestAnimationFrame(() => requestAnimationFrame(() => text.classList.add("edition-folding")));
  };

  /** What is selected, as it is read: the asides, signs and figures are hidden for the moment of copying. */
  const copy = (event) => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const within = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
    const article = within(range.startContainer).closest(".edition-document");
    if (!article || within(range.startContainer).closest("aside, sup")) return;
    const rich = document.createElement("div");
    rich.append(range.cloneContents());
    if (!rich.querySelector("[data-apparatus]")) return;
    const asItStands = article.querySelector("#edition-as-it-stands")?.checked;
    const unread = asItStands ? "[data-apparatus]" : "[data-apparatus]:not(.corr), .sic";
    rich.querySelectorAll(".edition-outside").forEach((element) => element.remove());
    rich.querySelectorAll(unread).forEach((element) => element.remove());
    rich.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    rich.querySelectorAll("[href]").forEach((link) => link.setAttribute("href", link.href));
    article.classList.add("edition-copying");
    const plain = selection.toString();
    article.classList.remove("edition-copying");
    event.clipboardData.setData("text/plain", plain);
    event.clipboardData.setData("text/html", rich.innerHTML.replace(/<!--.*?-->/gs, ""));
    event.preventDefault();
  };

  /* The foot of a printed page has the citation of what is printed, and its address. */
  let clearFoot = () => {};
  addEventListener("beforeprint", () => {
    clearFoot();
    const article = document.querySelector(".edition-reading > .edition-document");
    if (!article) return;
    const colophon = article.querySelector(".edition-colophon");
    const whole = colophon?.innerHTML;
    const place = colophon?.querySelector(".cite-edition");
    const excerpt = article.querySelector(".edition-excerpt:has(.edition-excerpt-way)");
    const address = excerpt ? location.href : location.href.replace(/#.*/, "");
    if (place) {
      place.hidden = false;
      place.querySelector(".cite-address").textContent = address;
    }
    if (colophon && excerpt) colophon.append(` Excerpt: ${excerpt.dataset.range}.`);
    const words = (colophon ?? document.querySelector("title")).textContent.trim();
    // What is too long for the foot stands at the end only.
    const foot = place && words.length < 600 ? words : `${document.title}. ${address}`;
    const { style } = document.documentElement;
    style.setProperty("--edition-foot", JSON.stringify(foot));
    // Not every browser prints the foot; where it does, the citation need not stand at the end as well.
    if (colophon) colophon.hidden = foot === words && "CSSMarginRule" in window;
    clearFoot = () => {
      if (colophon) Object.assign(colophon, { innerHTML: whole, hidden: false });
      style.removeProperty("--edition-foot");
    };
  });
  addEventListener("afterprint", () => clearFoot());

  const begin = () => {
    document.querySelectorAll(".edition-document .edition-text").forEach(start);
    document.addEventListener("edition:text", ({ target }) => start(target));
    document.addEventListener("copy", copy);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();

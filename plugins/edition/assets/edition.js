/* Places the editors' annotations beside their lines, and unfolds them where there is no margin.

   The page is complete without this file: the asides then stand in the flow, each after its block. Three
   things are done, each on its own:

   1. place    On a wide screen each aside is lifted to the height of its mark; where two would meet, the
               lower gives way, and where many meet they show their first lines only, and the rest when
               pointed at. The one that the reader has asked for stands whole and exactly at its mark. The
               style sheet has reserved the margin, so the text never moves.
   2. unfold   On a narrow screen a sign opens its aside below its own line, and closes it again; Escape
               closes too.
   3. copy     What is copied from the text comes without signs, figures and asides.
*/
(() => {
  "use strict";

  const wide = matchMedia("screen and (min-width: 64em)");
  const GAP = 9;
  const FAR = 150;

  /** Each aside of a text with its sign and its mark; one that has lost them (an orphan) stands for
     itself. */
  const pairs = (text) =>
    [...text.querySelectorAll(".annotation-note")].map((aside) => {
      const sign = text.querySelector(`a.annotation-ref[href="#${CSS.escape(aside.id)}"]`);
      const mark = document.getElementById(aside.id.replace(/^note-/, ""));
      return { aside, sign, mark: mark ?? sign };
    });

  /** The tops of boxes of these heights that come as near as may be to where they are wanted, without
     meeting. */
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

  /** How many lines each aside may show (all: Infinity), so that none is driven far from its mark.

     Each begins with one line, and is given more for as long as no other is pushed further than FAR from
     its mark, or further than it had to be anyway. */
  const share = (wanted, boxes, fixed) => {
    const lines = boxes.map((_, index) => (index === fixed ? Infinity : 1));
    const height = (index) => {
      const { full, line, frame } = boxes[index];
      return Math.min(full, lines[index] * line + frame);
    };
    const heights = boxes.map((_, index) => height(index));
    let tops = stack(wanted, heights);
    for (const more of [2, 4, Infinity]) {
      boxes.forEach(({ full }, index) => {
        const before = lines[index];
        if (before >= more || heights[index] >= full) return;
        lines[index] = more;
        heights[index] = height(index);
        const moved = stack(wanted, heights);
        if (
          moved.every((top, other) => top - wanted[other] <= Math.max(FAR, tops[other] - wanted[other]))
        )
          tops = moved;
        else {
          lines[index] = before;
          heights[index] = height(index);
        }
      });
    }
    return {
      lines: lines.map((many, index) => (heights[index] >= boxes[index].full ? Infinity : many)),
      heights,
    };
  };

  const measure = ({ aside }) => {
    const style = getComputedStyle(aside);
    const frame = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
    return { full: aside.offsetHeight, line: parseFloat(style.lineHeight), frame };
  };

  const place = (text) => {
    const article = text.closest(".edition-document");
    if (!wide.matches) {
      text.classList.remove("edition-placed", "edition-settled");
      article.style.minHeight = "";
      return;
    }
    text.classList.add("edition-placed");
    const zero = text.getBoundingClientRect().top;
    const found = pairs(text)
      .map((pair) => ({ ...pair, top: (pair.mark?.getClientRects()[0]?.top ?? zero) - zero }))
      .sort((one, other) => one.top - other.top);
    found.forEach(({ aside }) => aside.classList.remove("edition-brief"));
    const wanted = found.map(({ top }) => top);
    const fixed = found.findIndex(({ aside }) => aside.classList.contains("edition-pinned"));
    const { lines, heights } = share(wanted, found.map(measure), fixed);
    const tops = stack(wanted, heights, fixed);
    found.forEach(({ aside }, index) => {
      aside.classList.toggle("edition-brief", lines[index] < Infinity);
      aside.style.setProperty("--edition-lines", lines[index]);
      aside.style.setProperty("--edition-top", `${Math.round(tops[index])}px`);
    });
    const end = found.length ? tops.at(-1) + heights.at(-1) : 0;
    article.style.minHeight = `${Math.ceil(end + zero - article.getBoundingClientRect().top)}px`;
  };

  /** Show which words an aside is about, and the reverse; at most one pair at a time. */
  const activate = (text, pair) => {
    text
      .querySelectorAll(".edition-active")
      .forEach((element) => element.classList.remove("edition-active"));
    if (!pair) return;
    const id = pair.aside.id.replace(/^note-/, "");
    pair.aside.classList.add("edition-active");
    pair.mark?.classList.add("edition-active");
    text
      .querySelectorAll(`[data-annotation="${CSS.escape(id)}"]`)
      .forEach((mark) => mark.classList.add("edition-active"));
  };

  /** Show an aside whole and at its mark, in place of the one shown so before. */
  const pin = (text, pair) => {
    text.querySelectorAll(".edition-pinned").forEach((aside) => aside.classList.remove("edition-pinned"));
    pair.aside.classList.add("edition-pinned");
    activate(text, pair);
    place(text);
  };

  const fold = ({ sign, aside, home }) => {
    sign.setAttribute("aria-expanded", "false");
    aside.classList.remove("edition-open");
    home.after(aside);
  };

  const unfold = ({ sign, aside }) => {
    sign.setAttribute("aria-expanded", "true");
    aside.classList.add("edition-open");
    sign.after(aside);
  };

  const start = (text) => {
    const found = pairs(text)
      .filter(({ sign }) => sign)
      .map((pair) => {
        const home = document.createComment("");
        pair.aside.before(home);
        return { ...pair, home };
      });
    const open = ({ sign }) => sign.getAttribute("aria-expanded") === "true";
    const arrange = () => {
      found.forEach((pair) => {
        if (wide.matches) {
          fold(pair);
          pair.sign.removeAttribute("aria-expanded");
        } else if (!pair.sign.hasAttribute("aria-expanded"))
          pair.sign.setAttribute("aria-expanded", "false");
      });
      place(text);
    };
    const follow = () => {
      const target = document.getElementById(location.hash.slice(1));
      const pair = target && found.find(({ aside, mark }) => aside === target || mark === target);
      if (!pair) return;
      if (wide.matches) pin(text, pair);
      else {
        unfold(pair);
        target.scrollIntoView({ block: target === pair.aside ? "nearest" : "start" });
      }
    };

    found.forEach((pair) => {
      pair.sign.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        if (wide.matches) {
          text.classList.add("edition-settled");
          pin(text, pair);
          pair.aside.querySelector("a")?.focus({ preventScroll: true });
          pair.aside.scrollIntoView({ block: "nearest" });
        } else if (open(pair)) fold(pair);
        else unfold(pair);
      });
      for (const element of [pair.sign, pair.mark, pair.aside]) {
        element.addEventListener("pointerenter", () => wide.matches && activate(text, pair));
        element.addEventListener("focusin", () => wide.matches && activate(text, pair));
      }
      pair.aside.querySelector(".annotation-back")?.addEventListener("click", (event) => {
        if (wide.matches || !open(pair)) return;
        event.preventDefault();
        fold(pair);
        pair.sign.focus();
      });
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const pair = found.find(
        ({ aside, sign }) => aside.contains(document.activeElement) || sign === document.activeElement,
      );
      if (!pair) return;
      if (!wide.matches) fold(pair);
      pair.sign.focus();
    });

    let frame = 0;
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => place(text));
    };
    wide.addEventListener("change", arrange);
    new ResizeObserver(later).observe(text);
    text.closest(".edition-document").addEventListener("change", later);
    document.fonts?.ready.then(later);
    addEventListener("hashchange", follow);
    arrange();
    follow();
    // The text is shown a frame after the aside was opened, so that nothing is seen to move.
    requestAnimationFrame(() => requestAnimationFrame(() => text.classList.add("edition-folding")));
  };

  /** What is selected, as it is read: the asides, signs and figures are hidden for the moment of copying.
     */
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
    rich.querySelectorAll(unread).forEach((element) => element.remove());
    article.classList.add("edition-copying");
    const plain = selection.toString();
    article.classList.remove("edition-copying");
    event.clipboardData.setData("text/plain", plain);
    event.clipboardData.setData("text/html", rich.innerHTML);
    event.preventDefault();
  };

  const begin = () => {
    document.querySelectorAll(".edition-document .edition-text").forEach(start);
    document.addEventListener("copy", copy);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();

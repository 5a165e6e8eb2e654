/* Sets two documents side by side: those that the page's address names, `?left=secto-8&right=excomm-24`.

   Their own pages are fetched, and of each its name, its date, its text and its notes are taken. Ids get their
   side before them, so that each is there once; signs and notes lead to each other here, and all other links
   where they lead on the document's own page. */
(() => {
  "use strict";

  const form = document.querySelector(".edition-choice");
  const panes = document.querySelector(".edition-panes");
  const status = document.querySelector(".edition-choice-status");
  const SIDES = ["left", "right"];
  const SIGNS = ".annotation-ref, .annotation-back, .note-ref, .note-back";
  const POINTERS = ["aria-details", "aria-describedby", "aria-labelledby", "aria-controls", "for", "headers"];
  const title = document.title;
  let latest = 0;

  /** A document's id, from what somebody typed or pasted: the id itself, or the address of its page. */
  const named = (words) => {
    const path = words.trim().split(/[?#]/)[0].replace(/\/(index\.html)?$/, "");
    return path.slice(path.lastIndexOf("/") + 1).replace(/\.html$/, "");
  };

  const fetched = async (id) => {
    if (!/^[a-z0-9][A-Za-z0-9._-]*$/.test(id)) throw new Error(`“${id}” is not the id of a document.`);
    const address = new URL(form.dataset.address.replace("{id}", id), location.href);
    let answer;
    try {
      answer = await fetch(address);
    } catch {
      throw new Error(`The document “${id}” could not be fetched. Is there a connection?`);
    }
    const missing = new Error(`There is no document “${id}” in this edition.`);
    if (answer.status === 404) throw missing;
    if (!answer.ok) throw new Error(`The document “${id}” could not be fetched: the server answers ${answer.status}.`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const article = page.querySelector(`[data-document="${id}"]`);
    if (!article?.querySelector(".edition-text")) throw missing;
    return { id, page, article, address };
  };

  const resolve = (root, address) => {
    for (const element of root.querySelectorAll("[href], [src]")) {
      for (const name of ["href", "src"]) {
        const value = element.getAttribute(name);
        if (value !== null) element.setAttribute(name, new URL(value, address).href);
      }
    }
  };

  /** The pane of a document; its pieces are the document's own. */
  const pane = ({ page, article, address }, side) => {
    const text = document.importNode(article.querySelector(".edition-text"), true);
    text.removeAttribute("id");
    const inner = document.createElement("div");
    inner.className = article.classList.contains("edition-capitals") ? "edition-document edition-capitals" : "edition-document";
    inner.append(text);
    const notes = article.querySelector(".edition-notes");
    if (notes) inner.append(document.importNode(notes, true));
    inner.querySelector(".edition-notes")?.removeAttribute("role"); // one landmark of that name is enough
    inner.querySelectorAll("script").forEach((one) => one.remove());
    resolve(inner, address);
    for (const element of inner.querySelectorAll("*")) {
      for (const name of POINTERS) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replace(/\S+/g, `${side}-$&`));
      }
      if (element.id) element.id = `${side}-${element.id}`;
      if (element.matches(SIGNS)) element.setAttribute("href", `#${side}-${element.hash.slice(1)}`);
    }
    const kicker = article.querySelector(".edition-kicker");
    const about = document.createElement("p");
    about.className = "edition-kicker";
    if (kicker) about.append(...document.importNode(kicker, true).childNodes);
    resolve(about, address);

    // The heading may hold more than the title: the number of a note, signs, the notation of a page.
    const name = page.querySelector("meta[name=citation_title]")?.content || page.title;
    const link = Object.assign(document.createElement("a"), { href: address.href, textContent: name });
    const heading = Object.assign(document.createElement("h2"), { id: `edition-${side}` });
    heading.append(link);
    const header = document.createElement("header");
    const across = Object.assign(document.createElement("a"), {
      href: `#edition-${SIDES.find((one) => one !== side)}`,
      textContent: "To the other document",
    });
    const other = Object.assign(document.createElement("p"), { className: "edition-other-side" });
    other.append(across);
    header.append(heading, about, other);

    const frame = Object.assign(document.createElement("div"), { className: "edition-pane-text", tabIndex: 0 });
    frame.setAttribute("role", "region");
    frame.setAttribute("aria-label", `Text: ${name}`);
    frame.append(inner);

    const section = Object.assign(document.createElement("section"), { className: "edition-pane" });
    section.setAttribute("aria-labelledby", heading.id);
    section.append(header, frame);
    return { section, name };
  };

  const show = async () => {
    const mine = ++latest;
    const chosen = SIDES.map((side) => named(form.elements[side].value));
    const query = new URLSearchParams(SIDES.map((side, at) => [side, chosen[at]]).filter((pair) => pair[1]));
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
    document.title = title;
    if (chosen.some((id) => !id)) {
      panes.hidden = true;
      say(chosen.some((id) => id) ? "Choose a second document." : "");
      return;
    }
    say("Fetching two documents …");
    const found = await Promise.allSettled(chosen.map(fetched));
    if (mine !== latest) return;
    const wrong = [...new Set(found.filter((one) => one.reason).map((one) => one.reason.message))];
    panes.hidden = wrong.length > 0;
    if (wrong.length) {
      say(wrong.join(" "));
      return;
    }
    const sides = found.map((one, at) => pane(one.value, SIDES[at]));
    panes.replaceChildren(...sides.map((one) => one.section));
    // Here too a sign opens its note in place.
    for (const text of panes.querySelectorAll(".edition-text")) text.dispatchEvent(new Event("edition:text", { bubbles: true }));
    document.title = `${sides.map((one) => one.name).join(" and ")} - ${title}`;
    say("");
    status.dataset.shown = chosen.join(" ");
  };

  const say = (words) => {
    delete status.dataset.shown;
    status.textContent = words;
  };

  /** Chooses a document; one that is not in the list is chosen all the same, and said to be missing. */
  const choose = (field, id) => {
    field.value = id;
    if (field.value !== id) {
      field.append(new Option(id, id));
      field.value = id;
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  form.querySelector("[data-swap]").addEventListener("click", () => {
    const [left, right] = SIDES.map((side) => form.elements[side].value);
    choose(form.elements.left, right);
    choose(form.elements.right, left);
    show();
  });

  const asked = new URLSearchParams(location.search);
  SIDES.forEach((side) => choose(form.elements[side], named(asked.get(side) ?? "")));
  if (SIDES.some((side) => asked.get(side))) show();
})();

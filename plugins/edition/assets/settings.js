/* The panel of the settings for reading and the sheet of keys, as ways.js asks for them. */
(() => {
  "use strict";

  const SIZES = ["smallest", "small", "normal", "large", "largest"];
  const NOTES = [
    ["all", "all"],
    ["no-names", "without names"],
    ["none", "none"],
  ];
  const TEXTS = [
    ["corrected", "corrected"],
    ["source", "as it stands in the source"],
  ];

  /** A control with its words; what it shows follows the settings. */
  const control = ({ settings, controls, make, choose }, name, field, words, states) => {
    const isBox = field.type === "checkbox";
    field.addEventListener(field.type === "range" ? "input" : "change", () => {
      // What stands above grows with the type: the control stays under the reader's hand.
      const { top } = field.getBoundingClientRect();
      choose(name, isBox ? (field.checked ? "on" : "off") : field.value);
      scrollBy({ top: field.getBoundingClientRect().top - top, behavior: "instant" });
    });
    const show = () => {
      if (isBox) field.checked = settings[name] === "on";
      else field.value = settings[name];
      if (states) field.setAttribute("aria-valuetext", states[settings[name] - 1]);
    };
    controls.push(show);
    show();
    return make("label", {}, ...(isBox ? [field, ` ${words}`] : [`${words} `, field]));
  };

  const box = (reading, name, words) =>
    control(reading, name, reading.make("input", { type: "checkbox" }), words);
  const choice = (reading, name, words, choices) =>
    control(
      reading,
      name,
      reading.make("select", {}, ...choices.map(([value, label]) => new Option(label, value))),
      words,
    );

  /** Fill the panel of settings. */
  const fill = (panel, reading) => {
    const { settings, DEFAULTS, choose, make } = reading;
    const reset = make("button", { type: "button" }, "Reset");
    reset.addEventListener("click", () => {
      Object.assign(settings, DEFAULTS);
      choose("size", DEFAULTS.size);
    });
    const size = make("input", { type: "range", min: 1, max: 5 });
    panel.append(
      make(
        "div",
        {},
        control(reading, "size", size, "Size of the text", SIZES),
        choice(reading, "notes-shown", "Editors’ annotations", NOTES),
        choice(reading, "text", "Text", TEXTS),
        box(reading, "names", "Names are links"),
        box(reading, "keys", "Keys of one letter"),
        reset,
      ),
    );
  };

  let made;

  /** The sheet that lists the keys of this page. */
  const sheet = (keys, reading) => {
    if (made) return made;
    const { make } = reading;
    const rows = keys.map(([key, words]) =>
      make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, words)),
    );
    const close = make("button", { type: "button", autofocus: true }, "Close");
    close.addEventListener("click", () => made.close());
    made = make(
      "dialog",
      { className: "edition-help" },
      make("h2", { id: "edition-help-title" }, "Keys"),
      make("dl", {}, ...rows),
      box(reading, "keys", "Keys of one letter"),
      close,
    );
    made.setAttribute("aria-labelledby", "edition-help-title");
    document.body.append(made);
    return made;
  };

  document.currentScript.parts = { fill, sheet };
})();

for (const button of document.querySelectorAll(".pack-print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

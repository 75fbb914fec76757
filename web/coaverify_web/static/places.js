// Values and their places on the page, linked both ways. Without this script the links still jump, and
// :target marks where they lead.
(() => {
  "use strict";

  const viewer = document.querySelector("[data-viewer]");
  if (!viewer) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let shown = [];

  const behavior = () => (calm.matches ? "auto" : "smooth");

  function highlight(elements) {
    for (const element of shown) element.classList.remove("is-shown");
    shown = elements;
    for (const element of shown) element.classList.add("is-shown");
  }

  // On wide screens the pages scroll in a column of their own: the reader's place in the text stays.
  function reveal(element) {
    if (viewer.contains(element) && viewer.scrollHeight > viewer.clientHeight + 1) {
      const box = element.getBoundingClientRect();
      const frame = viewer.getBoundingClientRect();
      const top = viewer.scrollTop + box.top - frame.top - (viewer.clientHeight - box.height) / 2;
      viewer.scrollTo({ top, behavior: behavior() });
      if (frame.top < 0 || frame.bottom > window.innerHeight + 1) viewer.scrollIntoView({ block: "nearest" });
    } else {
      element.scrollIntoView({ block: "center", behavior: behavior() });
    }
  }

  function openAround(element) {
    for (let parent = element.closest("details"); parent; parent = parent.parentElement.closest("details")) parent.open = true;
  }

  function go(id) {
    const target = document.getElementById(id);
    if (!target) return false;
    openAround(target);
    const partners = [target];
    if (target.dataset.back) {
      const row = document.getElementById(target.dataset.back);
      if (row) partners.push(row);
    } else {
      for (const mark of viewer.querySelectorAll("[data-back]")) {
        if (mark.dataset.back === id) partners.push(mark);
      }
    }
    highlight(partners);
    target.focus({ preventScroll: true });
    reveal(target);
    return true;
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = event.target.closest("[data-place], [data-back]");
    if (!link) return;
    const id = link.dataset.place || link.dataset.back;
    if (!go(id)) return;
    event.preventDefault();
    history.pushState(null, "", `#${id}`); // so that "back" leads back to where the reader was
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") highlight([]);
  });

  if (location.hash.length > 1) go(decodeURIComponent(location.hash.slice(1)));
})();

// Loaded before the page is drawn, so that a dark room sees no white flash. Follows the system's choice.
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const apply = () => root.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
  apply();
  dark.addEventListener("change", apply);
  root.classList.add("has-script");
})();

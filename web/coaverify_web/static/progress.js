// Waits for an upload that takes longer: asks how far it is and shows the results once they are there.
(() => {
  "use strict";

  const panel = document.querySelector("[data-progress]");
  const words = panel.querySelector("[data-progress-words]");
  const bar = panel.querySelector("progress");
  const INTERVAL_MS = 1000;

  async function ask() {
    try {
      const answer = await fetch(panel.dataset.progress);
      if (answer.status === 404) { location.reload(); return; }
      const state = await answer.json();
      const text = `${state.done} of ${state.total} done`;
      if (words.textContent !== text) words.textContent = text;
      bar.value = state.done;
      if (state.done === state.total) { location.reload(); return; }
    } catch {
      words.textContent = "The server does not answer; trying again.";
    }
    setTimeout(ask, INTERVAL_MS);
  }

  setTimeout(ask, INTERVAL_MS);
})();

// The upload form made comfortable: drop files, see and correct what was chosen, see that work goes on.
// Without this script the form works as plain forms do.
(() => {
  "use strict";

  const panel = document.querySelector("[data-busy-panel]");

  function showBusy(words) {
    panel.querySelector("[data-busy-title]").textContent = words;
    panel.hidden = false;
    document.querySelector("[data-busy-status]").textContent = words;
  }

  function busyOnSubmit(form, words) {
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      showBusy(words());
    });
  }

  // Coming back with the browser's back button must not show the page still waiting.
  window.addEventListener("pageshow", () => { panel.hidden = true; });

  for (const form of document.querySelectorAll("form[data-busy]")) {
    busyOnSubmit(form, () => form.dataset.busy);
  }

  const form = document.querySelector("form[data-upload]");
  if (!form) return;

  const input = form.querySelector("input[type=file]");
  const zone = form.querySelector("[data-drop]");
  const list = form.querySelector("[data-file-list]");
  const error = form.querySelector("[data-file-error]");
  const button = form.querySelector("[data-submit]");
  const maxBytes = Number(form.dataset.maxBytes);
  const maxFiles = Number(form.dataset.maxFiles);

  const size = (bytes) => bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`;

  function problem(files) {
    if (files.length === 0) return "Choose at least one certificate: a PDF file or a photo from your computer or phone.";
    if (files.length > maxFiles) return `These are ${files.length} files; one upload takes ${maxFiles}. Send them in parts.`;
    const total = files.reduce((sum, file) => sum + file.size, 0);
    if (total > maxBytes) return `These files hold ${size(total)}; one upload takes ${size(maxBytes)}. Send fewer at a time.`;
    return "";
  }

  function complain(words) {
    error.textContent = words;
    input.classList.toggle("is-invalid", words !== "");
  }

  function keep(files) {
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    input.files = transfer.files;
    show();
  }

  function row(file, index) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.className = "file-name";
    name.textContent = file.name;
    const weight = document.createElement("span");
    weight.className = "file-size";
    weight.textContent = size(file.size);
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "file-remove";
    remove.textContent = "Remove";
    remove.setAttribute("aria-label", `Remove ${file.name}`);
    remove.addEventListener("click", () => {
      keep([...input.files].filter((_, other) => other !== index));
      input.focus();
    });
    item.append(name, weight, remove);
    return item;
  }

  function show() {
    const files = [...input.files];
    list.replaceChildren(...files.map(row));
    list.hidden = files.length === 0;
    button.textContent = files.length > 1 ? `Check ${files.length} certificates` : "Check";
    complain(files.length ? problem(files) : "");
  }

  input.addEventListener("change", show);
  form.querySelector("[data-drop-words]").hidden = false;

  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("is-over"); });
  }
  for (const kind of ["dragleave", "drop"]) {
    zone.addEventListener(kind, () => zone.classList.remove("is-over"));
  }
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    keep([...input.files, ...event.dataTransfer.files]);
  });

  form.addEventListener("submit", (event) => {
    const words = problem([...input.files]);
    complain(words);
    if (words) { event.preventDefault(); input.focus(); }
  });
  busyOnSubmit(form, () => input.files.length === 1 ? `Checking ${input.files[0].name}` : `Checking ${input.files.length} certificates`);
  show();
})();

"""What every page must keep, whatever it shows. Asked of a real browser, which has built the page."""

from __future__ import annotations

from playwright.sync_api import Page

UNNAMED = """() => {
  const words = (elements) => elements.map((e) => e?.textContent || "").join("").trim();
  const labelled = (e) => words((e.getAttribute("aria-labelledby") || "").split(" ").map(
    (id) => document.getElementById(id)));
  const name = (e) => (e.getAttribute("aria-label") || "").trim()
    || labelled(e) || words([...(e.labels || [])])
    || (e.matches("a, button, summary") ? words([e]) || e.querySelector("img[alt]")?.alt : "");
  const asked = "input:not([type=hidden]), select, textarea, button, a, progress, nav, svg[role]"
    + ", [role=region]";
  return [...document.querySelectorAll(asked)].filter((e) => !name(e)).map((e) => e.outerHTML.slice(0, 120));
}"""

FLAWS = """() => {
  const found = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  if (!document.documentElement.lang) found.push("no language");
  if (!document.title.trim()) found.push("no title");
  if (all("main").length !== 1) found.push("not one main");
  if (all("h1").length !== 1) found.push(`${all("h1").length} h1`);
  let last = 0;
  for (const h of all("h1, h2, h3, h4, h5, h6")) {
    const level = Number(h.tagName[1]);
    if (level > last + 1 && !(last === 0)) found.push(`h${level} after h${last}: ${h.textContent.trim()}`);
    last = level;
  }
  for (const i of all("img:not([alt])")) found.push(`img without alt: ${i.src}`);
  for (const t of all("table")) if (!t.querySelector("th[scope]")) found.push("table without headers");
  for (const e of all("[aria-describedby], [aria-labelledby]")) {
    const ids = ["aria-describedby", "aria-labelledby"].flatMap(
      (attribute) => (e.getAttribute(attribute) || "").split(" ").filter(Boolean));
    for (const id of ids) if (!document.getElementById(id)) found.push(`reference to missing #${id}`);
  }
  const ids = all("[id]").map((e) => e.id);
  for (const id of new Set(ids.filter((id, n) => ids.indexOf(id) !== n))) found.push(`id twice: ${id}`);
  if (document.documentElement.scrollWidth > window.innerWidth) found.push("wider than the screen");
  return found;
}"""

CONTRAST = """() => {
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const linear = (v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    const [x, y, z] = [r, g, b].map((v) => linear(v / 255));
    return .2126 * x + .7152 * y + .0722 * z;
  };
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    const unseen = e.closest("svg, .visually-hidden, .skip-link, [hidden], select");
    if (!own || unseen || !e.getClientRects().length) continue;
    const style = getComputedStyle(e);
    const [a, b] = [light(parse(style.color)), light(behind(e))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const large = parseFloat(style.fontSize) >= 24;
    const words = e.textContent.trim().slice(0, 40);
    if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} "${words}" .${e.className}`);
  }
  return found;
}"""


def flaws(page: Page) -> list[str]:
    """What a keyboard or screen-reader user would stumble over; empty where all is well."""
    unnamed: list[str] = page.evaluate(UNNAMED)
    structure: list[str] = page.evaluate(FLAWS)
    contrast: list[str] = page.evaluate(CONTRAST)
    return [
        *(f"without a name: {one}" for one in unnamed),
        *structure,
        *(f"contrast {one}" for one in contrast),
    ]

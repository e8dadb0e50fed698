"use strict";
// Without this script the status filter, folding and links still work.
(() => {
  const $ = (id) => document.getElementById(id);
  const open = () => {
    const target = location.hash && $(location.hash.slice(1));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
  addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll(".folder, .site")) part.open = true;
  });
  if (!$("text")) return;
  const sites = [...document.querySelectorAll("details.site")];
  const texts = new Map();
  const show = () => {
    const words = $("text").value.toLowerCase().split(/\s+/).filter(Boolean);
    const folder = $("folder").value;
    let shown = 0;
    for (const site of sites) {
      if (words.length && !texts.has(site)) texts.set(site, site.textContent.toLowerCase());
      const inside = !folder || site.closest(".folder").dataset.folder === folder;
      site.hidden = !inside || !words.every((word) => texts.get(site).includes(word));
      shown += !site.hidden;
    }
    for (const group of document.querySelectorAll(".folder")) {
      group.hidden = !group.querySelector(".site:not([hidden])");
      if (words.length || folder) group.open = true;
    }
    $("shown").textContent = shown === sites.length ? "" : `${shown} of ${sites.length}`;
  };
  $("text").addEventListener("input", show);
  $("folder").addEventListener("change", show);
  $("unfold").addEventListener("click", () => {
    const unfold = $("unfold").ariaPressed !== "true";
    $("unfold").ariaPressed = String(unfold);
    $("unfold").textContent = unfold ? "Fold all" : "Unfold all";
    for (const part of document.querySelectorAll(".folder, .site")) part.open = unfold;
  });
  document.querySelector(".needs-script").hidden = false;
})();

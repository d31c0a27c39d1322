// Keys, dialogs, lists: what makes the pages quick without the mouse. Everything works without it, slower.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const typing = (node) => node.closest("input, select, textarea, [contenteditable]");

  const open = (id) => {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) { dialog.showModal(); const field = $("input:not([type=hidden])", dialog); if (field) field.select(); }
  };
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) open(opener.dataset.open);
    if (event.target.tagName === "DIALOG") event.target.close();
    $$("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    if (event.target.closest("[data-print]")) window.print();
    const row = event.target.closest("[data-row]");
    if (row && !event.target.closest("a, button, input, label")) choose(rows().indexOf(row), true);
  });

  // A counter: the next scan takes the place of the last number, and the birth date that belonged to it goes.
  const scan = $("[data-select]");
  if (scan && scan.value) {
    const [before, second] = [scan.value, document.getElementById(scan.dataset.select)];
    scan.select();
    scan.addEventListener("input", () => { if (second && scan.value.length < before.length - 3) second.value = ""; }, { once: true });
  }

  // A list: j and k move, Enter opens the row's first link or presses its first candidate.
  const rows = () => $$("[data-row]");
  let at = -1;
  const choose = (index, follow = false) => {
    const all = rows();
    if (!all.length) return;
    at = Math.max(0, Math.min(index, all.length - 1));
    all.forEach((row, i) => { row.classList.toggle("on", i === at); row.setAttribute("aria-selected", i === at); });
    all[at].scrollIntoView({ block: "nearest" });
    if (all[at].hasAttribute("hx-get")) htmx.trigger(all[at], "choose");
    else if (follow) { const link = $("a[href]", all[at]); if (link) link.click(); }
  };
  const press = (n) => { const found = $$("[data-candidate]")[n]; if (found) found.click(); return Boolean(found); };
  let before = "";
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); open("palette"); return; }
    const palette = event.target.closest("#palette");
    if (palette && ["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) { walk(palette, event); return; }
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
    if (event.key === "/") { event.preventDefault(); open("palette"); }
    else if (event.key === "?") open("keys");
    else if (event.key === "j") choose(at + 1);
    else if (event.key === "k") choose(at - 1);
    else if (event.key === "Enter" && at >= 0 && event.target === document.body) {
      if (!press(0)) { const link = $("a[href]", rows()[at]); if (link) link.click(); }
    }
    else if (/^[1-9]$/.test(event.key)) press(Number(event.key) - 1);
    else if (before === "g" && event.key === "h") location.href = "/";
    before = event.key;
  });
  const walk = (palette, event) => {
    const links = $$(".found a", palette);
    if (!links.length) return;
    event.preventDefault();
    const now = links.findIndex((link) => link.classList.contains("on"));
    if (event.key === "Enter") { links[Math.max(now, 0)].click(); return; }
    const next = (now + (event.key === "ArrowDown" ? 1 : -1) + links.length) % links.length;
    links.forEach((link, i) => link.classList.toggle("on", i === next));
    links[next].scrollIntoView({ block: "nearest" });
  };

  // Files dropped on a field of files are put into it.
  ["dragover", "dragleave", "drop"].forEach((kind) => document.addEventListener(kind, (event) => {
    const field = event.target.closest && event.target.closest(".dropzone");
    if (!field) return;
    event.preventDefault();
    field.classList.toggle("over", kind === "dragover");
    if (kind === "drop") { const input = $("input[type=file]", field); input.files = event.dataTransfer.files; input.dispatchEvent(new Event("change", { bubbles: true })); }
  }));
  document.addEventListener("change", (event) => {
    if (event.target.matches(".dropzone input[type=file]")) {
      const name = $(".drop-name", event.target.closest(".dropzone"));
      if (name && event.target.files[0]) name.textContent = event.target.files[0].name;
    }
    if (event.target.matches("select[data-go]") || (event.target.matches("input[data-go]") && event.target.value)) event.target.form.requestSubmit();
  });
  document.addEventListener("htmx:afterSwap", () => { at = rows().findIndex((row) => row.classList.contains("on")); });
  document.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status === 403) location.reload(); });
  if ($("[data-worklist]")) choose(0);
  // On a phone tabs are wider than the screen: the one that is open is brought in sight.
  $$(".tabs [aria-current]").forEach((tab) => { const bar = tab.parentElement; if (bar.scrollWidth > bar.clientWidth) bar.scrollLeft = tab.offsetLeft - bar.offsetLeft - (bar.clientWidth - tab.offsetWidth) / 2; });
})();

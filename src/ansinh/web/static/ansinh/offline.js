// Work without a signal: what is written down is kept on the phone first, then sent, each with its own key, until answered.
(() => {
  const PAGES = "ansinh-day", PARTS = "ansinh-parts";
  const bar = document.querySelector("[data-offline]");
  if (!window.isSecureContext || !("serviceWorker" in navigator) || !window.indexedDB) return;
  const erasePages = () => Promise.all([caches.delete(PAGES), caches.delete(PARTS)]);
  if (!bar) { erasePages(); return; } // nobody is signed in here: no list stays
  const user = bar.dataset.user, language = bar.dataset.language;
  const say = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), bar.dataset[`say${name}`]);
  const find = (selector, root = bar) => root.querySelector(selector);

  // The queue: one row an item, written through to the disk before anybody is told that it is kept.
  const opened = new Promise((done, fail) => {
    const asked = indexedDB.open("ansinh", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("items", { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  const inStore = async (mode, act) => {
    const base = await opened;
    return new Promise((done, fail) => {
      const work = base.transaction("items", mode, { durability: "strict" });
      const asked = act(work.objectStore("items"));
      work.oncomplete = () => done(asked.result);
      work.onabort = work.onerror = () => fail(work.error);
    });
  };
  const keep = (item) => inStore("readwrite", (store) => store.put(item));
  const drop = (key) => inStore("readwrite", (store) => store.delete(key));
  const mine = async () => (await inStore("readonly", (store) => store.getAll())).filter((item) => item.user === user).sort((a, b) => a.recorded_at - b.recorded_at);

  // Sending: one tab at a time; the server knows the keys, so an answer that was lost is asked for again.
  let standing = "";
  const cookie = (name) => (document.cookie.split("; ").find((one) => one.startsWith(`${name}=`)) || "").slice(name.length + 1);
  const send = () => navigator.locks.request("ansinh-queue", async () => {
    const waiting = (await mine()).filter((item) => item.state === "waiting").slice(0, 50);
    if (waiting.length) standing = await deliver(waiting);
    else if (navigator.onLine) standing = "";
    await show();
    return standing;
  });
  const deliver = async (waiting) => {
    const body = JSON.stringify({ sent_at: Date.now(), items: waiting.map(({ user: _, state: __, ...item }) => item) });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") };
    let answer;
    try {
      answer = await fetch(bar.dataset.sync, { method: "POST", headers, body, redirect: "manual", signal: AbortSignal.timeout(30000) });
    } catch (error) { return "away"; }
    if (answer.type === "opaqueredirect" || answer.status === 403) { await erasePages(); return "login"; }
    if (!answer.ok) return "away";
    for (const told of (await answer.json()).items) {
      const item = waiting.find((one) => one.key === told.key);
      if (!item) continue;
      if (told.state === "done") await drop(item.key);
      else await keep({ ...item, state: told.state, words: told.message });
    }
    return waiting.length === 50 ? "more" : "";
  };

  // What the person sees: how many wait, what needs a look, that there is no signal.
  const show = async (words = "") => {
    const items = await mine(), waiting = items.filter((item) => item.state === "waiting"), look = items.length - waiting.length;
    const parts = [words];
    if (standing === "login") parts.push(say("Login"));
    else if (!navigator.onLine || (standing === "away" && waiting.length)) parts.push(say("Away"));
    if (waiting.length) parts.push(say("Waiting", { n: waiting.length }));
    if (look) parts.push(say("Look", { n: look }));
    const said = parts.filter(Boolean).join(" ");
    find("[data-offline-said]").textContent = said;
    bar.hidden = !said;
    bar.classList.toggle("gold", Boolean(waiting.length || look || !navigator.onLine));
    find("[data-offline-send]").hidden = !waiting.length || standing === "login";
    const login = find("[data-offline-login]");
    login.hidden = standing !== "login";
    login.href = `/login/?next=${encodeURIComponent(location.pathname)}`;
    find("[data-offline-items]").replaceChildren(...items.map(line));
    const marked = new Set(waiting.map((item) => String(item.prospect)));
    document.querySelectorAll("[data-person]").forEach((card) => { const mark = find("[data-mark]", card); if (mark) mark.hidden = !marked.has(card.dataset.person); });
  };
  const make = (name, text, style) => { const node = document.createElement(name); node.textContent = text; if (style) node.className = style; return node; };
  const slip = (item) => `T-${item.key.slice(0, 6).toUpperCase()}`;
  const line = (item) => {
    const row = document.createElement("li"), left = document.createElement("div");
    const taken = item.kind === "receipt" ? ` · ${slip(item)} · ${say("Taken", { x: Number(item.amount).toLocaleString("de-DE") })}` : item.label ? ` · ${item.label}` : "";
    const at = new Date(item.recorded_at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    left.append(make("b", item.name || `#${item.prospect}`), make("span", `${at}${taken}`, "sub"));
    if (item.words) left.append(make("p", item.words[language] || item.words.vi));
    row.append(left);
    if (item.state === "waiting") row.append(make("span", say("StateWaiting"), "tag gold"));
    else {
      const read = make("button", say("Read"), "btn");
      read.addEventListener("click", async () => { await drop(item.key); show(); });
      left.append(make("span", say(item.state === "kept" ? "StateKept" : "StateRefused"), item.state === "kept" ? "tag" : "tag red"));
      row.append(read);
    }
    return row;
  };

  // A form: kept, sent, and only then on to the next page.
  const item_of = (form, button) => {
    const given = new FormData(form), [outcome, days] = (button && button.name === "outcome" ? button.value : given.get("outcome") || "").split(":");
    const item = { key: crypto.randomUUID(), user, state: "waiting", kind: form.dataset.queue, prospect: Number(form.dataset.prospect), name: form.dataset.name, recorded_at: Date.now() };
    if (item.kind === "receipt") return { ...item, scheme: given.get("scheme"), renewal: given.get("renewal") === "1", payer: (given.get("payer") || "").trim(), amount: Number((given.get("amount") || "").replace(/\D/g, "")) };
    return { ...item, way: given.get("way") || "visit", outcome, days: Number(days || 0), promised: given.get("promised") || "", note: (given.get("note") || "").trim(), label: button ? button.textContent : "" };
  };
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.dataset.sure) return;
    if (form.matches("form[data-queue]")) {
      event.preventDefault();
      if (form.dataset.busy) return;
      form.dataset.busy = "1";
      const item = item_of(form, event.submitter);
      try { await keep(item); } catch (error) { form.dataset.sure = "1"; form.requestSubmit(event.submitter); return; } // no room on the phone: the ordinary way
      await send();
      const left = (await mine()).find((one) => one.key === item.key);
      delete form.dataset.busy;
      if (form.dataset.then) { location.assign(form.dataset.then); return; }
      if (!left) { location.reload(); return; }
      form.reset();
      const card = form.closest("details[data-person]");
      if (card && item.kind === "contact") card.open = false;
      await show(item.kind === "receipt" && left.state === "waiting" ? say("Temporary", { n: slip(item) }) : "");
      bar.scrollIntoView({ block: "nearest" });
    } else if (form.action.endsWith("/logout/")) {
      event.preventDefault();
      leave(form);
    }
  });

  // Signing out: first what waits is sent, then everything is erased.
  const leave = async (form) => {
    await send();
    const waiting = (await mine()).filter((item) => item.state === "waiting").length;
    await erasePages();
    if (waiting && !(await sure(waiting))) return;
    for (const item of await mine()) await drop(item.key);
    for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
    if (!navigator.onLine) { await show(say("Left")); return; }
    form.dataset.sure = "1";
    form.submit();
  };
  const sure = (waiting) => new Promise((done) => {
    const dialog = make("dialog", "", "sheet"), buttons = make("div", "", "actions");
    const stay = make("button", say("Stay"), "btn pri"), erase = make("button", say("Erase"), "btn bad");
    buttons.append(stay, erase);
    dialog.append(make("p", say("Leave", { n: waiting })), buttons);
    document.body.append(dialog);
    const close = (answer) => { dialog.remove(); done(answer); };
    stay.addEventListener("click", () => close(false));
    erase.addEventListener("click", () => close(true));
    dialog.addEventListener("cancel", () => close(false));
    dialog.showModal();
  });

  // Whose list lies here: nobody sees that of another user of the same phone.
  const eraseOthers = async () => {
    if (!(await caches.has(PAGES))) return;
    const kept = await (await caches.open(PAGES)).matchAll();
    if (kept.some((one) => one.headers.get("X-Kept-For") !== user)) await erasePages();
  };

  // The list of the day, kept by this page when it is newer than what is kept.
  const keepDay = async (mark) => {
    await navigator.serviceWorker.register(bar.dataset.worker, { scope: mark.dataset.scope });
    const pages = await caches.open(PAGES), address = new URL(mark.dataset.keep, location.href).href, before = await pages.match(address);
    const fresh = before && before.headers.get("X-Kept-For") === user && before.headers.get("X-Kept-Mark") === mark.dataset.mark && new Date(Number(before.headers.get("X-Kept-At"))).toDateString() === new Date().toDateString();
    if (fresh) return;
    const page = await fetch(address);
    if (!page.ok || page.redirected) { await erasePages(); return; }
    const headers = new Headers(page.headers);
    ["Content-Encoding", "Content-Length"].forEach((name) => headers.delete(name));
    headers.set("X-Kept-At", Date.now());
    headers.set("X-Kept-For", user);
    headers.set("X-Kept-Mark", mark.dataset.mark);
    await pages.put(address, new Response(await page.blob(), { headers }));
    const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], link[rel=preload], script[src]")].map((node) => node.href || node.src);
    const fonts = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => name.endsWith(".woff2"));
    await (await caches.open(PARTS)).addAll([...new Set([...parts, ...fonts, "/static/ansinh/offline.html"])]);
    document.documentElement.dataset.dayKept = mark.dataset.mark;
  };
  const mark = document.querySelector("[data-keep]");
  eraseOthers().then(() => (mark && navigator.onLine ? keepDay(mark) : undefined)).catch(() => undefined);
  const open = /\/(\d+)\/$/.exec(location.pathname) || /[?&]at=(\d+)/.exec(location.search);
  const card = open && document.querySelector(`details[data-person="${open[1]}"]`);
  if (card) card.open = true;

  find("[data-offline-send]").addEventListener("click", send);
  addEventListener("online", send);
  addEventListener("offline", () => show());
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  setInterval(async () => { if (!document.hidden && (await mine()).some((item) => item.state === "waiting")) send(); }, 20000);
  send();
})();

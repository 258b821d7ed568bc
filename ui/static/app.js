/* What the pages need of the browser beyond HTML. Nothing here reads or sends anything but the address bar.

   1. Links and forms of the app change the address and let Streamlit draw the page again over the open
      connection: one history entry each, a tenth of the time of loading the page anew.
   2. A quote that is lit is brought into view within the page image; the rest of the screen stays put.
   3. What happened is announced to screen readers, and focus goes where the reader goes on. */
"use strict";
(() => {
  if (window.panelPapers) return;
  window.panelPapers = true;

  let wanted = null; // CSS selector to focus once it is drawn
  let reveal = null; // CSS selector to bring on screen once it is drawn
  const known = new Set(); // elements that were there when the reader left: the new ones are waited for

  /* "a | b" is a, or b where there is no a. */
  const choices = (selectors) => (selectors ? selectors.split(" | ") : []);
  const fresh = (selectors) => choices(selectors)
    .map((selector) => document.querySelector(`.stHtml ${selector}`))
    .find((found) => found && !known.has(found));

  const go = (address, focus, show) => {
    if (address === location.pathname + location.search) {
      if (show) bring(show);
      return;
    }
    wanted = focus || null;
    reveal = show || null;
    known.clear();
    for (const selector of [...choices(wanted), ...choices(reveal)]) {
      const now = document.querySelector(`.stHtml ${selector}`);
      if (now) known.add(now);
    }
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".stHtml a[href]");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const href = link.getAttribute("href");
    if (link.hasAttribute("download") || link.dataset.out) return; // a file or a feed: the browser's own business
    if (href.startsWith("#")) {
      const target = document.getElementById(href.slice(1));
      if (!target) return;
      event.preventDefault();
      target.setAttribute("tabindex", "-1");
      target.focus();
      return;
    }
    if (!href.startsWith("/") || href.startsWith("//")) return;
    event.preventDefault();
    go(href, link.dataset.focus || (new URL(link.href).pathname !== location.pathname ? "h1" : null), link.dataset.show);
  }, true);

  document.addEventListener("submit", (event) => {
    const form = event.target.closest && event.target.closest(".stHtml form");
    if (!form) return;
    event.preventDefault();
    const parameters = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && value.trim()) parameters.append(name, value.trim());
    }
    const query = parameters.toString();
    go(form.getAttribute("action") + (query ? "?" + query : ""), form.dataset.focus);
  }, true);

  document.addEventListener("keydown", (event) => {
    const area = event.target.closest && event.target.closest(".stHtml form textarea");
    if (!area || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (area.value.trim()) area.form.requestSubmit();
  }, true);

  /* A choice that needs no button: data-go holds the address of each option as its value. */
  document.addEventListener("change", (event) => {
    const box = event.target.closest && event.target.closest(".stHtml select[data-go]");
    if (box && box.value.startsWith("/") && !box.value.startsWith("//")) go(box.value);
  }, true);

  document.addEventListener("click", async (event) => {
    const button = event.target.closest && event.target.closest(".stHtml button[data-copy]");
    if (!button) return;
    const text = button.dataset.copy.replaceAll("{here}", location.origin);
    try {
      await navigator.clipboard.writeText(text);
      say("Copied");
      button.dataset.copied = "yes";
      setTimeout(() => delete button.dataset.copied, 1600);
    } catch {
      say("Copying was not allowed by the browser");
    }
  }, true);

  const live = document.createElement("div");
  live.id = "pp-live";
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");
  document.body.append(live);
  const say = (text) => { live.textContent = ""; setTimeout(() => { live.textContent = text; }, 60); };

  /* The size of page images: one for the whole app, kept while it is open. */
  const sizes = [1, 1.25, 1.6, 2, 2.6];
  let size = 0;
  const showSize = () => {
    const per = `${Math.round(sizes[size] * 100)}%`;
    document.documentElement.style.setProperty("--pp-zoom", sizes[size]);
    for (const shown of document.querySelectorAll(".pp-zoom")) if (shown.textContent !== per) shown.textContent = per;
    return per;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest(".stHtml button[data-zoom]");
    if (!button) return;
    size = Math.min(Math.max(size + Number(button.dataset.zoom), 0), sizes.length - 1);
    say(`Page at ${showSize()}`);
    for (const pane of document.querySelectorAll("[data-pane]")) centre(pane);
  }, true);

  const centre = (pane) => {
    const spot = pane.querySelector("[data-lit], mark");
    if (!spot || pane.dataset.pane === "flows") return;
    const from = pane.getBoundingClientRect();
    const box = spot.getBoundingClientRect();
    pane.scrollTop += box.top - from.top - pane.clientHeight / 4;
    pane.scrollLeft += box.left - from.left - pane.clientWidth / 8;
  };

  let announced = new Set();
  let shown = "";
  const settle = () => {
    const texts = [...document.querySelectorAll("[data-announce]")].map((message) => message.dataset.announce);
    const news = texts.filter((text) => text && !announced.has(text));
    if (news.length) say(news.join(". "));
    announced = new Set(texts);
    showSize();
    if (wanted) {
      const target = fresh(wanted);
      if (target) {
        wanted = null;
        if (!target.matches("a,button,input,select,summary")) target.setAttribute("tabindex", "-1");
        target.focus({ preventScroll: target.tagName !== "H1" });
        if (target.tagName === "H1") document.querySelector(".stMain")?.scrollTo(0, 0);
      }
    }
    const quote = document.querySelector("[data-quote]");
    const key = quote ? quote.dataset.quote : "";
    if (quote && key !== shown) {
      for (const pane of document.querySelectorAll("[data-pane]")) {
        const spot = pane.querySelector("[data-lit], mark");
        if (spot && pane.dataset.pane === "flows") {
          const main = document.querySelector(".stMain");
          const top = spot.getBoundingClientRect().top;
          if (main && (top < 0 || top > innerHeight * 0.7)) main.scrollTop += top - innerHeight / 3;
        } else if (spot && pane.scrollHeight > pane.clientHeight) {
          centre(pane);
        } else if (!spot) {
          pane.scrollTop = 0;
        }
      }
    }
    shown = key;
    if (reveal) {
      if (fresh(reveal)) {
        bring(reveal);
        reveal = null;
      }
    }
  };
  const bring = (selector) => {
    const target = document.querySelector(`.stHtml ${selector}`);
    if (target && target.getBoundingClientRect().top > innerHeight * 0.5) target.scrollIntoView({ block: "start" });
  };
  let due = 0;
  new MutationObserver(() => { clearTimeout(due); due = setTimeout(settle, 40); })
    .observe(document.body, { childList: true, subtree: true });
  settle();
})();

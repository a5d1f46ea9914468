"use strict";
(() => {
  const root = document.documentElement;
  const panels = Array.from(document.querySelectorAll("details.claim"));
  const panelOf = new Map(panels.map((panel) => [panel.dataset.claim, panel]));
  const article = document.querySelector(".text");
  const marks = Array.from(article.querySelectorAll("mark, span"));
  const numbers = Array.from(article.querySelectorAll("a.number"));
  const numberOf = new Map(numbers.map((number) => [number.hash.slice("#claim-".length), number]));
  const column = document.getElementById("claims");
  const narrow = window.matchMedia("(max-width: 62rem)");
  const filters = Array.from(document.querySelectorAll("[data-filter]"));
  const status = document.querySelector("[role=status]");
  const ids = (list) => (list ? list.split(" ") : []);
  const roles = (mark) => [mark.dataset.claims, mark.dataset.sources, mark.dataset.cues].flatMap(ids);
  const passing = new Set(panelOf.keys());
  let selected = null;
  let printing = false;

  function paint() {
    root.classList.toggle("picked", selected !== null);
    for (const mark of marks) mark.classList.toggle("on", roles(mark).includes(selected));
    for (const [id, number] of numberOf) number.setAttribute("aria-expanded", String(id === selected));
  }

  function select(id) {
    selected = id;
    for (const panel of panels) panel.open = panel.dataset.claim === id;
    paint();
  }

  function show(id) {
    select(id);
    const panel = panelOf.get(id);
    panel.querySelector("summary").focus({ preventScroll: true });
    if (narrow.matches) seek(id, "start");
    else column.scrollTo({ top: panel.offsetTop - 8 });
  }

  function seek(id, block) {
    const number = numberOf.get(id);
    if (number) number.scrollIntoView({ block });
  }

  function goBack(id) {
    const number = numberOf.get(id);
    if (number) number.focus({ preventScroll: true });
    seek(id, "center");
  }

  function filter() {
    const wanted = filters.filter((button) => button.getAttribute("aria-pressed") === "true");
    passing.clear();
    for (const panel of panels) {
      const tags = ids(panel.dataset.tags);
      const passes = wanted.every((button) => tags.includes(button.dataset.filter));
      if (passes) passing.add(panel.dataset.claim);
      panel.classList.toggle("off", !passes);
    }
    for (const [id, number] of numberOf) number.classList.toggle("off", !passing.has(id));
    for (const mark of marks) {
      const own = ids(mark.dataset.claims);
      mark.classList.toggle("off", !(own.length ? own : roles(mark)).some((id) => passing.has(id)));
    }
    if (selected !== null && !passing.has(selected)) select(null);
    status.textContent = wanted.length ? `${passing.size} of ${panels.length} claims shown` : "";
  }

  for (const number of numbers) {
    const id = number.hash.slice("#claim-".length);
    number.setAttribute("role", "button");
    number.setAttribute("aria-controls", `panel-${id}`);
    number.setAttribute("aria-expanded", "false");
    number.addEventListener("click", (event) => {
      event.preventDefault();
      if (selected === id) select(null);
      else show(id);
    });
    number.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        number.click();
      }
    });
  }

  article.addEventListener("click", (event) => {
    const mark = event.target.closest("mark, span");
    if (!mark || !article.contains(mark) || !document.getSelection().isCollapsed) return;
    const own = ids(mark.dataset.claims);
    const open = (own.length ? own : roles(mark)).filter((id) => passing.has(id));
    if (!open.length) return;
    const next = open.indexOf(selected) + 1;
    if (next < open.length) show(open[next]);
    else select(null);
  });

  for (const panel of panels) {
    panel.addEventListener("toggle", () => {
      const id = panel.dataset.claim;
      if (printing || panel.open === (selected === id)) return;
      select(panel.open ? id : null);
      if (panel.open) seek(id, narrow.matches ? "start" : "nearest");
    });
  }

  for (const link of document.querySelectorAll("[data-open]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (!passing.has(link.dataset.open)) {
        for (const button of filters) button.setAttribute("aria-pressed", "false");
        filter();
      }
      show(link.dataset.open);
    });
  }

  for (const link of document.querySelectorAll("[data-back]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (narrow.matches) select(null);
      goBack(link.dataset.back);
    });
  }

  for (const button of document.querySelectorAll("[aria-pressed]")) {
    button.addEventListener("click", () => {
      const pressed = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(pressed));
      if ("voice" in button.dataset) root.classList.toggle("voiced", pressed);
      else filter();
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || selected === null) return;
    const id = selected;
    select(null);
    goBack(id);
  });

  window.addEventListener("beforeprint", () => {
    printing = true;
    for (const panel of panels) panel.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const panel of panels) panel.open = panel.dataset.claim === selected;
    setTimeout(() => { printing = false; });
  });

  root.classList.add("js");
  document.querySelector(".filters").hidden = !panels.length;
})();

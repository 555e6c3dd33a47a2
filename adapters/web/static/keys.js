// Single keys where nothing is being written: j and k go through the messages, r replies.
const log = document.getElementById("log");
const scroll = document.getElementById("scroll");

export function attachKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, dialog") || event.isComposing) return;
    const step = { j: 1, k: -1 }[event.key];
    if (step) go(step);
    else if (event.key === "r") here()?.querySelector("[data-reply]")?.click();
    else return;
    event.preventDefault();
  });
  // A menu closes like one: by Escape, or by a press anywhere else.
  document.addEventListener("click", (event) => closeMenus(event.target));
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector("details.more[open]");
    if (!open || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open.open = false;
    open.querySelector("summary").focus();
  }, true);
}

function closeMenus(pressed) {
  for (const menu of document.querySelectorAll("details.more[open]"))
    if (!menu.contains(pressed)) menu.open = false;
}

function here() {
  return document.activeElement.closest(".message");
}

function go(step) {
  const messages = [...log.querySelectorAll(".message:not([hidden])")];
  const at = messages.indexOf(here());
  const next = at < 0 ? messages.findLastIndex(shown) : at + step;
  const target = messages[Math.max(0, Math.min(next, messages.length - 1))];
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "nearest" });
}

function shown(message) {
  return message.getBoundingClientRect().top < scroll.getBoundingClientRect().bottom;
}

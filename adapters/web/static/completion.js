// Suggestions for the word being typed: a listbox that the box's keys move through.
const WAIT_MS = 60;
const list = document.getElementById("completions");
const body = document.body;

let text;
let timer;
let active = -1;
let asked = 0;

export function attachCompletion(box) {
  text = box;
  text.addEventListener("input", later);
  text.addEventListener("keydown", steer);
  text.addEventListener("blur", hide);
  text.form.addEventListener("submit", hide);
  // A press on the list must not take the focus from the box.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => take(event.target.closest("[role=option]")));
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT_MS);
}

async function ask() {
  const number = ++asked;
  const before = text.value.slice(0, text.selectionStart);
  if (!before.trim() || text.selectionStart !== text.selectionEnd) return hide();
  const answer = await fetch("/complete", {
    method: "POST",
    body: new URLSearchParams({ text: before }),
    headers: { "X-Person": body.dataset.person },
  }).catch(() => undefined);
  if (number !== asked || !answer?.ok) return undefined;
  show(await answer.text());
  return undefined;
}

function show(html) {
  list.innerHTML = html;
  // What is typed in full already needs no suggestion.
  const word = text.value.slice(0, text.selectionStart).match(/\S*$/)[0];
  [...list.children].forEach((option) => option.dataset.insert.trim() === word && option.remove());
  active = -1;
  const some = list.children.length > 0 && document.activeElement === text;
  list.hidden = !some;
  text.removeAttribute("aria-activedescendant");
}

function hide() {
  asked += 1;
  clearTimeout(timer);
  show("");
}

function steer(event) {
  if (list.hidden || event.isComposing) return;
  const count = list.children.length;
  if (event.key === "ArrowDown") mark((active + 1) % count);
  else if (event.key === "ArrowUp") mark((active + count - (active < 0 ? 0 : 1)) % count);
  else if (event.key === "Tab" && !event.shiftKey) take(list.children[Math.max(active, 0)]);
  else if (event.key === "Enter" && !event.shiftKey && active >= 0) take(list.children[active]);
  else if (event.key === "Escape") hide();
  else return;
  event.preventDefault();
}

function mark(index) {
  active = index;
  [...list.children].forEach((option, number) => {
    option.setAttribute("aria-selected", String(number === index));
    if (number !== index) return;
    option.scrollIntoView({ block: "nearest" });
    text.setAttribute("aria-activedescendant", option.id);
  });
}

function take(option) {
  if (!option) return;
  const end = text.selectionStart;
  const start = text.value.slice(0, end).search(/\S*$/);
  const insert = option.dataset.insert;
  const gap = /\s$/.test(insert) || /^\s/.test(text.value.slice(end)) ? "" : " ";
  text.setRangeText(insert + gap, start, end, "end");
  hide();
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

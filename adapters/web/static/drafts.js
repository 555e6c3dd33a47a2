// What is being written outlives a reload, and what was sent can be called back to be mended.
const LINES_MAX = 50;
const person = document.body.dataset.person;
const DRAFT = `draft:${person}`;
const LINES = `lines:${person}`;

let box;
let restore;
let at = 0;
let recalled = "";

export function attachDrafts(textarea, put) {
  box = textarea;
  restore = put;
  box.addEventListener("keydown", steer);
  const draft = read(DRAFT);
  if (draft?.text) restore(draft);
}

export function keepDraft(line) {
  write(DRAFT, line);
}

export function keepLine(line) {
  if (!line.text.trim()) return;
  const earlier = lines().filter((one) => one.text !== line.text);
  write(LINES, [...earlier, line].slice(-LINES_MAX));
  at = 0;
}

// As in a terminal: upwards into the past, from an empty box or from what was called back.
function steer(event) {
  const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (!step || event.defaultPrevented || event.isComposing || event.shiftKey) return;
  const untouched = box.value !== "" && box.value === recalled;
  if (box.value && !untouched) return;
  const known = lines();
  const next = (untouched ? at : 0) + step;
  if (next < 0 || next > known.length) return;
  event.preventDefault();
  at = next;
  const line = known.at(-at);
  recalled = at ? line.text : "";
  restore(at ? line : { text: "", replyTo: "", picture: "" });
}

function lines() {
  return read(LINES) ?? [];
}

// A browser may keep nothing for a page, or have no room.
function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return undefined;
  }
}

function write(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Then it is not kept.
  }
}

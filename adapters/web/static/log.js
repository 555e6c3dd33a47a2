// The log: follows the server's events, keeps the place, and says aloud what is new.
import { attachAttention, noteReady } from "./attention.js";
import { leaveThread, refreshThreads } from "./threads.js";
import { tidyTimes } from "./times.js";

const NEAR_PX = 160;
const DECODE_MS = 400;
const LINGER_MS = 5000;

const body = document.body;
const scroll = document.getElementById("scroll");
const log = document.getElementById("log");
const empty = document.getElementById("empty");
const news = document.getElementById("news");
const older = document.getElementById("older");
const lost = document.getElementById("lost");

let source;
let cursor = body.dataset.cursor;
let turn = Promise.resolve();

export function attachLog() {
  tidy();
  toEnd();
  settle();
  follow();
  attachAttention();
  document.addEventListener("visibilitychange", () =>
    document.hidden ? setTimeout(restIfIdle, LINGER_MS) : follow(),
  );
  window.addEventListener("pagehide", rest);
  window.addEventListener("pageshow", follow);
  news.addEventListener("click", () => (news.dataset.to ? jump(news.dataset.to) : toEnd()));
  scroll.addEventListener("scroll", offerNewest, { passive: true });
  document.getElementById("load-older").addEventListener("click", loadOlder);
  document.addEventListener("click", (event) => {
    const pointer = event.target.closest("[data-jump]");
    if (!pointer) return;
    event.preventDefault();
    jump(pointer.dataset.jump);
  });
}

function follow() {
  if (source || idle()) return;
  const query = new URLSearchParams({ as: body.dataset.person, after: cursor });
  source = new EventSource(`/events?${query}`);
  source.addEventListener("open", () => (lost.hidden = true));
  source.addEventListener("error", () => (lost.hidden = false));
  source.addEventListener("message", (event) => inTurn(() => put(event.data)));
  source.addEventListener("gone", (event) => inTurn(() => remove(event.data)));
  source.addEventListener("cursor", (event) => inTurn(() => arrived(event.data)));
  source.addEventListener("balance", (event) => {
    document.getElementById("balance").innerHTML = event.data;
  });
  source.addEventListener("reset", (event) => inTurn(() => reload(event.lastEventId)));
}

function arrived(next) {
  cursor = next;
  restIfIdle();
}

// A hidden tab lets its connection go, as browsers allow few to one server; but not while a picture
// of its person is being drawn, so that its title can tell of it.
function idle() {
  return document.hidden && !log.querySelector(".message.progress[data-mine]");
}

function restIfIdle() {
  if (idle()) rest();
}

function rest() {
  source?.close();
  source = undefined;
}

// Changes are made one after the other, in the order they were told.
function inTurn(change) {
  turn = turn.then(change).catch((error) => console.error(error));
}

async function put(html) {
  const fresh = parse(html).firstElementChild;
  const old = document.getElementById(fresh.id);
  const follows = atEnd();
  await decoded(fresh);
  if (old) swap(old, fresh);
  else insert(fresh);
  htmx.process(fresh);
  tidy();
  tell(old, fresh, follows);
}

function swap(old, fresh) {
  const held = old.contains(document.activeElement) && document.activeElement;
  const key = held && (held.dataset.key ?? held.dataset.open);
  const unfolded = old.querySelector("details[open]") !== null;
  old.replaceWith(fresh);
  if (unfolded) fresh.querySelectorAll("details").forEach((fold) => (fold.open = true));
  if (!held) return;
  const same = [...fresh.querySelectorAll("[data-key],[data-open]")];
  (same.find((one) => (one.dataset.key ?? one.dataset.open) === key) ?? fresh).focus();
}

function insert(fresh) {
  const number = Number(fresh.dataset.number);
  const after = [...log.children].find((other) => Number(other.dataset.number) > number);
  log.insertBefore(fresh, after ?? null);
}

function remove(number) {
  const old = document.getElementById(`m${number}`);
  // A button that is at work is disabled and has lost the focus already.
  const working = document.activeElement === body && old?.querySelector("button:disabled");
  const held = working || old?.contains(document.activeElement);
  old?.remove();
  if (held) scroll.focus({ preventScroll: true });
  tidy();
}

function tell(old, fresh, follows) {
  const mine = fresh.classList.contains("mine");
  const done = old?.dataset.tone === "progress" && fresh.dataset.tone !== "progress";
  if (done && "mine" in fresh.dataset) noteReady();
  if (mine || follows) toEnd();
  else if (!old || done) beckon(fresh, done);
  if (mine || (old && !done)) return;
  announce([fresh.querySelector(".text"), fresh.querySelector(".quote")]);
}

// With the words it is about: the same sentence twice would be said once.
function announce(parts) {
  const said = parts.filter(Boolean).map((part) => part.textContent.trim()).join(" ");
  const box = document.getElementById("announce");
  box.textContent = box.textContent === said ? `${said}\u00a0` : said;
}

// Far up, there is a way back to the newest; it says so where something new is there.
function offerNewest() {
  if (atEnd()) news.hidden = true;
  else if (news.hidden && scroll.scrollHeight - scroll.scrollTop > 3 * scroll.clientHeight) {
    news.textContent = news.dataset.newest;
    delete news.dataset.to;
    news.hidden = false;
  }
}

function beckon(fresh, done) {
  if (seen(fresh)) return;
  const drawing = fresh.dataset.tone === "progress" && "mine" in fresh.dataset;
  news.textContent = done ? news.dataset.ready : drawing ? news.dataset.drawing : news.dataset.new;
  news.dataset.to = fresh.dataset.number;
  news.hidden = false;
}

async function reload(next) {
  const answer = await fetch(`/log?as=${body.dataset.person}`);
  if (!answer.ok) return;
  log.replaceChildren(...parse(await answer.text()).children);
  htmx.process(log);
  cursor = next;
  tidy();
  toEnd();
}

async function loadOlder() {
  const first = log.firstElementChild;
  if (!first) return;
  const query = new URLSearchParams({ as: body.dataset.person, before: first.dataset.number });
  const answer = await fetch(`/log?${query}`);
  const found = answer.ok ? [...parse(await answer.text()).children] : [];
  const height = scroll.scrollHeight;
  first.before(...found);
  found.forEach((one) => htmx.process(one));
  scroll.scrollTop += scroll.scrollHeight - height;
  older.hidden = found.length === 0;
  refreshThreads();
  tidyTimes(log.children);
}

export function jump(number) {
  const target = document.getElementById(`m${number}`);
  if (!target) return;
  if (target.hidden) leaveThread();
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
  target.classList.remove("pointed");
  requestAnimationFrame(() => target.classList.add("pointed"));
  news.hidden = true;
}

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

// Pictures are decoded before they are shown, so that a growing one does not flicker.
function decoded(fresh) {
  const pictures = [...fresh.querySelectorAll(".shot img")].map((one) => {
    const probe = new Image();
    probe.src = one.getAttribute("src");
    return probe.decode().catch(() => undefined);
  });
  if (pictures.length === 0) return undefined;
  const late = new Promise((resolve) => setTimeout(resolve, DECODE_MS));
  return Promise.race([Promise.all(pictures), late]);
}

function tidy() {
  refreshThreads();
  tidyTimes(log.children);
  empty.hidden = log.children.length > 0;
  const first = log.firstElementChild;
  older.hidden = older.hidden || !first || Number(first.dataset.number) <= 1;
}

function seen(element) {
  const box = element.getBoundingClientRect();
  const frame = scroll.getBoundingClientRect();
  return box.top < frame.bottom - 40 && box.bottom > frame.top + 40;
}

function atEnd() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_PX;
}

function toEnd() {
  scroll.scrollTop = scroll.scrollHeight;
}

// Pictures that arrive late must not push the end out of sight.
function settle() {
  let held = true;
  scroll.addEventListener("scroll", () => (held = atEnd()), { passive: true });
  const keeper = new ResizeObserver(() => held && toEnd());
  keeper.observe(log);
  keeper.observe(scroll);
}

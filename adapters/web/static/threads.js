// Threads: a line, what answered it, and all that was said or made from there on, shown alone.
import { reply, replyingTo, typedNothing } from "./composer.js";

const body = document.body;
const log = document.getElementById("log");
const bar = document.getElementById("thread");

let roots = new Map();
let open = "";
let offered = "";

export function attachThreads() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-thread]");
    if (opener) enter(opener.dataset.thread);
  });
  document.getElementById("leave-thread").addEventListener("click", leaveThread);
  window.addEventListener("popstate", () => leave());
  document.addEventListener("keydown", (event) => {
    const busy = event.defaultPrevented || document.querySelector("dialog[open]");
    if (event.key === "Escape" && open && !busy) leaveThread();
  });
  document.getElementById("composer").addEventListener("sent", offer);
  refreshThreads();
}

// Called after every change of the log.
export function refreshThreads() {
  roots = new Map();
  const later = new Map();
  for (const message of log.children) {
    const { number, answers } = message.dataset;
    const root = answers ? (roots.get(answers) ?? answers) : number;
    roots.set(number, root);
    if (answers && answers !== root) later.set(root, (later.get(root) ?? 0) + 1);
  }
  const led = new Set();
  for (const message of log.children) {
    const root = roots.get(message.dataset.number);
    const leads = message.classList.contains("bot") && later.has(root) && !led.has(root);
    if (leads) led.add(root);
    label(message, leads ? root : "", later.get(root));
    message.hidden = open !== "" && root !== open;
  }
  const replaceable = replyingTo() === offered && typedNothing();
  if (open && replaceable) offer();
}

// By the browser's own way back, which leads to all messages as well.
export function leaveThread() {
  if (!open) return;
  leave();
  if (history.state?.thread) history.back();
}

function leave() {
  if (!open) return;
  const number = open;
  open = "";
  show();
  if (replyingTo() === offered) reply();
  offered = "";
  document.getElementById(`m${number}`)?.scrollIntoView({ block: "center" });
}

function enter(root) {
  if (!open) history.pushState({ thread: root }, "");
  open = root;
  show();
  offer();
  document.getElementById("text").focus({ preventScroll: true });
  // What is typed is about the newest, so that it is what is seen.
  const scroll = document.getElementById("scroll");
  scroll.scrollTop = scroll.scrollHeight;
}

function show() {
  bar.hidden = !open;
  const first = open && document.querySelector(`#m${open} .text, #m${open} .quote`);
  bar.querySelector("h2").textContent = first ? first.textContent.trim() : "";
  body.classList.toggle("threaded", open !== "");
  refreshThreads();
}

// What is typed in a thread is about its newest result.
function offer() {
  if (!open) return;
  const results = [...log.querySelectorAll(".message:not([hidden])")].filter((one) =>
    one.querySelector("[data-picture]"),
  );
  const newest = results.at(-1);
  const pictures = newest ? newest.querySelectorAll("[data-picture]") : [];
  offered = newest?.dataset.number ?? "";
  reply(offered, pictures.length === 1 ? pictures[0].dataset.picture : "");
}

function label(message, root, count) {
  const old = message.querySelector(".thread-link");
  if (!root) return old?.remove();
  const link = old ?? document.createElement("button");
  link.type = "button";
  link.className = "button compact thread-link";
  link.dataset.thread = root;
  link.textContent = body.dataset.sayThread.replace("%count%", count);
  if (!old) message.querySelector(".main").append(link);
  return undefined;
}

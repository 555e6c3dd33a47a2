// The box: text, files, what is replied to, and the price while typing.
import { attachDrafts, keepDraft, keepLine } from "./drafts.js";
import { toast } from "./toast.js";

const PRICE_WAIT_MS = 200;
const THUMB_PX = 320;
const THUMB_QUALITY = 0.8;

const say = document.body.dataset;
const form = document.getElementById("composer");
const text = document.getElementById("text");
const picker = document.getElementById("files");
const thumbs = document.getElementById("thumbs");
const attached = document.getElementById("attached");
const banner = document.getElementById("reply-banner");
const replyTo = document.getElementById("reply-to");
const picture = document.getElementById("picture");
const drop = document.getElementById("drop");

let files = [];
let brought = new Set();
let priceTimer;

export function attachComposer() {
  text.addEventListener("input", typed);
  text.addEventListener("keydown", sendOnEnter);
  text.addEventListener("paste", (event) => take(event.clipboardData.files, event));
  document.getElementById("attach").addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => take([...picker.files]));
  form.addEventListener("htmx:beforeRequest", refuseEmpty);
  document.body.addEventListener("htmx:configRequest", nameFiles);
  form.addEventListener("htmx:afterRequest", sent);
  document.getElementById("drop-reply").addEventListener("click", () => reply());
  document.addEventListener("click", pick);
  document.addEventListener("click", (event) => {
    const mender = event.target.closest("[data-mend]");
    if (mender) mend(mender.dataset.mend);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (banner.hidden || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    reply();
  });
  window.addEventListener("resize", fit);
  attachDrop();
  attachDrafts(text, restore);
}

function typed() {
  fit();
  keepDraft(written());
  price();
  if (!banner.hidden) about();
}

function fit() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
}

function price() {
  clearTimeout(priceTimer);
  priceTimer = setTimeout(() => htmx.trigger("#price", "priced"), PRICE_WAIT_MS);
}

// A price may depend on how many pictures are attached; only their names are sent for it.
function nameFiles(event) {
  if (event.detail.path !== "/preview") return;
  files.forEach((file) => event.detail.formData.append("file", file.name));
}

function sendOnEnter(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.defaultPrevented) return;
  event.preventDefault();
  if (!document.getElementById("send").disabled) form.requestSubmit();
}

function refuseEmpty(event) {
  if (event.target === form && !text.value.trim() && files.length === 0) event.preventDefault();
}

function sent(event) {
  if (event.target !== form || !event.detail.successful) return;
  keepLine({ ...written(), event: event.detail.requestConfig.headers["X-Event"], files: files.length });
  text.value = "";
  setFiles([]);
  reply();
  form.dispatchEvent(new Event("sent"));
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function pick(event) {
  const example = event.target.closest("[data-example]");
  if (example) write(example.textContent);
  const answer = event.target.closest("[data-reply]");
  if (!answer) return;
  reply(answer.dataset.reply, answer.dataset.picture);
  text.focus();
}

export function write(words) {
  text.value = words;
  text.setSelectionRange(words.length, words.length);
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

export function replyingTo() {
  return replyTo.value;
}

export function typedNothing() {
  return !text.value.trim() && files.length === 0;
}

function written() {
  return { text: text.value, replyTo: replyTo.value, picture: picture.value };
}

// A kept line, with what it was about where that is still there. It asks for no suggestions: they
// would take the arrow keys.
function restore(line) {
  const about = document.getElementById(`m${line.replyTo}`);
  reply(about ? line.replyTo : "", line.picture);
  text.value = line.text;
  text.setSelectionRange(line.text.length, line.text.length);
  bring(line);
  typed();
}

// A line that was refused comes back as it was, with its files; what stood in the box is kept.
async function mend(event) {
  const answer = await fetch(`/line/${event}?as=${say.person}`);
  if (!answer.ok) return toast(say.sayFailed);
  const line = await answer.json();
  keepLine(written());
  restore({ ...line, event, files: line.files.length });
  text.focus();
  return undefined;
}

// The files of a line that was sent, as the log keeps them, in the place of those of another one;
// what was attached by hand stays.
async function bring({ event, files: count }) {
  const own = files.filter((file) => !brought.has(file));
  if (own.length < files.length) setFiles(own);
  const mine = (brought = new Set());
  if (!count) return;
  const answer = await fetch(`/line/${event}?as=${say.person}`);
  const kept = answer.ok ? (await answer.json()).files : [];
  const found = await Promise.all(kept.map(download));
  if (brought !== mine) return;
  const whole = found.filter(Boolean);
  whole.forEach((file) => mine.add(file));
  setFiles([...whole, ...files].slice(0, Number(say.filesMax)));
}

async function download({ name, url, type }) {
  const answer = await fetch(url);
  return answer.ok ? new File([await answer.blob()], name, { type }) : undefined;
}

export function reply(number = "", index = "") {
  const message = document.getElementById(`m${number}`);
  const pictures = message?.querySelectorAll("[data-reply]").length ?? 0;
  replyTo.value = number;
  picture.value = index === "0" ? "" : index;
  text.placeholder = pictures ? say.sayWriteChange : say.sayWrite;
  banner.hidden = !number;
  keepDraft(written());
  price();
  if (!number) return;
  about();
}

// A picture named in the words, as in "#2 make it blue", is the one that is meant.
function about() {
  const message = document.getElementById(`m${replyTo.value}`);
  if (!message) return;
  const pictures = message.querySelectorAll("[data-picture]").length;
  const named = pictures > 1 ? text.value.match(/(?:^|\s)#([1-9])(?!\w)/)?.[1] : undefined;
  const index = named <= pictures ? named : picture.value;
  banner.querySelector("span").textContent = aboutWhat(message, index, pictures);
  const shown = message.querySelector(`.shot[data-index="${index || 1}"] img, .files img`);
  const small = banner.querySelector("img");
  small.hidden = !shown;
  if (shown) small.src = shown.currentSrc || shown.src;
}

function aboutWhat(message, index, pictures) {
  if (pictures > 1 && index) return say.sayReplyingPicture.replace("%index%", index);
  if (pictures > 1) return say.sayReplyingFirst.replace("%count%", pictures);
  if (message.classList.contains("bot")) return say.sayReplyingMessage;
  const about = message.querySelector("[data-reply]") ? say.sayReplyingPhoto : say.sayReplyingPerson;
  return about.replace("%name%", message.querySelector(".name").textContent);
}

// --- files ------------------------------------------------------------------------------------

function take(found, event) {
  const added = [...found];
  if (added.length === 0) return;
  event?.preventDefault();
  const large = added.filter((file) => file.size > Number(say.fileBytesMax));
  const names = large.map((file) => file.name).join(", ");
  if (names) toast(say.sayTooLarge.replace("%name%", names));
  const fitting = [...files, ...added.filter((file) => !large.includes(file))];
  if (fitting.length > Number(say.filesMax)) toast(say.sayTooMany);
  setFiles(fitting.slice(0, Number(say.filesMax)));
  text.focus();
}

async function setFiles(next) {
  files = next;
  picker.files = listOf(files);
  attached.hidden = files.length === 0;
  attached.replaceChildren(...files.map(chip));
  price();
  const small = await Promise.all(files.map(thumbnail));
  if (files === next) thumbs.files = listOf(small);
}

function listOf(items) {
  const transfer = new DataTransfer();
  items.forEach((file) => transfer.items.add(file));
  return transfer.files;
}

function chip(file) {
  const item = document.createElement("li");
  const image = document.createElement("img");
  image.alt = "";
  image.src = URL.createObjectURL(file);
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  image.addEventListener("error", () => image.replaceWith(icon("file")), { once: true });
  const name = document.createElement("span");
  name.textContent = file.name;
  name.title = file.name;
  const remove = document.createElement("button");
  remove.type = "button";
  remove.className = "button bare";
  remove.setAttribute("aria-label", say.sayRemove.replace("%name%", file.name));
  remove.append(icon("close"));
  remove.addEventListener("click", () => {
    setFiles(files.filter((other) => other !== file));
    text.focus();
  });
  item.append(image, name, remove);
  return item;
}

function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.classList.add("icon");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

// A small copy stays in the log; the file itself is only handed on. One the browser cannot read
// has an empty one, so that the order of both lists stays the same.
async function thumbnail(file) {
  const nothing = new File([], "none");
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, THUMB_PX / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", THUMB_QUALITY));
    return blob ? new File([blob], "thumb.jpg", { type: "image/jpeg" }) : nothing;
  } catch {
    return nothing;
  }
}

function attachDrop() {
  let depth = 0;
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const show = (visible) => (drop.hidden = !visible);
  document.addEventListener("dragenter", (event) => carries(event) && show(++depth > 0));
  document.addEventListener("dragleave", (event) => carries(event) && show(--depth > 0));
  document.addEventListener("dragover", (event) => carries(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    depth = 0;
    show(false);
    if (carries(event)) take(event.dataTransfer.files, event);
  });
}

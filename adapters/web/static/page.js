// Wires the page: every request says who asks, and names its event once.
import { attachComposer } from "./composer.js";
import { attachKeys } from "./keys.js";
import { attachCompletion } from "./completion.js";
import { attachLog } from "./log.js";
import { attachPictures } from "./pictures.js";
import { attachThreads } from "./threads.js";
import { toast } from "./toast.js";

const body = document.body;
const scroll = document.getElementById("scroll");

body.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-Person"] = body.dataset.person;
  event.detail.headers["X-Event"] = crypto.randomUUID();
});

body.addEventListener("htmx:responseError", (event) => {
  const answer = event.detail.xhr;
  const plain = (answer.getResponseHeader("content-type") || "").startsWith("text/plain");
  toast(plain ? answer.responseText : body.dataset.sayFailed);
});

// What cannot be taken back is asked about first; Escape, and any way out but one, means no.
const ask = document.getElementById("ask");
body.addEventListener("htmx:confirm", (event) => {
  if (!event.detail.question) return;
  event.preventDefault();
  document.getElementById("ask-text").textContent = event.detail.question;
  ask.querySelector("[value=yes]").textContent = event.detail.elt.dataset.confirm;
  ask.returnValue = "";
  ask.onclose = () => ask.returnValue === "yes" && event.detail.issueRequest(true);
  ask.showModal();
});

body.addEventListener("htmx:sendError", () => toast(body.dataset.sayFailed));

// A button that opens a form answers with it; any other answers with nothing.
const dialog = document.getElementById("dialog");
let opener;
body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "dialog-content" || dialog.open) return;
  // Disabled while it worked, it has lost the focus, so that the browser cannot give it back.
  opener = event.detail.requestConfig.elt;
  dialog.showModal();
});
dialog.addEventListener("close", () => {
  const same = opener && document.querySelector(`[data-key="${opener.dataset.key}"]`);
  (opener?.isConnected ? opener : (same ?? scroll)).focus({ preventScroll: true });
});
body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt.id === "modal-form" && event.detail.successful) dialog.close();
});
document.addEventListener("click", (event) => {
  const closer = event.target.closest("[data-close]");
  if (closer) closer.closest("dialog").close();
  else if (event.target instanceof HTMLDialogElement) event.target.close();
});

// A copy is saved where the browser saves such.
body.addEventListener("copied", (event) => {
  const { url, name, said } = event.detail;
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  toast(said);
});
document.addEventListener("click", async (event) => {
  const copier = event.target.closest("[data-copy]");
  if (!copier) return;
  await navigator.clipboard.writeText(document.getElementById(copier.dataset.copy).textContent);
  copier.textContent = copier.dataset.copied;
});

// A button is disabled while it works, which costs it the focus; it is there to be pressed again.
body.addEventListener("htmx:afterRequest", (event) => {
  const pressed = event.detail.elt;
  if (!pressed.matches("button") || document.activeElement !== body) return;
  (pressed.isConnected ? pressed : scroll).focus({ preventScroll: true });
});

// A dialog gives the focus back, but not always the caret: without it, keys are lost.
document.addEventListener("close", () => {
  const held = document.activeElement;
  if (!held.matches("textarea")) return;
  held.blur();
  held.focus();
}, true);

attachLog();
// Suggestions first: they take keys that would otherwise send.
attachCompletion(document.getElementById("text"));
attachComposer();
attachThreads();
attachPictures();
attachKeys();
body.dataset.ready = "yes";

// A picture in full: opened from the log, turned with the arrow keys, compared with what it was.
import { attachZoom, dragged, resetZoom, toggleZoom, zoomBy } from "./zoom.js";

const KEY_ZOOM = 1.5;

const box = document.getElementById("lightbox");
const was = box.querySelector(".was");
const now = box.querySelector(".now");
const image = now.querySelector("img");
const caption = box.querySelector("figcaption");
const original = box.querySelector(".original");
const before = box.querySelector(".before");
const beside = box.querySelector(".beside");
const zoom = box.querySelector(".zoom");

let row = [];
let at = 0;

export function attachPictures() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) open(opener);
    const earlier = event.target.closest("[data-see-before]");
    if (!earlier) return;
    open(earlier.closest(".message").querySelector(".shots [data-open]"));
    compare(beside, true);
  });
  for (const way of [before, beside])
    way.addEventListener("click", () => compare(way, !pressed(way)));
  zoom.addEventListener("click", () => toggleZoom());
  attachZoom(box.querySelector(".panes"), {
    told: (closer) => zoom.setAttribute("aria-pressed", String(closer)),
    turn,
  });
  box.querySelector(".previous").addEventListener("click", () => turn(-1));
  box.querySelector(".next").addEventListener("click", () => turn(1));
  box.querySelector("figure").addEventListener("click", (event) => {
    if (!event.target.matches("img") && !dragged()) box.close();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") turn(-1);
    if (event.key === "ArrowRight") turn(1);
    if (event.key === "b" && !before.hidden) before.click();
    if (event.key === "s" && !beside.hidden) beside.click();
    if (event.key === "+" || event.key === "=") zoomBy(KEY_ZOOM);
    if (event.key === "-") zoomBy(1 / KEY_ZOOM);
    if (event.key === "0") resetZoom();
  });
}

function open(opener) {
  row = [...opener.closest(".shots").querySelectorAll("[data-open]")];
  at = row.indexOf(opener);
  box.showModal();
  show();
}

function turn(step) {
  if (row.length < 2) return;
  at = (at + step + row.length) % row.length;
  show();
}

function show() {
  const small = row[at].querySelector("img");
  image.src = small.src;
  image.alt = small.alt;
  image.classList.toggle("clear", row[at].closest(".clear") !== null);
  sharpen(row[at]);
  caption.textContent = row.length > 1 ? `${at + 1} / ${row.length}` : "";
  box.classList.toggle("alone", row.length < 2);
  const earlier = row[at].dataset.before;
  before.hidden = beside.hidden = !earlier;
  if (earlier) was.querySelector("img").src = earlier;
  compare(before, false);
  original.hidden = !row[at].dataset.original;
  if (row[at].dataset.original) original.href = row[at].dataset.original;
  resetZoom();
}

// The log's small picture stands in until the original is there.
async function sharpen(opener) {
  const full = new Image();
  full.src = opener.dataset.original ?? opener.dataset.open;
  await full.decode().catch(() => undefined);
  if (full.naturalWidth && opener === row[at]) image.src = full.src;
}

// The picture that was changed: in the place of what became of it, or beside it.
function compare(way, on) {
  for (const one of [before, beside])
    one.setAttribute("aria-pressed", String(on && one === way));
  was.hidden = !on;
  now.hidden = pressed(before);
  box.classList.toggle("both", pressed(beside));
  resetZoom();
}

function pressed(way) {
  return way.getAttribute("aria-pressed") === "true";
}

// A picture in full: opened from the log, turned with the arrow keys.
const box = document.getElementById("lightbox");
const image = box.querySelector("img");
const caption = box.querySelector("figcaption");
const original = box.querySelector(".original");
const before = box.querySelector(".before");
const SWIPE_PX = 50;

let row = [];
let at = 0;

export function attachPictures() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) open(opener);
    const earlier = event.target.closest("[data-see-before]");
    if (!earlier) return;
    open(earlier.closest(".message").querySelector(".shots [data-open]"));
    compare(true);
  });
  before.addEventListener("click", () => compare(before.getAttribute("aria-pressed") !== "true"));
  attachSwipe();
  box.querySelector(".previous").addEventListener("click", () => turn(-1));
  box.querySelector(".next").addEventListener("click", () => turn(1));
  box.querySelector("figure").addEventListener("click", (event) => {
    if (event.target !== image) box.close();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") turn(-1);
    if (event.key === "ArrowRight") turn(1);
    if (event.key === "b" && !before.hidden) before.click();
  });
}

function open(opener) {
  row = [...opener.closest(".shots").querySelectorAll("[data-open]")];
  at = row.indexOf(opener);
  show();
  box.showModal();
}

function turn(step) {
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
  before.hidden = !row[at].dataset.before;
  before.setAttribute("aria-pressed", "false");
  original.hidden = !row[at].dataset.original;
  if (row[at].dataset.original) original.href = row[at].dataset.original;
}

// The log's small picture stands in until the original is there.
async function sharpen(opener) {
  const full = new Image();
  full.src = opener.dataset.original ?? opener.dataset.open;
  await full.decode().catch(() => undefined);
  const after = before.getAttribute("aria-pressed") === "false";
  if (full.naturalWidth && opener === row[at] && after) image.src = full.src;
}

// The picture that was changed, in the place of what became of it.
function compare(earlier) {
  before.setAttribute("aria-pressed", String(earlier));
  if (!earlier) return show();
  image.src = row[at].dataset.before;
  return undefined;
}

function attachSwipe() {
  let from;
  box.addEventListener("touchstart", (event) => (from = event.touches[0].clientX), { passive: true });
  box.addEventListener("touchend", (event) => {
    const by = event.changedTouches[0].clientX - from;
    if (row.length > 1 && Math.abs(by) > SWIPE_PX) turn(by < 0 ? 1 : -1);
  });
}

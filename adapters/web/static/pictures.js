// A picture in full: opened from the log, turned with the arrow keys.
const box = document.getElementById("lightbox");
const image = box.querySelector("img");
const caption = box.querySelector("figcaption");
const original = box.querySelector(".original");

let row = [];
let at = 0;

export function attachPictures() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) open(opener);
  });
  box.querySelector(".previous").addEventListener("click", () => turn(-1));
  box.querySelector(".next").addEventListener("click", () => turn(1));
  box.querySelector("figure").addEventListener("click", (event) => {
    if (event.target !== image) box.close();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") turn(-1);
    if (event.key === "ArrowRight") turn(1);
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
  original.hidden = !row[at].dataset.original;
  if (row[at].dataset.original) original.href = row[at].dataset.original;
}

// The log's small picture stands in until the original is there.
async function sharpen(opener) {
  const full = new Image();
  full.src = opener.dataset.original ?? opener.dataset.open;
  await full.decode().catch(() => undefined);
  if (full.naturalWidth && opener === row[at]) image.src = full.src;
}

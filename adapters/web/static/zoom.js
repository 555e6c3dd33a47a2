// Closer to a picture: by wheel, by two fingers, by a double click, or by the keys + - 0.
const ZOOM_MAX = 8;
const STEP = 2.5;
const WHEEL = 0.002;
const SWIPE_PX = 50;
const STILL_PX = 6;

let stage;
let changed;
let swiped;
let scale = 1;
let at = { x: 0, y: 0 };
let moved = 0;
let swept;
const fingers = new Map();

// `told` hears whenever the zoom changes, `turn` of a finger that swept over a whole picture.
export function attachZoom(box, { told, turn }) {
  stage = box;
  changed = told;
  swiped = turn;
  stage.addEventListener("wheel", wheel, { passive: false });
  stage.addEventListener("pointerdown", down);
  stage.addEventListener("pointermove", move);
  stage.addEventListener("pointerup", up);
  stage.addEventListener("pointercancel", up);
  stage.addEventListener("dblclick", (event) => event.target.matches("img") && toggleZoom(event));
}

export function resetZoom() {
  scale = 1;
  at = { x: 0, y: 0 };
  show();
}

export function toggleZoom(event) {
  if (scale > 1) resetZoom();
  else zoomBy(STEP, event);
}

export function zoomBy(factor, event) {
  const next = Math.max(1, Math.min(ZOOM_MAX, scale * factor));
  const point = event ? fromMiddle(event) : { x: 0, y: 0 };
  const grown = next / scale;
  at = { x: point.x - (point.x - at.x) * grown, y: point.y - (point.y - at.y) * grown };
  scale = next;
  show();
}

// Whether the last press moved the picture: it was no click then.
export function dragged() {
  return moved > STILL_PX;
}

function wheel(event) {
  event.preventDefault();
  zoomBy(Math.exp(-event.deltaY * WHEEL), event);
}

function down(event) {
  if (fingers.size === 0) moved = 0;
  fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
}

function move(event) {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  const now = { x: event.clientX, y: event.clientY };
  const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
  fingers.set(event.pointerId, now);
  moved += Math.hypot(now.x - before.x, now.y - before.y);
  if (other) {
    const middle = { clientX: (now.x + other.x) / 2, clientY: (now.y + other.y) / 2 };
    const apart = (point) => Math.hypot(point.x - other.x, point.y - other.y);
    zoomBy(apart(now) / Math.max(1, apart(before)), { ...middle, target: event.target });
    swept = undefined;
  } else if (scale > 1) {
    at = { x: at.x + now.x - before.x, y: at.y + now.y - before.y };
    show();
  } else {
    swept = (swept ?? 0) + now.x - before.x;
  }
}

function up(event) {
  fingers.delete(event.pointerId);
  const far = event.pointerType !== "mouse" && Math.abs(swept ?? 0) > SWIPE_PX;
  if (scale === 1 && fingers.size === 0 && far) swiped(swept < 0 ? 1 : -1);
  if (fingers.size === 0) swept = undefined;
}

// Two pictures side by side move as one: a point is told from the middle of the one it is in.
function fromMiddle(event) {
  const pane = paneOf(event.target).getBoundingClientRect();
  return {
    x: event.clientX - pane.left - pane.width / 2,
    y: event.clientY - pane.top - pane.height / 2,
  };
}

function paneOf(target) {
  return target.closest(".pane") ?? stage;
}

function show() {
  const pane = stage.querySelector(".pane:not([hidden])").getBoundingClientRect();
  const reach = (length) => ((scale - 1) * length) / 2;
  const within = (value, most) => Math.max(-most, Math.min(most, value));
  at = { x: within(at.x, reach(pane.width)), y: within(at.y, reach(pane.height)) };
  stage.style.setProperty("--zoom", scale);
  stage.style.setProperty("--x", `${at.x}px`);
  stage.style.setProperty("--y", `${at.y}px`);
  stage.classList.toggle("zoomed", scale > 1);
  changed(scale > 1);
}

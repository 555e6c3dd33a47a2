// The tab's title says that pictures became ready while nobody was looking.
const title = document.title;
let ready = 0;

export function attachAttention() {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    ready = 0;
    document.title = title;
  });
}

export function noteReady() {
  if (!document.hidden) return;
  ready += 1;
  document.title = `(${ready}) ${title}`;
}

// Times as the reader's clock and language have them, and a line where a day begins.
const page = document.documentElement.lang;
const locale = navigator.language.startsWith(page) ? navigator.language : page;
const clock = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
const whole = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short" });
const when = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const day = new Intl.DateTimeFormat(locale, { dateStyle: "full" });

export function tidyTimes(messages) {
  let before = new Date().toDateString();
  for (const message of messages) {
    const time = message.querySelector("time");
    const at = new Date(time.dateTime);
    if (!time.title) {
      time.textContent = clock.format(at);
      time.title = whole.format(at);
    }
    for (const told of message.querySelectorAll("dt time"))
      told.textContent = when.format(new Date(told.dateTime));
    delete message.dataset.day;
    if (message.hidden) continue;
    if (at.toDateString() !== before) message.dataset.day = day.format(at);
    before = at.toDateString();
  }
}

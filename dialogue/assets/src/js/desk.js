// SPDX-License-Identifier: EUPL-1.2
// The desk works without this. With it: mistakes come into view, quick entry keeps the cursor, undo goes away by itself, and keys
// press the buttons that show them.
import { listen } from "./_keys.js";

const REMEMBER = "dialogue-quick";

// Mistakes first: whoever listens hears them, whoever looks sees them.
document.querySelector('[role="alert"][tabindex="-1"]')?.focus();

// Quick entry: after Enter the page comes back with the cursor in the first field (or in the one that is wrong).
for (const form of document.querySelectorAll("[data-quick]")) {
  const fields = [...form.querySelectorAll(".input, input:not([type=hidden]), select")];
  const wrong = fields.find((field) => field.getAttribute("aria-invalid") === "true");
  if (wrong || sessionStorage.getItem(REMEMBER) === location.pathname) {
    sessionStorage.removeItem(REMEMBER);
    (wrong ?? fields[0])?.focus();
  }
  form.addEventListener("submit", () => sessionStorage.setItem(REMEMBER, location.pathname));
}

// Views of one thing on a phone lie on one line: the one that is open comes into sight.
document.querySelector(".tabs [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

// A second press on the same button sends nothing twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.composer !== undefined) return;
  if (form.dataset.busy) event.preventDefault();
  form.dataset.busy = "yes";
  setTimeout(() => delete form.dataset.busy, 4000);
});

// Undo: ten seconds, longer while somebody is on it. A countdown that nobody can stop would be a trap.
for (const toast of document.querySelectorAll("[data-toast]")) {
  let left = Number(toast.dataset.toast) * 10;
  const clock = setInterval(() => {
    if (toast.matches(":hover, :focus-within")) return;
    left -= 1;
    if (left > 0) return;
    clearInterval(clock);
    toast.remove();
  }, 100);
}

// The clock of the evening: the server keeps it, this draws it, and shows the page anew when something else changed.
const face = document.querySelector("[data-clock]");
const WATCH = 5000;
async function watch(tag, mark) {
  let [next, now] = [tag, mark];
  try {
    const answer = await fetch(face.dataset.clock, { cache: "no-store", headers: { Accept: "application/json", ...(tag && { "If-None-Match": tag }) } });
    next = answer.headers.get("ETag") ?? tag;
    if (answer.status === 200) {
      const state = await answer.json();
      face.querySelector("[data-clock-left]").textContent = state.left;
      face.querySelector("text").textContent = state.middle;
      face.querySelector(".done").setAttribute("stroke-dasharray", `${state.part} 1`);
      const changed = mark && mark !== state.mark;
      // A press under way would be lost with the page, and so would what is typed: then it looks again later.
      const busy = document.querySelector("[data-busy]") || document.activeElement?.matches("input, textarea, select");
      if (changed && !busy) return location.reload();
      [next, now] = changed ? [tag, mark] : [next, state.mark];
    }
  } catch {
    // no internet: the clock stands still until there is
  }
  setTimeout(() => watch(next, now), WATCH);
}
if (face) watch(null, null);

// Sorting has its own script; everything else with a key on it is pressed here.
if (!document.querySelector("[data-sorting]")) listen(() => document.querySelector("main"));

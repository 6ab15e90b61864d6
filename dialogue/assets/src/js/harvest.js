// SPDX-License-Identifier: EUPL-1.2
// Sorting: 1–9 put a sentence under a theme, N makes a theme, M merges, U undoes. The keys press the buttons of the form, so
// what happens is what the server does without a script.
import { listen } from "./_keys.js";

const form = document.querySelector("[data-sorting]");
let sent = false;

form?.addEventListener("submit", (event) => {
  if (sent) return event.preventDefault(); // somebody types faster than the line: one sentence, one theme
  sent = true;
  form.setAttribute("aria-busy", "true");
});
// Coming back with the browser's own button brings the page as it was left: open it again for keys.
addEventListener("pageshow", () => {
  sent = false;
  form?.removeAttribute("aria-busy");
});
listen(() => (sent ? null : form));

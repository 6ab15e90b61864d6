// SPDX-License-Identifier: EUPL-1.2
// Sorting: 1–9 put a sentence under a theme, N makes a theme, M merges, U undoes. The keys press the buttons of the form, so
// what happens is what the server does without a script. Dragging does what a button or ticking does.
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
listen(() => (sent ? null : (form ?? document)));

// [data-move] is what can be dragged, [data-place] where it may land: a button that is pressed, or a place whose name the
// mover sends.
const mover = document.querySelector("[data-mover]");
for (const one of document.querySelectorAll("[data-move]")) one.draggable = true;
let dragged = null;
const around = (one) => one.parentElement.closest("[data-place]");
const landing = (event) => {
  let place = dragged && event.target.closest?.("[data-place]");
  if (!place) return null;
  const home = around(dragged);
  // A sentence dropped on one beside it is put together with it; from elsewhere it joins the list that one is in.
  if (place.matches("[data-move]") && around(place) !== home) place = around(place);
  return place !== dragged && place !== home && (mover || place.matches("button")) ? place : null;
};
const light = (place) => {
  for (const one of document.querySelectorAll("[data-over]")) if (one !== place) delete one.dataset.over;
  if (place) place.dataset.over = "";
};
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-move]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.textContent.trim());
});
document.addEventListener("dragover", (event) => {
  const place = landing(event);
  light(place);
  if (place) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const place = landing(event);
  light(null);
  if (!place) return;
  event.preventDefault();
  if (place.matches("button")) return place.click();
  mover.elements.sentence.value = dragged.dataset.move;
  mover.elements.to.value = place.dataset.place;
  mover.requestSubmit();
});
document.addEventListener("dragend", () => {
  light(null);
  dragged = null;
});

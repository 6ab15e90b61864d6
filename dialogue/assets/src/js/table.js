// SPDX-License-Identifier: EUPL-1.2
// The host's phone. Without this script the composer is a form; with it every sentence is kept on the phone first and sent
// when it can be, once: the key in the form is its idempotency key.
import { able, forget, keep, waiting } from "./_queue.js";

const room = document.querySelector("[data-watch]"); // every step follows the room, also where nothing is written
const form = document.querySelector("[data-composer]");
const banner = document.querySelector("[data-banner]");
const lines = document.querySelector("[data-lines]");
const blank = document.querySelector("[data-line-template]");
const POLL = 5000;
const shown = new Map(); // key of a sentence → its line on the screen
const label = form?.querySelector("[data-number]");
const first = Number(label?.textContent.match(/\d+/)?.[0] ?? 1); // the number of the next line on the sheet
let sent = 0;
let now = room?.dataset.page; // the step of the room
let proof = null; // a fresh secret of the session, when the server gives one with the state

const field = (name) => form.elements.namedItem(name);
const words = (name) => form.dataset[name] ?? "";

function draw(sentence) {
  const values = new Map(sentence.fields);
  const key = values.get("key");
  if (!blank || shown.has(key) || lines.querySelector(`[data-key="${CSS.escape(key)}"]`)) return;
  const line = blank.content.firstElementChild.cloneNode(true);
  line.dataset.key = key;
  line.querySelector("[data-text]").textContent = values.get("text");
  const kind = form.querySelector(`[value="${CSS.escape(values.get("kind") ?? "")}"] + span`);
  line.querySelector("[data-kind]").textContent = beside(kind?.textContent, values);
  line.value = first + shown.size;
  lines.append(line);
  shown.set(key, line);
  line.scrollIntoView({ block: "nearest" });
  number();
}

// What stands under a sentence until the server says it: its kind, to whom, who says so, and whether others see it differently.
function beside(kind, values) {
  const whom = values.get("addressed_to")?.trim();
  const parts = [kind, whom && words("to").replace("{whom}", whom), values.get("pseudonym")?.trim(), values.has("minority") && words("minority")];
  return parts.filter(Boolean).join(" · ");
}

function number() {
  if (label) label.textContent = label.textContent.replace(/\d+/, String(first + shown.size));
}

// What stands beside a sentence (to whom, a made-up name) belongs to that sentence only.
const small = () => [...form.querySelectorAll("input:not([type=hidden], [type=radio])")];
function emptyDetails() {
  for (const one of small()) one.type === "checkbox" ? (one.checked = false) : (one.value = "");
}
function fillDetails(values) {
  for (const one of small()) one.type === "checkbox" ? (one.checked = values.has(one.name)) : (one.value = values.get(one.name) ?? "");
}

// taken: {number, line, href, change} as the server kept it; a sentence that was changed there looks as it does after a reload.
function mark(key, word, taken) {
  const line = shown.get(key);
  if (!line) return;
  if (taken.number) line.value = taken.number;
  if (taken.line) line.querySelector("[data-kind]").textContent = taken.line;
  if (taken.href) {
    const change = document.createElement("a");
    const which = document.createElement("span");
    change.className = "link";
    change.href = taken.href;
    change.textContent = taken.change;
    which.className = "away";
    which.textContent = ` ${taken.number}`;
    change.append(which);
    line.querySelector("[data-kind]").parentElement.append(change);
  }
  line.querySelector("[data-state]").textContent = word;
  line.querySelector("[data-waits]").hidden = true;
  line.querySelector("[data-sent]").hidden = false;
}

function say(strong, text) {
  if (!banner) return;
  banner.hidden = !(strong || text);
  banner.querySelector("strong").textContent = strong;
  banner.querySelector("span").lastChild.textContent = ` ${text}`;
}

async function report(offline) {
  const left = (await waiting()).length;
  const counts = words("counts").replace("{sent}", sent).replace("{waiting}", left);
  say(offline && left ? words("offline") : "", left ? counts : "");
}

// Sending: one after the other, in the order of writing; a refusal comes back into the composer with its reason.
async function send() {
  const all = await waiting();
  all.forEach(draw);
  for (const sentence of all) {
    const body = new FormData();
    for (const [name, value] of sentence.fields) body.append(name, name === "csrf_token" ? (proof ?? value) : value);
    let answer;
    try {
      answer = await fetch(sentence.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
    } catch {
      return report(true);
    }
    const key = new Map(sentence.fields).get("key");
    if (answer.ok) {
      await forget(sentence.id);
      sent += 1;
      mark(key, words("sent"), await answer.json().catch(() => ({})));
    } else if ([409, 410, 413, 422].includes(answer.status)) {
      await forget(sentence.id);
      await refused(sentence, key, answer);
      return;
    } else {
      return report(false); // the server is not well, or wants us to come back: the sentence waits
    }
  }
  return report(false);
}

async function refused(sentence, key, answer) {
  const why = await answer.json().catch(() => ({}));
  shown.get(key)?.remove();
  shown.delete(key);
  const box = form.querySelector("textarea");
  const values = new Map(sentence.fields);
  const typing = Boolean(box.value); // the next sentence stays in the composer: what came back is read above it
  if (!typing) {
    box.value = values.get("text") ?? "";
    fillDetails(values);
  }
  number();
  say(words("refused"), [why.sentence, typing && `“${values.get("text")}”`].filter(Boolean).join(" "));
}

let busy = Promise.resolve();
const drain = () => {
  // One at a time, also when the page is open twice.
  const once = () => (navigator.locks ? navigator.locks.request("dialogue-table", send) : send());
  busy = busy.then(once, once);
  return busy;
};

// No room on this phone: put it back and let the form do what it does without a script.
function instead(sentence) {
  const values = new Map(sentence.fields);
  form.removeEventListener("submit", write);
  form.querySelector("textarea").value = values.get("text");
  fillDetails(values);
  field("key").value = values.get("key");
  form.requestSubmit();
}

async function write(event) {
  event.preventDefault();
  const box = form.querySelector("textarea");
  if (!box.value.trim()) return box.focus();
  const sentence = { action: form.action, fields: [...new FormData(form)] };
  box.value = ""; // at once: the next word may be typed while this one is being kept
  emptyDetails();
  field("key").value = crypto.randomUUID();
  box.focus();
  try {
    await keep(sentence);
  } catch {
    return instead(sentence);
  }
  draw(sentence);
  drain();
}

// The state of the evening: asked for with the tag of the last answer, so that nothing new costs next to nothing.
async function watch(tag) {
  let next = tag;
  if (!document.hidden) {
    try {
      const answer = await fetch(room.dataset.watch, { cache: "no-store", headers: tag ? { "If-None-Match": tag } : {} });
      next = answer.headers.get("ETag") ?? tag;
      if (answer.status === 200) show(await answer.json());
      await follow(); // also when nothing is new: what kept us here may be sent by now
      if (form && navigator.onLine && (await waits())) drain();
    } catch {
      if (form) report(true);
    }
  }
  setTimeout(() => watch(next), POLL);
}

// {left: words, page: which step, csrf: fresh secret}: only what is there is used.
function show(state) {
  proof = state.csrf ?? proof;
  now = String(state.page ?? now);
  const left = document.querySelector("[data-left]");
  if (left && state.left && now === room.dataset.page) left.textContent = state.left; // of this step, not of the room's
}

async function follow() {
  if (now !== room.dataset.page && !typing() && !(await waits())) location.reload();
}

const waits = async () => (able() ? (await waiting()).length : 0);
// Something half written: a sentence, or a number that was not kept yet.
const typing = () => [...document.querySelectorAll("textarea, input:not([type=hidden], [type=radio], [type=checkbox])")].some((one) => (one.id === "sentence" ? one.value : one.value !== one.defaultValue));

// The page itself, for when somebody reloads without internet: a shell without sentences, and the files it needs.
async function shelve() {
  const { worker, shell } = form.dataset;
  if (!worker || !shell || !navigator.serviceWorker) return;
  const rule = { createScriptURL: (url) => (url === worker ? url : "") };
  const address = globalThis.trustedTypes?.createPolicy("dialogue-table", rule).createScriptURL(worker) ?? worker;
  await navigator.serviceWorker.register(address);
  const shelf = await caches.open("dialogue-table");
  const files = performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname);
  await shelf.addAll([...new Set(files)].filter((path) => path.startsWith("/static/dist/")));
  const page = await fetch(shell, { cache: "no-store" }); // last: who finds the page finds all of it
  if (page.ok) await shelf.put(location.pathname, page);
}

if (form && able()) {
  field("key").value = crypto.randomUUID(); // a page from the shelf has an old one
  form.addEventListener("submit", write);
  form.querySelector("textarea")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault(); // Enter writes it down, as at the end of a line on paper
    form.requestSubmit();
  });
  addEventListener("online", drain);
  drain();
  shelve().catch(() => {}); // without it only a reload offline is lost
}
if (room) watch(null);

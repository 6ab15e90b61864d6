// SPDX-License-Identifier: EUPL-1.2
// The room plan by hand: pick somebody up (mouse, thumb or Enter), see what changes at each table, let go. Without this script the
// same links and forms do the same, one page at a time. What is held and where it would go is one state; all else follows from it.
import { forget, remember, takeLeft } from "./_under-way.js";

const room = document.querySelector("#room[data-move]");
if (room) start(room, room.dataset);

function start(room, data) {
  const tables = [...room.querySelectorAll(":scope > [data-table]")];
  const place = document.querySelector("main");
  let held = null; // the chip in the hand
  let over = null; // the table or chip it would go to
  let changes = null; // per table number, from the server
  let drag = null; // where the pointer went down
  let dragged = false; // the click that ends a drag is no tap
  let thumb = false; // whether the last touch was one
  let holds = 0; // only the last question of each kind counts
  let swaps = 0;

  const spoken = document.querySelector("[data-spoken]"); // a live region must be there before it speaks
  const bar = document.createElement("section");
  const words = document.createElement("p");
  const buttons = document.createElement("div");
  bar.className = "held held--float";
  bar.hidden = true;
  words.className = "lead";
  buttons.className = "cluster";
  bar.append(words, buttons);
  room.before(bar);

  const name = (chip) => chip.querySelector("bdi").textContent;
  const tableOf = (chip) => chip.closest("[data-table]");
  const number = (table) => table.dataset.table;

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  function say(text, ...after) {
    bar.hidden = false;
    tell(text);
    buttons.replaceChildren(...after);
  }

  function tell(text) {
    words.textContent = spoken.textContent = text;
  }

  async function hold(chip) {
    letGo();
    held = chip;
    chip.classList.add("person--held");
    chip.setAttribute("aria-current", "true");
    say(data.heldWords.replace("{name}", name(chip)), button(data.letGo, () => letGo(true)));
    const mine = ++holds;
    const found = await ask({ person: chip.dataset.person });
    if (mine !== holds || held !== chip) return;
    changes = found?.tables ?? null;
    if (over) point(over);
  }

  function letGo(back = false) {
    holds += 1;
    held?.classList.remove("person--held", "is-dragged");
    held?.removeAttribute("aria-current");
    if (held) held.style.transform = "";
    if (back && held) held.focus();
    point(null);
    held = changes = null;
    bar.hidden = true;
  }

  async function ask(what) {
    const address = new URL(data.whatIf, location.href);
    address.search = new URLSearchParams({ round: data.round, ...what });
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  function point(target) {
    if (over) delete over.dataset.over;
    over = target;
    if (!target || !held) return show(null);
    if (target.dataset.person) return pointAtPerson(target);
    const change = changes?.[number(target)];
    target.dataset.over = change?.full || target.classList.contains("is-locked") ? "no" : "yes";
    show(change ?? null, target.querySelector("[data-name]").textContent);
  }

  async function pointAtPerson(chip) {
    chip.dataset.over = "yes";
    const mine = ++swaps;
    await new Promise((done) => setTimeout(done, 60));
    if (mine !== swaps || over !== chip || !held) return;
    const found = await ask({ person: held.dataset.person, with: chip.dataset.person });
    if (mine === swaps && over === chip && found) show(found.swap, name(chip));
  }

  function show(change, where = "") {
    for (const one of document.querySelectorAll("[data-delta]")) {
      const delta = change?.deltas[one.dataset.delta];
      one.textContent = delta && delta.way !== "same" ? delta.text : "";
      if (delta) one.dataset.way = delta.way;
      else delete one.dataset.way;
    }
    if (held) tell(change ? `${where}: ${change.words}` : data.heldWords.replace("{name}", name(held)));
  }

  // The hand is free at once; what the server says comes when it comes, also when this page is left before (keepalive).
  async function send(chip, address, what, way) {
    letGo();
    const done = remember(way);
    const form = new FormData();
    for (const [key, value] of Object.entries({ csrf_token: data.secret, round: data.round, person: chip.dataset.person, ...what }))
      form.append(key, value);
    room.setAttribute("aria-busy", "true");
    let told = null;
    let good = false;
    try {
      const answer = await fetch(address, { method: "POST", body: form, headers: { Accept: "application/json" }, keepalive: true });
      told = await answer.json();
      good = answer.ok;
    } catch {
      told = null; // no server, or an answer of something else (a page to sign in, a portal): nothing was done
    }
    room.removeAttribute("aria-busy");
    done();
    if (good && told.at !== Number(way.to)) return location.reload(); // somebody else was there before: show what is true
    if (good) refresh(told);
    if (held && good) return good;
    letGo(); // what failed is said, also to who holds somebody else by now
    if (good) {
      const back = button(data.undoWords, undo);
      back.setAttribute("aria-keyshortcuts", "Control+Z");
      say(told.sentence, back);
    } else say(told?.sentence ?? data.lostWords, button(data.letGo, () => letGo()));
    return good;
  }

  async function move(table) {
    const chip = held;
    const from = chip && tableOf(chip);
    if (!chip || from === table) return letGo(true);
    const back = put(chip, table);
    stay(chip);
    if (await send(chip, data.move, { table: number(table) }, wayOf(chip, from, table))) return tidy(from);
    back();
    if (!held) stay(chip);
  }

  function wayOf(chip, from, to, other) {
    return { room: data.move, round: data.round, chip: chip.dataset.person, from: number(from), to: number(to), other: other?.dataset.person };
  }

  addEventListener("submit", forget); // what is done next is done instead

  // Whoever does not sit there any more by now stays where they are.
  async function sayAgain() {
    for (const way of takeLeft(data.move, data.round)) await again(way);
  }

  async function again(way) {
    const [chip, other] = [way.chip, way.other].map((ref) => place.querySelector(`[data-person="${ref}"]`));
    const [from, to] = [way.from, way.to].map((one) => document.querySelector(`[data-table="${one}"]`));
    if (!chip || !to || (way.other && !(other && from))) return;
    const back = [];
    if (number(tableOf(chip)) === way.from) back.push(put(chip, to), ...(other ? [put(other, from)] : []));
    const [address, what] = other ? [data.swap, { with: way.other }] : [data.move, { table: way.to }];
    if (!(await send(chip, address, { ...what, from: way.from }, way))) for (const one of back.reverse()) one();
  }

  async function swap(other) {
    const there = tableOf(other);
    if (!there || number(there) === "0") return hold(other);
    if (tableOf(held) === there) return hold(other);
    const chip = held;
    const from = tableOf(chip);
    const back = [put(chip, there), put(other, from)];
    stay(chip);
    if (await send(chip, data.swap, { with: other.dataset.person }, wayOf(chip, from, there, other))) return tidy(from);
    for (const one of back.reverse()) one();
    if (!held) stay(chip);
  }

  // Whoever is put elsewhere loses the focus; it is given back at once, not after the server's word: by then one may have gone on.
  const stay = (chip) => chip.focus({ preventScroll: true });

  // Somebody sits down at once, before the server has heard of it; what it gives back sets them back.
  function put(chip, table) {
    const spot = chip.closest("li");
    const { parentNode, nextSibling } = spot;
    const before = chip.classList.contains("person--moved");
    chip.classList.add("person--moved");
    const list = table.matches("ul") ? table : table.querySelector(".persons");
    list.append(spot);
    return () => {
      chip.classList.toggle("person--moved", before);
      parentNode.insertBefore(spot, nextSibling?.parentNode === parentNode ? nextSibling : null);
    };
  }

  function tidy(from) {
    if (number(from) === "0" && !from.querySelector("[data-person]")) from.closest("section").hidden = true;
  }

  function refresh(told) {
    for (const [key, text] of Object.entries(told.counts)) {
      const count = room.querySelector(`[data-table="${key}"] [data-count]`);
      if (count) count.textContent = text;
    }
    for (const [key, text] of Object.entries(told.figures)) {
      const figure = document.querySelector(`[data-figure="${key}"]`);
      if (figure) figure.textContent = text;
    }
    for (const [key, { achieved, words }] of Object.entries(told.bars)) {
      const bar = document.querySelector(`[data-bar="${key}"]`);
      bar?.setAttribute("aria-label", words);
      bar?.querySelector(".got").setAttribute("width", 200 * achieved);
    }
    const broken = document.querySelector("[data-broken]");
    if (!broken) return;
    broken.hidden = !told.broken.length;
    broken.querySelector("[data-broken-list]").replaceChildren(
      ...told.broken.map((text) => Object.assign(document.createElement("li"), { textContent: text })),
    );
  }

  function undo() {
    const form = document.createElement("form");
    form.method = "post";
    form.action = data.undo;
    for (const [key, value] of Object.entries({ csrf_token: data.secret, round: data.round })) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: key, value }));
    }
    document.body.append(form);
    form.requestSubmit();
  }

  // A thumb cannot hover: the first tap shows what would change, the second (or the button) lets go.
  function looksFirst(target) {
    if (!thumb || over === target) return false;
    point(target);
    const act = () => (target.dataset.person ? swap(target) : move(target));
    buttons.replaceChildren(button(data.putWords, act), button(data.letGo, () => letGo(true)));
    return true;
  }

  // Taps, and Enter on a chip: the browser makes both a click.
  place.addEventListener("click", (event) => {
    if (dragged) {
      dragged = false;
      return event.preventDefault();
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const chip = event.target.closest("[data-person]");
    if (chip) {
      event.preventDefault();
      if (!held) hold(chip);
      else if (held === chip) letGo(true);
      else if (tableOf(chip) === tableOf(held) || !looksFirst(chip)) swap(chip);
      return;
    }
    const table = event.target.closest("#room > [data-table]");
    if (held && table && !event.target.closest("a, button, form") && !looksFirst(table)) move(table);
  });

  // Arrows go from table to table while the focus stays on who is held; Enter lets go there, Escape puts back.
  place.addEventListener("keydown", (event) => {
    if (!held) {
      const shown = bar.querySelector("[aria-keyshortcuts]");
      if (shown && !bar.hidden && event.key === "z" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        undo();
      }
      return;
    }
    if (event.key === "Escape") {
      event.preventDefault();
      return letGo(true);
    }
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      const at = tables.indexOf(tables.includes(over) ? over : tableOf(held));
      const next = tables[(at + steps[event.key] + tables.length) % tables.length];
      next.scrollIntoView({ block: "nearest", behavior: "instant" });
      point(next);
    } else if (event.key === "Enter" && document.activeElement === held && tables.includes(over)) {
      event.preventDefault();
      move(over);
    }
  });

  // The Tab key goes from person to person: who has the focus is whom one would swap with.
  place.addEventListener("focusin", (event) => {
    const chip = event.target.closest("[data-person]");
    if (held && chip?.matches(":focus-visible") && chip !== held && tableOf(chip) !== tableOf(held)) point(chip);
  });

  // With a mouse or a pen one drags; a thumb scrolls, and taps.
  place.addEventListener("dragstart", (event) => event.target.closest?.("[data-person]") && event.preventDefault());
  place.addEventListener("pointerdown", (event) => {
    const chip = event.target.closest("[data-person]");
    dragged = false;
    thumb = event.pointerType === "touch";
    if (!chip || event.button || event.pointerType === "touch") return;
    drag = { chip, x: event.clientX, y: event.clientY, box: chip.getBoundingClientRect() };
  });
  let frame = 0;
  let at = { x: 0, y: 0 };
  addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (!dragged && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 6) return;
    if (!dragged) {
      dragged = true;
      hold(drag.chip);
      drag.chip.classList.add("is-dragged");
    }
    at = { x: event.clientX, y: event.clientY };
    if (!frame) frame = requestAnimationFrame(follow);
  });

  // Once a frame: the chip follows the pointer, and near an edge the page comes along.
  function follow() {
    frame = 0;
    if (!drag || !dragged) return;
    const { chip, box } = drag;
    const edge = at.y < 90 ? at.y - 90 : Math.max(0, at.y - innerHeight + 90);
    if (edge) scrollBy({ top: edge / 4, behavior: "instant" });
    chip.style.transform = `translate(${at.x - box.width / 2}px, ${at.y - box.height / 2}px)`;
    const under = document.elementFromPoint(at.x, at.y);
    const target = under?.closest("[data-person]") ?? under?.closest("#room > [data-table]") ?? null;
    if (target !== over && target !== chip) point(target);
    if (edge) frame = requestAnimationFrame(follow);
  }

  addEventListener("pointerup", () => {
    if (!drag) return;
    const target = over;
    drag.chip.classList.remove("is-dragged");
    drag.chip.style.transform = "";
    drag = null;
    if (!dragged) return;
    setTimeout(() => (dragged = false), 0);
    if (!target || !held) letGo();
    else if (target.dataset.person && tableOf(target) !== tableOf(held)) swap(target);
    else if (target.dataset.person) letGo();
    else move(target);
  });
  addEventListener("pointercancel", () => {
    if (drag) letGo();
    drag = null;
    dragged = false;
  });
  sayAgain();
}

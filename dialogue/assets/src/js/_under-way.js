// SPDX-License-Identifier: EUPL-1.2
// What was sent but not yet answered when somebody reloads the page: kept in the tab, so that the page that comes says it again.
const UNDER_WAY = "seating under way";
const AWHILE = 10_000; // ms
let leaving = 0; // when this page was last left for another

addEventListener("beforeunload", () => (leaving = Date.now()));

const all = () => JSON.parse(sessionStorage.getItem(UNDER_WAY) ?? "[]");
const keep = (ways) => sessionStorage.setItem(UNDER_WAY, JSON.stringify(ways));

// Keeps it; gives what to call when the answer is there.
export function remember(way) {
  const id = crypto.getRandomValues(new Uint32Array(2)).join();
  keep([...all(), { ...way, id, at: Date.now() }]);
  // The page that comes may have been asked for before this was done: then it says it again.
  return () => Date.now() - leaving > AWHILE && keep(all().filter((one) => one.id !== id));
}

export function forget() {
  sessionStorage.removeItem(UNDER_WAY);
}

// What is left of this room and round, once.
export function takeLeft(room, round) {
  const left = all().filter((one) => one.room === room && one.round === round && Date.now() - one.at < AWHILE);
  forget();
  return left;
}

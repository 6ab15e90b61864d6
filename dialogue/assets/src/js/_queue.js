// SPDX-License-Identifier: EUPL-1.2
// Sentences that wait for the internet. They lie on the phone encrypted under a key that cannot leave the browser, and go
// as soon as they are sent, or after a day.
import { deleteDB, openDB } from "idb";

const NAME = "dialogue-table";
const DAY = 24 * 60 * 60 * 1000;

/** Whether this browser can keep a secret (it cannot on a page without https). */
export const able = () => Boolean(globalThis.crypto?.subtle && globalThis.indexedDB);

// One at a time, also when the page is open twice: else the last sentence's leaving could take a new one's key along.
let line = Promise.resolve();
function alone(work) {
  if (navigator.locks) return navigator.locks.request("dialogue-store", work);
  line = line.then(work, work);
  return line;
}

// Open, work, close; an empty store goes altogether, and its key with it.
async function withStore(work) {
  const db = await openDB(NAME, 1, {
    upgrade(made) {
      made.createObjectStore("waiting", { keyPath: "id", autoIncrement: true });
      made.createObjectStore("keys");
    },
  });
  let empty = false;
  try {
    const answer = await work(db);
    empty = (await db.count("waiting")) === 0;
    return answer;
  } finally {
    db.close();
    if (empty) await deleteDB(NAME);
  }
}

async function secret(db) {
  const kept = await db.get("keys", "key");
  if (kept) return kept;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await db.put("keys", made, "key");
  return made;
}

async function open(db, item, key) {
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: item.iv }, key, item.sealed);
    return { id: item.id, ...JSON.parse(new TextDecoder().decode(plain)) };
  } catch {
    await db.delete("waiting", item.id); // sealed under a key that is gone: nobody can read it any more
    return null;
  }
}

/** Keep one sentence: {action, fields: [[name, value], …]}. Returns its number in the queue. */
export const keep = (sentence, now = Date.now()) =>
  alone(() =>
    withStore(async (db) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(sentence));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await secret(db), plain);
      return db.add("waiting", { at: now, page: location.pathname, iv, sealed });
    }),
  );

/** All sentences of this page that wait, oldest first; what is older than a day is wiped here. */
export const waiting = (now = Date.now()) =>
  alone(() =>
    withStore(async (db) => {
      const found = [];
      for (const item of await db.getAll("waiting")) {
        if (now - item.at > DAY) await db.delete("waiting", item.id);
        else if (item.page === location.pathname) found.push(await open(db, item, await secret(db)));
      }
      return found.filter(Boolean);
    }),
  );

/** Forget one sentence that was sent or refused. */
export const forget = (id) => alone(() => withStore((db) => db.delete("waiting", id)));

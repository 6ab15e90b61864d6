// SPDX-License-Identifier: EUPL-1.2
// Sentences that wait for the internet. They lie on the phone encrypted under a key that cannot leave the browser, and go
// as soon as they are sent, or after a day.
import { deleteDB, openDB } from "idb";

const NAME = "dialogue-table";
const DAY = 24 * 60 * 60 * 1000;

const open = () =>
  openDB(NAME, 1, {
    upgrade(db) {
      db.createObjectStore("waiting", { keyPath: "id", autoIncrement: true });
      db.createObjectStore("keys");
    },
  });

const secret = async (db) => {
  const kept = await db.get("keys", "key");
  if (kept) return kept;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await db.put("keys", made, "key");
  return made;
};

/** Whether this browser can keep a secret (it cannot on a page without https). */
export const able = () => Boolean(globalThis.crypto?.subtle && globalThis.indexedDB);

/** Keep one sentence: {action, fields: [[name, value], …]}. Returns its number in the queue. */
export async function keep(sentence, now = Date.now()) {
  const db = await open();
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(sentence));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await secret(db), plain);
  const id = await db.add("waiting", { at: now, page: location.pathname, iv, sealed });
  db.close();
  return id;
}

/** All sentences of this page that wait, oldest first; what cannot be opened any more is dropped. */
export async function waiting(now = Date.now()) {
  const db = await open();
  const key = await secret(db);
  const found = [];
  for (const item of await db.getAll("waiting")) {
    if (now - item.at > DAY) {
      await db.delete("waiting", item.id);
    } else if (item.page === location.pathname) {
      try {
        const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: item.iv }, key, item.sealed);
        found.push({ id: item.id, ...JSON.parse(new TextDecoder().decode(plain)) });
      } catch {
        await db.delete("waiting", item.id);
      }
    }
  }
  db.close();
  return found;
}

/** Forget one sentence; with the last one goes the key and the whole store. */
export async function forget(id) {
  const db = await open();
  await db.delete("waiting", id);
  const empty = (await db.count("waiting")) === 0;
  db.close();
  if (empty) await deleteDB(NAME);
}

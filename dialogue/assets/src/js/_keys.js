// SPDX-License-Identifier: EUPL-1.2
// A key does what the button with the same data-key does. Never while somebody is typing, never with Ctrl, Alt or Meta.

const typing = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

/** Press buttons of `scope()` by their key. `scope` returns the element to look in, or null to stay silent. */
export function listen(scope) {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (typing(event.target)) return;
    const place = scope();
    const wanted = event.key.toLowerCase();
    const button = [...(place?.querySelectorAll("[data-key]") ?? [])].find((one) => one.dataset.key === wanted);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });
}

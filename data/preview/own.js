/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A name or id on the page hides what the document has of that name, and the name of a field what
 * its form has: document.createElement may be a picture. No name is a symbol, so for every name
 * that they have there is one: document[own.createElement], node[own.parentNode]. */
"use strict";

globalThis.galleyOwn = (() => {
  const own = Object.create(null);
  for (const { prototype } of [EventTarget, Node, Element, HTMLElement, Document]) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
      Object.defineProperty(prototype, own[name] ??= Symbol(name), property);
  }
  return Object.freeze(own);
})();

/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures and links of the page: pictures keep their place while they load and when a word beside
 * them changes, those that cannot be shown say why, and links that lead nowhere are marked. */
"use strict";

globalThis.galleyPictures = (() => {
  const own = galleyOwn;
  const SIZES_MAX = 2000;

  /* The HTML that a picture was made of, before anything was done to it. */
  const sources = new WeakMap();
  /* The sizes of pictures from the network, by address: so much is kept free the next time. */
  const sizes = new Map();
  let strings = {};
  let broken = {};
  let post = () => {};

  const isRemote = source => /^(https?:)?\/\//i.test(source);
  const reasonOf = link => Object.hasOwn(broken, link) ? broken[link] : null;

  function decodePath(path) {
    try {
      return decodeURI(path);
    } catch {
      return path;
    }
  }

  function remember(address, size) {
    if (sizes.size >= SIZES_MAX)
      sizes.delete(sizes.keys().next().value);
    sizes.set(address, size);
  }

  /* Alone in its paragraph a picture is large as a rule, in a line of text it is small. */
  function isAlone(image) {
    const box = image.closest("p, figure, div, td, li");
    return box !== null && box.textContent.trim() === "" && box.querySelectorAll("img").length === 1;
  }

  function reserve(image) {
    const source = image.getAttribute("src") ?? "";
    if (!isRemote(source) || image.hasAttribute("width") || image.hasAttribute("height"))
      return;
    const size = sizes.get(image.src);
    if (size) {
      [image.width, image.height] = size;
      return;
    }
    image.classList.add("galley-loading");
    if (isAlone(image))
      image.classList.add("galley-alone");
  }

  function settle(image) {
    image.classList.remove("galley-loading", "galley-alone");
    if (image.classList.length === 0)
      image.removeAttribute("class");
  }

  function noteOf(image) {
    const next = image.nextElementSibling;
    return next?.[own.classList].contains("galley-missing") ? next : null;
  }

  function onError(event) {
    const image = event.target;
    if (!(image instanceof HTMLImageElement))
      return;
    settle(image);
    if (image.classList.contains("galley-broken"))
      return;
    const source = image.getAttribute("src") ?? "";
    const note = document[own.createElement]("span");
    note.className = "galley-missing";
    note.textContent = `${isRemote(source) ? strings.remote : strings.local} ${decodePath(source)}`;
    image.classList.add("galley-broken");
    image.after(note);
  }

  function onLoad(event) {
    const image = event.target;
    if (!(image instanceof HTMLImageElement))
      return;
    settle(image);
    if (isRemote(image.getAttribute("src") ?? "") && image.naturalWidth && !sizes.has(image.src)) {
      remember(image.src, [image.naturalWidth, image.naturalHeight]);
      post({ type: "size", address: image.src, size: `${image.naturalWidth} ${image.naturalHeight}` });
    }
  }

  /* The engine does not ask twice for what one element has failed to load. */
  function retry(image) {
    const fresh = image.cloneNode();
    noteOf(image)?.remove();
    fresh.classList.remove("galley-broken");
    sources.set(fresh, sources.get(image));
    image.replaceWith(fresh);
  }

  function markLink(link) {
    const reason = reasonOf(link.getAttribute("href"));
    if (reason !== null) {
      if (!link.classList.contains("galley-dead"))
        link.dataset.title = link.title;
      link.classList.add("galley-dead");
      link.title = reason;
    } else if (link.classList.contains("galley-dead")) {
      link.classList.remove("galley-dead");
      link.title = link.dataset.title;
      delete link.dataset.title;
    }
  }

  function markLinks(element) {
    for (const link of element[own.querySelectorAll]("a[href], area[href]"))
      markLink(link);
  }

  document[own.addEventListener]("error", onError, true);
  document[own.addEventListener]("load", onLoad, true);

  return {
    start(report) {
      post = report;
    },

    configure(values) {
      strings = values;
      for (const [address, size] of Object.entries(values.sizes ?? {}))
        remember(address, size.split(" ").map(Number));
    },

    /* What is about to take the place of from, which may be null, is made ready. */
    prepare(to, from) {
      const old = from ? [...from.getElementsByTagName("img")] : [];
      for (const image of [...to.getElementsByTagName("img")]) {
        const html = image.outerHTML;
        const i = old.findIndex(o => sources.get(o) === html);
        if (i < 0) {
          sources.set(image, html);
          reserve(image);
          continue;
        }
        /* One that stays must not load or jump again because a word beside it has changed. */
        const [kept] = old.splice(i, 1);
        const note = noteOf(kept);
        image.replaceWith(kept);
        if (note)
          kept.after(note);
      }
      markLinks(to);
    },

    /* links: the reason for each destination that leads nowhere */
    setBroken(links) {
      const before = broken;
      broken = links;
      markLinks(document);
      for (const image of document[own.querySelectorAll]("img.galley-broken")) {
        const source = image.getAttribute("src") ?? "";
        if (Object.hasOwn(before, source) && reasonOf(source) === null)
          retry(image);
      }
    },
  };
})();

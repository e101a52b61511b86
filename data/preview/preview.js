/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs in a script world of its own: the page sees none of it, and no script of the page runs.
 * The page is a list of blocks, each in a <div>; blocks stand in sections of about a hundred,
 * which the engine may skip while they are out of sight. */
"use strict";

globalThis.galley = (() => {
  const own = galleyOwn;
  const SECTION_SIZE = 100;
  const MARGIN = 48;

  const post = message => window.webkit.messageHandlers.galley.postMessage(message);
  const root = document[own.documentElement];
  const head = document[own.getElementById]("galley-head");
  const body = document[own.getElementById]("galley-body");
  let current = null;
  /* The block at the top of the view and how far it is from there: what must not move. */
  let anchor = null;
  let anchorTop = 0;
  let expectedTop = 0;
  /* The writer moved to another place, so the scrolling that comes of it must not lose it. */
  let following = false;
  let laidOut = null;

  const sections = () => body.children;

  function locate(index) {
    let section = body.firstElementChild;
    while (section && index >= section.childElementCount && section.nextElementSibling) {
      index -= section.childElementCount;
      section = section.nextElementSibling;
    }
    return [section, index];
  }

  function blockAt(index) {
    const [section, i] = locate(index);
    return section ? section.children[i] ?? null : null;
  }

  function indexOf(block) {
    let index = 0;
    for (let s = block.parentNode.previousElementSibling; s; s = s.previousElementSibling)
      index += s.childElementCount;
    for (let b = block.previousElementSibling; b; b = b.previousElementSibling)
      index++;
    return index;
  }

  function blockOf(node) {
    while (node && node[own.parentNode]?.[own.parentNode] !== body)
      node = node[own.parentNode];
    return node;
  }

  function makeBlock(html) {
    const block = document[own.createElement]("div");
    block.innerHTML = html;
    return block;
  }

  function splitSection(section) {
    while (section.childElementCount > 2 * SECTION_SIZE) {
      const next = document[own.createElement]("section");
      next.append(...[...section.children].slice(-SECTION_SIZE));
      section.after(next);
    }
  }

  function removeBlocks(index, count) {
    const removed = [];
    while (count-- > 0) {
      const [section, i] = locate(index);
      const block = section.children[i];
      removed.push(block);
      block.remove();
      if (!section.firstElementChild)
        section.remove();
    }
    return removed;
  }

  function insertBlocks(index, blocks) {
    let [section, i] = locate(index);
    if (!section)
      section = body.appendChild(document[own.createElement]("section"));
    const before = section.children[i] ?? null;
    for (const block of blocks)
      section.insertBefore(block, before);
    splitSection(section);
  }

  function applyPatch(index, count, htmls) {
    const blocks = htmls.map(makeBlock);
    const removed = removeBlocks(index, count);
    const olds = removed.length === blocks.length ? removed : [];
    blocks.forEach((block, i) => galleyPictures.prepare(block, olds[i] ?? null));
    if (blocks.length)
      insertBlocks(index, blocks);
    blocks.forEach((block, i) => galleyCode.added(block, olds[i] ?? null));
    removed.forEach(galleyCode.removed);
    const i = removed.indexOf(anchor);
    if (i >= 0)
      anchor = blocks[Math.min(i, blocks.length - 1)] ?? blockAt(index);
  }

  const readNumbers = text => text ? text.split(" ").map(Number) : [];

  function scrollTo(top) {
    root.scrollTop = top;
    expectedTop = root.scrollTop;
  }

  /* A section that is out of sight has no layout, and what is in it no place. */
  function layOut(block) {
    const section = block.parentNode;
    if (section === laidOut)
      return;
    laidOut?.style.removeProperty("content-visibility");
    section.style.contentVisibility = "visible";
    laidOut = section;
  }

  function setAnchor(block) {
    anchor = block;
    anchorTop = block.getBoundingClientRect().top;
  }

  function findAnchor() {
    anchor = null;
    for (const section of sections()) {
      if (section.getBoundingClientRect().bottom <= 0)
        continue;
      for (const block of section.children) {
        if (block.getBoundingClientRect().bottom > 0) {
          setAnchor(block);
          return;
        }
      }
    }
  }

  function holdAnchor() {
    if (!anchor?.isConnected || root.scrollTop === 0)
      return;
    const delta = anchor.getBoundingClientRect().top - anchorTop;
    if (Math.abs(delta) >= 1)
      scrollTo(root.scrollTop + delta);
  }

  function mark(block) {
    if (block === current)
      return;
    current?.classList.remove("galley-current");
    current = block;
    current?.classList.add("galley-current");
  }

  function reveal(block) {
    layOut(block);
    const rect = block.getBoundingClientRect();
    const height = root.clientHeight;
    if (rect.top >= 0 && rect.bottom <= height)
      return;
    /* A block larger than the view is left where it is as long as it fills the view. */
    if (rect.top < height - MARGIN && rect.bottom > MARGIN && rect.height > height)
      return;
    const top = rect.top < 0 || rect.height > height ? rect.top - MARGIN : rect.bottom - height + MARGIN;
    scrollTo(root.scrollTop + top);
    setAnchor(block);
  }

  const lineOf = element => Number(element[own.getAttribute]("data-l"));

  /* The lines inside a block that are known, with their distance from its top. */
  function linesOf(block, lineCount) {
    const rect = block.getBoundingClientRect();
    const lines = [{ line: 0, top: 0 }];
    for (const element of block.querySelectorAll("[data-l]")) {
      const line = lineOf(element);
      const top = element[own.getBoundingClientRect]().top - rect.top;
      if (line > lines.at(-1).line && top >= lines.at(-1).top)
        lines.push({ line, top });
    }
    lines.push({ line: Math.max(lineCount, lines.at(-1).line + 1), top: rect.height });
    return lines;
  }

  function setCursor(index, follow) {
    const block = index >= 0 ? blockAt(index) : null;
    mark(block);
    if (!follow)
      return;
    following = true;
    if (block)
      reveal(block);
    else if (index === -1)
      scrollTo(0);
  }

  /* line counts from the block's first line, lineCount is the block's length. */
  function scrollToLine(index, line, lineCount) {
    const block = index >= 0 ? blockAt(index) : null;
    if (!block) {
      scrollTo(0);
      return;
    }
    layOut(block);
    const lines = linesOf(block, lineCount);
    let i = 0;
    while (i + 2 < lines.length && lines[i + 1].line <= line)
      i++;
    const span = lines[i + 1].line - lines[i].line;
    const fraction = Math.min(1, (line - lines[i].line) / span);
    const offset = lines[i].top + fraction * (lines[i + 1].top - lines[i].top);
    scrollTo(root.scrollTop + block.getBoundingClientRect().top + offset);
    setAnchor(block);
    if (following && current)
      reveal(current);
    following = false;
  }

  function onScroll() {
    const moved = Math.abs(root.scrollTop - expectedTop) >= 1;
    findAnchor();
    if (!moved)
      return;
    expectedTop = root.scrollTop;
    if (!anchor || root.scrollTop === 0) {
      post({ type: "scrolled", block: -1, line: 0, next: 0, fraction: 0 });
      return;
    }
    const lines = linesOf(anchor, -1);
    const offset = Math.max(0, -anchorTop);
    let i = 0;
    while (i + 2 < lines.length && lines[i + 1].top <= offset)
      i++;
    const span = lines[i + 1].top - lines[i].top;
    post({
      type: "scrolled",
      block: indexOf(anchor),
      line: lines[i].line,
      next: i + 2 < lines.length ? lines[i + 1].line : -1,
      fraction: span > 0 ? Math.min(1, (offset - lines[i].top) / span) : 0,
    });
  }

  function goToFragment(fragment) {
    let id = fragment;
    try {
      id = decodeURIComponent(fragment);
    } catch {
      /* A sign of percent that escapes nothing stands for itself. */
    }
    const element = document[own.getElementById](id) ?? document[own.getElementsByName](id)[0];
    const block = element ? blockOf(element) : null;
    if (block)
      layOut(block);
    if (element)
      element[own.scrollIntoView]();
    else if (id === "" || id === "top")
      root.scrollTop = 0;
  }

  function onClick(event) {
    const link = event.target[own.closest]?.("a[href], area[href]");
    if (link) {
      event.preventDefault();
      const href = link.getAttribute("href");
      if (href.startsWith("#"))
        goToFragment(href.slice(1));
      else
        post({ type: "link", href });
      return;
    }
    if (event.button !== 0 || !getSelection().isCollapsed || event.target[own.closest]?.("summary"))
      return;
    if (head.contains(event.target)) {
      post({ type: "activated", block: -1, line: 0 });
      return;
    }
    const block = blockOf(event.target);
    if (!block)
      return;
    const line = event.target[own.closest]("[data-l]");
    post({
      type: "activated",
      block: indexOf(block),
      line: line && block.contains(line) ? lineOf(line) : 0,
    });
  }

  /* Forms are dead by policy; so that they do not look alive, nothing happens at all. */
  const onSubmit = event => event.preventDefault();

  document[own.addEventListener]("scroll", onScroll, { passive: true });
  document[own.addEventListener]("click", onClick, true);
  document[own.addEventListener]("auxclick", event => event.preventDefault(), true);
  document[own.addEventListener]("submit", onSubmit, true);
  /* Pictures arrive late and push what is below them. */
  new ResizeObserver(holdAnchor).observe(body);
  galleyCode.start(post);
  galleyPictures.start(post);

  return {
    configure(values) {
      galleyPictures.configure(values);
      root.lang = values.lang;
      root.dataset.theme = values.theme;
    },

    /* patches: for each step the index, the number of removed blocks, that of inserted ones, and
     * how much of html each of these takes; scroll: the arguments of scrollToLine() */
    update(patches, html, title, cursor, follow, scroll) {
      const numbers = readNumbers(patches);
      for (let i = 0, taken = 0; i < numbers.length;) {
        const [index, removed, inserted] = numbers.slice(i, i += 3);
        const htmls = [];
        while (htmls.length < inserted)
          htmls.push(html.slice(taken, taken += numbers[i++]));
        applyPatch(index, removed, htmls);
      }
      if (title !== null) {
        const fresh = makeBlock(title);
        galleyPictures.prepare(fresh, head);
        head.replaceChildren(...fresh.childNodes);
      }
      holdAnchor();
      setCursor(cursor, follow);
      if (scroll)
        scrollToLine(...readNumbers(scroll));
      if (!anchor)
        findAnchor();
    },
  };
})();

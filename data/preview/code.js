/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Code on the page: its colours, its line numbers and its marked lines. The colours are ranges
 * beside the text, which stays as it is; what they are is found out elsewhere, and only for the
 * code that is in sight or near it. */
"use strict";

globalThis.galleyCode = (() => {
  const own = galleyOwn;
  const NEAR = "800px";

  /* What is known of a code element: its number, its text, the spans of colour as they are told,
   * and the ranges that are painted. */
  const states = new WeakMap();
  /* The elements that are waiting for their spans, by their numbers. */
  const waiting = new Map();
  const highlights = new Map();
  let count = 0;
  let post = () => {};

  const codesOf = block => block.querySelectorAll("code[data-lang]");

  function highlightOf(name) {
    let highlight = highlights.get(name);
    if (!highlight) {
      highlight = new Highlight();
      highlights.set(name, highlight);
      CSS.highlights.set(`galley-${name}`, highlight);
    }
    return highlight;
  }

  function erase(state) {
    for (const [highlight, range] of state.ranges)
      highlight.delete(range);
    state.ranges = [];
  }

  function textNodesOf(code) {
    const nodes = [];
    const walker = document[own.createTreeWalker](code, NodeFilter.SHOW_TEXT);
    for (let start = 0; walker.nextNode(); start += walker.currentNode.length)
      nodes.push({ node: walker.currentNode, start });
    return nodes;
  }

  /* Spans come in the order of the text, so one walk over its nodes places them all. */
  function paint(code, state) {
    erase(state);
    const nodes = textNodesOf(code);
    let i = 0;
    for (const [name, start, end] of state.spans) {
      while (i + 1 < nodes.length && nodes[i + 1].start <= start)
        i++;
      let j = i;
      while (j + 1 < nodes.length && nodes[j + 1].start < end)
        j++;
      if (!nodes[j] || end > nodes[j].start + nodes[j].node.length)
        break;
      const highlight = highlightOf(name);
      const range = new StaticRange({
        startContainer: nodes[i].node,
        startOffset: start - nodes[i].start,
        endContainer: nodes[j].node,
        endOffset: end - nodes[j].start,
      });
      highlight.add(range);
      state.ranges.push([highlight, range]);
    }
  }

  function ask(code, state) {
    if (state.asked)
      return;
    state.asked = true;
    waiting.set(state.id, code);
    post({ type: "code", id: state.id, lang: code.dataset.lang, text: state.text });
  }

  const observer = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      const state = states.get(target);
      if (!state || isIntersecting === state.near)
        continue;
      state.near = isIntersecting;
      if (isIntersecting) {
        ask(target, state);
        paint(target, state);
      } else {
        erase(state);
      }
    }
  }, { rootMargin: NEAR });

  /* Where the spans of a text are after a change of it, until they are known. */
  function follow(spans, before, after) {
    const shorter = Math.min(before.length, after.length);
    let prefix = 0;
    while (prefix < shorter && before[prefix] === after[prefix])
      prefix++;
    let suffix = 0;
    while (suffix < shorter - prefix && before.at(-1 - suffix) === after.at(-1 - suffix))
      suffix++;
    const delta = after.length - before.length;
    const rest = before.length - suffix;
    const moved = [];
    for (const [name, start, end] of spans) {
      const from = start >= rest ? start + delta : Math.min(start, prefix);
      const to = end >= rest ? end + delta : Math.min(end, prefix);
      if (to > from)
        moved.push([name, from, to]);
    }
    return moved;
  }

  function decorate(code) {
    const pre = code.parentNode;
    const { lines, numbers } = code.dataset;
    if (!lines && !numbers)
      return;
    pre[own.classList].add("galley-code");
    const count = Math.max(1, code.textContent.replace(/\n$/, "").split("\n").length);
    if (numbers) {
      const column = document[own.createElement]("span");
      const first = Number(numbers);
      column.className = "galley-numbers";
      column.ariaHidden = "true";
      column.dataset.numbers = Array.from({ length: count }, (_, i) => first + i).join("\n");
      pre[own.classList].add("galley-numbered");
      pre[own.prepend](column);
    }
    for (const part of (lines ?? "").split(" ").filter(Boolean)) {
      const [from, to = from] = part.split("-").map(Number);
      if (!(from >= 1 && to >= from && from <= count))
        continue;
      const mark = document[own.createElement]("span");
      mark.className = "galley-marked";
      mark.ariaHidden = "true";
      mark.style.setProperty("--line", from - 1);
      mark.style.setProperty("--lines", Math.min(to, count) - from + 1);
      pre[own.prepend](mark);
    }
  }

  return {
    start(report) {
      post = report;
    },

    /* A block is on the page; old is the one whose place it takes, if there is one. */
    added(block, old) {
      const before = old ? [...codesOf(old)] : [];
      let i = 0;
      for (const code of codesOf(block)) {
        const known = states.get(before[i++]);
        const text = code.textContent;
        const state = { id: ++count, text, spans: [], ranges: [], near: false, asked: false };
        states.set(code, state);
        decorate(code);
        if (known?.near && known.lang === code.dataset.lang) {
          state.near = true;
          state.spans = follow(known.spans, known.text, text);
          paint(code, state);
          ask(code, state);
        }
        state.lang = code.dataset.lang;
        observer.observe(code);
      }
    },

    removed(block) {
      for (const code of codesOf(block)) {
        const state = states.get(code);
        observer.unobserve(code);
        if (state) {
          erase(state);
          waiting.delete(state.id);
        }
      }
    },

    /* spans: for each its name, where it starts and how long it is, with spaces between */
    highlighted(id, spans) {
      const code = waiting.get(id);
      const state = states.get(code);
      waiting.delete(id);
      if (!state)
        return;
      const words = spans ? spans.split(" ") : [];
      state.spans = [];
      for (let i = 0; i + 2 < words.length; i += 3) {
        const start = Number(words[i + 1]);
        state.spans.push([words[i], start, start + Number(words[i + 2])]);
      }
      if (state.near)
        paint(code, state);
    },
  };
})();

// The form beyond htmx: the next question opens by itself, what could not be sent is kept on this
// device until it can, and nothing that was typed is lost when the page is left.
"use strict";
(() => {
  const KEY = "folja-draft:";
  const dirty = new Set();
  const onTheirWay = new Set();
  document.documentElement.classList.add("scripted");
  const byId = (id) => document.getElementById(id);
  const isForm = (form) => form instanceof HTMLFormElement && form.hasAttribute("data-kept");
  const fieldsOf = (form) =>
    [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const base = () => document.querySelector("[data-answering]")?.dataset.answering;

  const drafts = () => {
    const found = [];
    if (!base()) return found;
    for (let i = 0; i < localStorage.length; i += 1) {
      const key = localStorage.key(i);
      if (key.startsWith(KEY + base())) {
        try {
          found.push([key.slice(KEY.length), JSON.parse(localStorage.getItem(key))]);
        } catch {
          // Not ours to read; left alone.
        }
      }
    }
    return found;
  };
  const actionOf = (form) => form.getAttribute("action");
  const keep = (form) => {
    const draft = { label: form.dataset.kept, page: location.pathname, fields: fieldsOf(form) };
    localStorage.setItem(KEY + actionOf(form), JSON.stringify(draft));
  };
  const drop = (action) => localStorage.removeItem(KEY + action);

  const tell = () => {
    const place = byId("offline");
    if (!place) return;
    const n = drafts().length;
    place.hidden = navigator.onLine || n === 0;
    const words = n === 1 ? place.dataset.one : place.dataset.many.replace("99", String(n));
    place.querySelector("[data-lead]").textContent = words;
  };
  const only = (id) => {
    for (const one of ["ended", "ours"]) if (byId(one)) byId(one).hidden = one !== id;
  };

  const send = async (action, draft) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const body = new URLSearchParams(draft.fields);
    body.set("csrfmiddlewaretoken", token);
    const headers = { "HX-Request": "true", "X-CSRFToken": token };
    return fetch(action, { method: "POST", body, headers, credentials: "same-origin" });
  };
  const listKept = (draft, action) => {
    const place = byId("kept");
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${draft.page}?kept=${encodeURIComponent(action)}`;
    link.textContent = `${place.dataset.text} ${draft.label}`;
    line.append(link);
    place.querySelector("[data-list]").append(line);
    place.hidden = false;
  };
  const restore = (form, draft) => {
    for (const box of form.querySelectorAll("[type=radio]")) box.checked = false;
    for (const [name, value] of draft.fields) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio") field.checked = field.value === value || field.checked;
        else if (field.tagName !== "BUTTON") field.value = value;
      }
    }
    window.htmx.trigger(form, "change");
  };
  // A device says that it is on line before anything gets through: what fails is tried again.
  let pause = 0;
  let waiting = 0;
  const again = () => {
    if (waiting || !navigator.onLine) return;
    pause = Math.min(60_000, Math.max(2_000, pause * 2));
    waiting = setTimeout(() => {
      waiting = 0;
      sendKept();
    }, pause);
  };
  const sendKept = async () => {
    if (!navigator.onLine) return tell();
    for (const [action, draft] of drafts()) {
      const here = document.querySelector(`form[action="${CSS.escape(action)}"]`);
      if (here) {
        // What is being typed or sent is newer than what was kept, and saves itself.
        if (!dirty.has(here) && !onTheirWay.has(here)) restore(here, draft);
        continue;
      }
      try {
        const answer = await send(action, draft);
        if (answer.ok) drop(action);
        else if (answer.status === 409 || answer.status === 422) listKept(draft, action);
        else only("ended");
      } catch {
        again();
        break;
      }
    }
    tell();
  };

  // Pressing a button leaves the field, the field saves itself, and what comes back would replace
  // the button before it is let go: so the field keeps the focus until the click has been taken.
  document.addEventListener("mousedown", (event) => {
    const pressed = event.target.closest("form[data-kept] button, form[data-kept] .btn, .steps a");
    if (pressed) event.preventDefault();
  });

  // -- what htmx reports
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && isForm(form)) dirty.add(form);
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const detail = event.detail;
    if (detail.xhr.status === 409) {
      detail.shouldSwap = true;
      detail.isError = false;
    }
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt;
    if (!isForm(form)) return;
    dirty.delete(form); // what is typed from here on is not in it
    onTheirWay.add(form);
  });
  // What is too long is said beside its field, until something is sent that is not.
  const shorten = (field) => {
    byId(`long-${field.id}`)?.remove();
    field.removeAttribute("aria-invalid");
  };
  document.addEventListener("folja:long", (event) => {
    const form = event.target.form ?? event.target;
    const field = form.elements?.namedItem(event.detail.field);
    if (!(field instanceof Element)) return;
    shorten(field);
    const words = document.createElement("p");
    words.id = `long-${field.id}`;
    words.className = "field-error";
    words.setAttribute("role", "alert");
    words.textContent = event.detail.told;
    field.setAttribute("aria-invalid", "true");
    field.after(words);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (event.detail.successful) {
      for (const field of (form.form ?? form).querySelectorAll("[aria-invalid]")) shorten(field);
    }
    if (!isForm(form)) return;
    onTheirWay.delete(form);
    const status = event.detail.xhr.status;
    const question = form.closest("details.q");
    if (status === 409 && question) question.open = true;
    if (event.detail.successful || status === 409) {
      drop(actionOf(form));
      only("");
      pause = 0;
    } else if (status === 403 || status === 404) {
      keep(form);
      only("ended");
    } else if (status === 422) {
      keep(form);
    } else if (status >= 500) {
      keep(form);
      only("ours");
    }
    tell();
  });
  document.addEventListener("htmx:sendError", (event) => {
    if (isForm(event.detail.elt)) keep(event.detail.elt);
    tell();
    again();
  });

  // -- moving on
  const focusOn = (id) => {
    const place = byId(id);
    if (place) place.focus();
  };
  // A link that leads to a field is followed into it: the address after # is the field's own.
  if (byId(location.hash.slice(1))?.matches("textarea")) focusOn(location.hash.slice(1));
  document.addEventListener("folja:focus", (event) => focusOn(event.detail.id));
  const openNext = (from) => {
    const all = [...document.querySelectorAll("details.q")];
    const at = all.findIndex((one) => one.id === `q-${from}`);
    const next = all.slice(at + 1).find((one) => one.querySelector("form"));
    if (all[at]) all[at].open = false;
    if (!next) return document.querySelector("[data-onward]")?.focus();
    next.open = true;
    next.scrollIntoView({ block: "start" });
    const fields = [...next.querySelectorAll(".cells:not(.part) .figure-in")];
    return (fields.find((one) => !one.value) ?? fields.at(-1))?.focus();
  };
  document.addEventListener("folja:next", (event) => openNext(event.detail.from));
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!isForm(form) || navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    keep(form);
    tell();
    if (event.submitter?.name === "next") openNext(form.closest("details.q")?.id.slice(2));
  }, true);
  document.addEventListener("toggle", (event) => {
    const opened = event.target;
    if (!opened.matches?.("details.q") || !opened.open) return;
    for (const box of document.querySelectorAll(".squares .at")) box.classList.remove("at");
  }, true);
  document.addEventListener("click", (event) => {
    const label = event.target.closest("label[for]");
    const inside = label && byId(label.htmlFor)?.closest("details.more");
    if (inside) inside.open = true;
    const link = event.target.closest("[data-drop]");
    if (link) {
      const form = link.closest("form");
      dirty.delete(form);
      drop(actionOf(form));
      // The same address with another fragment would not load the page anew.
      const fresh = new URL(link.href);
      fresh.searchParams.set("at", String(Date.now()));
      event.preventDefault();
      location.assign(fresh);
    }
    if (event.target.closest("[data-print]")) window.print();
  }, true);
  // A save that is on its way makes a version that what was typed meanwhile does not know of, and
  // would be taken for a colleague's: whoever leaves by a link waits for it. What has not been sent
  // yet is sent first, so that the next page knows it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
    if (!link || elsewhere || event.defaultPrevented) return;
    for (const form of [...dirty]) window.htmx.trigger(form, "change");
    if (onTheirWay.size === 0) return;
    event.preventDefault();
    const latest = Date.now() + 5000;
    const go = () => {
      if (onTheirWay.size > 0 && Date.now() < latest) setTimeout(go, 100);
      else location.assign(link.href);
    };
    setTimeout(go, 100);
  });
  window.addEventListener("pagehide", () => {
    for (const form of new Set([...dirty, ...onTheirWay])) {
      if (!navigator.onLine || !navigator.sendBeacon(actionOf(form), new FormData(form))) {
        keep(form);
      }
    }
    dirty.clear();
  });
  window.addEventListener("offline", tell);
  window.addEventListener("online", sendKept);
  window.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
    sendKept();
  });
})();

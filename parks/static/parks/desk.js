"use strict";
/* The desk by keyboard: a way past the menu, keys for what is done most, a page of help, and everything that takes a click
   takes Enter too. Names of all chosen files. */
(function () {
  const GO = {
    h: ["/admin/", "trang đầu"],
    k: ["/admin/parks/site/", "khu, cụm (bảng đất)"],
    s: ["/admin/parks/fact/", "số liệu"],
    g: ["/admin/parks/hold/", "giữ đất"],
    d: ["/admin/investors/project/", "dự án"],
    n: ["/admin/investors/investor/", "nhà đầu tư"],
    y: ["/admin/investors/enquiry/", "yêu cầu"],
    t: ["/admin/investors/conversation/", "trao đổi"],
    m: ["/admin/matching/matchrun/", "lượt đối sánh"],
  };
  const KEYS = [
    ["/", "đến ô tìm kiếm"],
    ["n", "thêm mới trên trang này"],
    ["j, k", "dòng sau, dòng trước của danh sách; Enter để mở"],
    ["f", "mở bộ lọc (Esc để đóng)"],
    ["d", "đến ô “Xem theo ngày”"],
    ["Ctrl + S", "lưu, ghi nhận"],
    ["Tab, Shift + Tab", "ô sau, ô trước"],
    ["?", "bảng phím tắt này"],
  ];
  let leader = 0;

  function typing(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|button|submit)$/.test(target.type);
  }

  function first(...selectors) {
    for (const selector of selectors) {
      for (const found of document.querySelectorAll(selector)) {
        if (found.getClientRects().length) return found;
      }
    }
    return null;
  }

  function step(by) {
    const rows = [...document.querySelectorAll("#result_list tbody tr")].map((row) => row.querySelector("th a, td a")).filter(Boolean);
    if (!rows.length) return false;
    const row = document.activeElement.closest("#result_list tbody tr");
    const here = row ? rows.findIndex((link) => row.contains(link)) : by > 0 ? -1 : rows.length;
    rows[Math.min(Math.max(here + by, 0), rows.length - 1)].focus();
    return true;
  }

  function go(key) {
    const [address] = GO[key] || [];
    // The menu has what this person may see: there is no key to what it has not.
    if (!address || address !== "/admin/" && !document.querySelector(`#nav-sidebar a[href="${address}"]`)) return false;
    location.assign(address);
    return true;
  }

  const ACTS = {
    "/": () => focus(first("#searchbar", "main input[type=search]", ".tn input[type=search]", "#main input[type=search]", ".tn input[name=place]")),
    n: () => press(first("#main a[href$='/add/']", "#main a[href*='/add/?']")),
    j: () => step(1),
    k: () => step(-1),
    f: () => press(first("#changelist a[x-on\\:click*='filterOpen = true']")) && later(() => focus(first("#changelist-filter a, #changelist-filter input"))),
    d: () => focus(first("#tn-day")),
    "?": () => help(),
  };

  function focus(target) {
    if (!target) return false;
    target.focus();
    if (target.select) target.select();
    return true;
  }

  function press(target) {
    if (!target) return false;
    target.click();
    return true;
  }

  function later(act) {
    setTimeout(act, 50);
    return true;
  }

  function help() {
    let dialog = document.getElementById("desk-help");
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.id = "desk-help";
      dialog.setAttribute("aria-label", "Phím tắt");
      const title = document.createElement("h2");
      title.textContent = "Phím tắt";
      const list = document.createElement("dl");
      const reachable = Object.entries(GO).filter(([, [address]]) => address === "/admin/" || document.querySelector(`#nav-sidebar a[href="${address}"]`));
      for (const [key, words] of [...KEYS, ...reachable.map(([key, [, name]]) => [`g rồi ${key}`, `đến ${name}`])]) {
        const term = document.createElement("dt");
        const meaning = document.createElement("dd");
        term.textContent = key;
        meaning.textContent = words;
        list.append(term, meaning);
      }
      const form = document.createElement("form");
      form.method = "dialog";
      const close = document.createElement("button");
      close.className = "tn-button";
      close.textContent = "Đóng (Esc)";
      form.append(close);
      dialog.append(title, list, form);
      document.body.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const target = event.target;
    if (event.key === "Escape" && first("#changelist-filter")) {
      press(document.getElementById("changelist-filter-close"));
      return;
    }
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      const save = first("button[name=_save], input[name=_save]", ".tn-form button.tn-primary[type=submit]");
      if (save) {
        event.preventDefault();
        save.click();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if ((event.key === "Enter" || event.key === " ") && target.dataset && "deskPress" in target.dataset) {
      event.preventDefault();
      target.click();
      return;
    }
    if (typing(target)) return;
    if (Date.now() - leader < 1500) {
      leader = 0;
      if (go(event.key.toLowerCase())) event.preventDefault();
      return;
    }
    if (event.key === "g") {
      leader = Date.now();
      return;
    }
    const act = ACTS[event.key];
    if (act && act()) event.preventDefault();
  });

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file") return;
    if (input.closest("form.tn-files")) {
      input.form.requestSubmit();
      return;
    }
    const names = [...input.files].map((file) => file.name);
    const wrapper = input.parentNode.parentNode.parentNode;
    const shown = wrapper.querySelector("input[type=text]");
    if (shown && names.length > 1) shown.setAttribute("value", `${names.length} tệp`);
    let list = wrapper.parentNode.parentNode.querySelector(".desk-chosen");
    if (!list) {
      list = document.createElement("ul");
      list.className = "desk-chosen tn-quiet";
      list.setAttribute("aria-live", "polite");
      wrapper.parentNode.after(list);
    }
    list.replaceChildren(...(names.length > 1 ? names : []).map((name) => {
      const line = document.createElement("li");
      line.textContent = name;
      return line;
    }));
  });

  document.addEventListener("DOMContentLoaded", () => {
    // The browser's own bars will do, except above a wide table: the theme's measure each page several times before it is shown.
    for (const box of document.querySelectorAll("[data-simplebar]:not(.simplebar-horizontal-scrollbar-top)")) box.removeAttribute("data-simplebar");
    const content = document.getElementById("content");
    if (content) {
      content.tabIndex = -1;
      const skip = document.createElement("a");
      skip.className = "desk-skip";
      skip.href = "#content";
      skip.textContent = "Đến nội dung";
      document.body.prepend(skip);
    }
    // A page of one act begins at what is still to be filled in.
    const open = [...document.querySelectorAll(".tn-form form input, .tn-form form select, .tn-form form textarea")];
    const next = open.find((field) => field.getClientRects().length && !/^(hidden|file|submit)$/.test(field.type) && !field.disabled && !field.value && !field.classList.contains("select2-hidden-accessible") && !field.classList.contains("admin-autocomplete"));
    if (next && document.activeElement === document.body) next.focus();
    // The theme gives some things a click and no key.
    for (const thing of document.querySelectorAll("[x-on\\:click]")) {
      if (/^(BUTTON|INPUT|SUMMARY)$/.test(thing.tagName) || thing.hasAttribute("href") || thing.id === "changelist-filter-close") continue;
      thing.tabIndex = 0;
      thing.setAttribute("role", "button");
      thing.dataset.deskPress = "";
      if (thing.textContent.trim() === "dock_to_right") thing.setAttribute("aria-label", "Ẩn, hiện trình đơn");
    }
    const head = document.querySelector("#nav-sidebar-inner > *");
    if (head) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "desk-help";
      button.textContent = "?";
      button.title = "Phím tắt (?)";
      button.setAttribute("aria-label", "Phím tắt");
      button.addEventListener("click", help);
      head.append(button);
    }
  });

  window.addEventListener("load", () => {
    const here = document.querySelector("#nav-sidebar-apps a.active");
    if (here) here.scrollIntoView({ block: "nearest" });
  });
})();

const open = () => { const list = document.getElementById(location.hash.slice(1)); if (list && list.tagName === "DETAILS") { list.open = true; list.scrollIntoView(); } };
addEventListener("hashchange", open); addEventListener("load", open);
const value = (row, at) => { const text = row.cells[at].textContent.trim(), plain = text.replace(/[\s\u202f\u00a0]/g, "");
  return plain === "" ? null : /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text.toLowerCase(); };
const order = (a, b) => a === b ? 0 : a === null ? 1 : b === null ? -1 : typeof a === typeof b && a < b ? -1 : typeof a !== typeof b ? (typeof a === "number" ? -1 : 1) : 1;
document.querySelectorAll("table").forEach((table) => {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((head, at) => {
    head.tabIndex = 0; head.setAttribute("role", "columnheader"); head.title = "sort";
    const sort = () => { const up = head.getAttribute("aria-sort") !== "ascending";
      [...table.tHead.rows[0].cells].forEach((one) => one.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const rows = [...body.rows].map((row) => [value(row, at), row]);
      rows.sort((a, b) => a[0] === null || b[0] === null || up ? order(a[0], b[0]) : order(b[0], a[0]));
      body.append(...rows.map((one) => one[1])); };
    head.addEventListener("click", sort); head.addEventListener("keydown", (event) => { if (event.key === "Enter") sort(); });
  });
  if (body.rows.length < 8) return;
  const find = document.createElement("input");
  find.type = "search"; find.className = "screen"; find.placeholder = "client, manager, class ..."; find.setAttribute("aria-label", "show rows with");
  const count = document.createElement("span"); count.className = "said screen"; count.setAttribute("aria-live", "polite");
  find.addEventListener("input", () => { const words = find.value.toLowerCase().split(/\s+/).filter(Boolean); let left = 0;
    [...body.rows].forEach((row) => { const text = row.textContent.toLowerCase().replace(/[\u202f\u00a0]/g, ""); row.hidden = !words.every((word) => text.includes(word)); left += !row.hidden; });
    count.textContent = words.length ? ` ${left} of ${body.rows.length}` : ""; });
  table.before(find, count);
});
document.getElementById("all").addEventListener("click", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));

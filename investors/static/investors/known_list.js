// Ticking a code means "some"; "unknown" and "none" untick the codes. Without this script the form says so itself.
document.addEventListener("change", (event) => {
  const list = event.target.closest("[data-known-list]");
  if (!list) return;
  const codes = list.querySelectorAll("input[type=checkbox]");
  if (event.target.type === "checkbox" && event.target.checked) {
    list.querySelector("input[type=radio][value=some]").checked = true;
  } else if (event.target.type === "radio" && event.target.value !== "some") {
    codes.forEach((code) => { code.checked = false; });
  }
});

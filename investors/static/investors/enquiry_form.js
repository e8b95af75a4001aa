// In a long text Enter is a new line; Ctrl and Enter send the form, as in a messenger.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("textarea")?.form;
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(document.querySelector(`button[type=submit][form="${form.id}"]`) ?? undefined);
});

// On a first, slow visit the theme still hides the form when the browser looks for the field to begin with.
window.addEventListener("load", () => setTimeout(() => {
  if (document.activeElement === document.body) document.querySelector("[autofocus]")?.focus();
}));

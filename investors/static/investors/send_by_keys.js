// In a long text Enter is a new line; Ctrl and Enter send the form, as in a messenger.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("textarea")?.form;
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(document.querySelector(`button[type=submit][form="${form.id}"]`) ?? undefined);
});

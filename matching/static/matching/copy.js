// A button that copies the text of a field. Without the clipboard (a page over plain HTTP) the text is marked instead.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copies);
  const said = document.querySelector("[data-copied]");
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = "Đã sao chép: dán vào thư điện tử hoặc Zalo.";
  } catch {
    field.focus();
    field.select();
    const copied = document.execCommand("copy");
    said.textContent = copied ? "Đã sao chép: dán vào thư điện tử hoặc Zalo." : "Đã chọn cả thư: bấm Ctrl+C để sao chép.";
  }
});

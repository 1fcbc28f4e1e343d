// Native dialogs: a click on the backdrop lands on the dialog itself, outside its box, and closes it.

document.addEventListener("click", (event) => {
  if (!(event.target instanceof HTMLDialogElement) || !event.target.open || !event.detail) return;
  const box = event.target.getBoundingClientRect();
  const inside =
    event.clientX >= box.left &&
    event.clientX <= box.right &&
    event.clientY >= box.top &&
    event.clientY <= box.bottom;
  if (!inside) event.target.close();
});

// What a page without scripts offers that does nothing: asked from outside of it.
() => {
  const shown = (element) => element.checkVisibility() || Boolean(element.closest("details"));
  const short = (element) => element.outerHTML.slice(0, 110).replace(/\s+/g, " ");
  const sends = (element) => ["submit", "image"].includes(element.type) && shown(element);
  const forms = [...document.querySelectorAll("main form")].filter((form) => shown(form) && ![...form.elements].some(sends));
  const buttons = [...document.querySelectorAll("main button[type=button]")].filter((button) => button.checkVisibility());
  return { forms: forms.map(short), buttons: buttons.map(short) };
}

// « Back » may show a page of somebody as the browser kept it, whole, after they have signed out on
// this computer: it stays hidden until the instance says that they are still there. What they were
// writing is not lost.

const OF_WHOEVER_IS_THERE = "/compte/sessions/";

window.addEventListener("pageshow", async ({ persisted }) => {
  const page = document.querySelector(".espace");
  if (!persisted || !page) return;
  page.hidden = true;
  try {
    const answer = await fetch(OF_WHOEVER_IS_THERE, { method: "HEAD", redirect: "manual" });
    if (answer.type === "opaqueredirect") location.reload();
    else page.hidden = false;
  } catch {
    page.hidden = false; // Nobody answers: the page is as good as it was.
  }
});

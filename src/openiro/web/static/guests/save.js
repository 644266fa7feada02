// Saves what is being typed, a moment after the last key. Without it, every button of the page saves.
const form = document.querySelector("[data-saves-as-you-type]");
const said = document.querySelector("[data-saved]");
const WAIT = 3000;
let timer = 0;

async function save() {
  const answers = new FormData(form);
  answers.set("draft", "1");
  try {
    const answer = await fetch(location.href, { method: "POST", body: answers, credentials: "same-origin" });
    said.textContent = answer.ok ? "Saved" : "Not saved. Press Next to try again.";
  } catch {
    said.textContent = "Not saved. Are you online?";
  }
}

if (form && said) {
  form.addEventListener("input", () => {
    said.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(save, WAIT);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}

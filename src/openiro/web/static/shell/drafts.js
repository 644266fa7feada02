// Keeps what is typed in a form[data-draft] on the server: some seconds after typing, and when the page hides.
// The page works without it; each part saves on its own button.
const WAIT = 5000;
const form = document.querySelector("form[data-draft]");
const address = document.getElementById("draft-script")?.dataset.address;
const kept = document.getElementById("draft-kept");
const ended = document.getElementById("draft-ended");
let timer = 0;
let changed = false;
let sent = false;
let signedOut = false;

function answers() {
  const words = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") words.append(name, value);
  }
  words.append("draft-page", location.pathname);
  return words;
}

function say(text) {
  kept.textContent = text;
}

function tellSignedOut() {
  signedOut = true;
  ended.classList.remove("govuk-visually-hidden");
  ended.innerHTML = "";
  const words = document.createElement("p");
  words.className = "govuk-body";
  words.append("You are signed out. What you typed stands below and is not saved yet. ");
  const link = document.createElement("a");
  link.className = "govuk-link";
  link.href = "/";
  link.target = "_blank";
  link.textContent = "Sign in again (opens in a new tab)";
  words.append(link, ", then come back to this page and go on.");
  ended.append(words);
}

function tellSignedIn() {
  signedOut = false;
  ended.classList.add("govuk-visually-hidden");
  ended.textContent = "";
}

// After signing in again in another tab, this page's token is an old one: take a fresh one.
async function takeFreshToken() {
  const answer = await fetch(address, { redirect: "manual", headers: { Accept: "application/json" } });
  if (!answer.ok) return false;
  const { token } = await answer.json();
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
  return true;
}

async function post() {
  return fetch(address, { method: "POST", body: answers(), redirect: "manual" });
}

async function keep() {
  timer = 0;
  if (!changed || sent) return;
  changed = false;
  try {
    let answer = await post();
    if (answer.status === 403 && (await takeFreshToken())) answer = await post();
    if (answer.status === 204) {
      tellSignedIn();
      say(`What you type is kept as you go. Last kept at ${new Date().toTimeString().slice(0, 5)}. It counts once you save.`);
    } else if (answer.type === "opaqueredirect" || answer.status === 403) {
      again();
      if (!signedOut) tellSignedOut();
    } else if (answer.status === 413) {
      say(await answer.text());
    } else {
      again();
    }
  } catch {
    say("The service cannot be reached. What you typed stands below and is not saved yet.");
    again();
  }
}

function again() {
  changed = true;
  if (!timer && !sent) timer = setTimeout(keep, WAIT);
}

function keepNow() {
  if (!changed || sent || signedOut) return;
  changed = false;
  navigator.sendBeacon(address, answers());
}

if (form && address) {
  form.addEventListener("input", again);
  form.addEventListener("change", again);
  form.addEventListener("submit", async (event) => {
    if (!signedOut) {
      sent = true;
      return;
    }
    event.preventDefault();
    const by = event.submitter;
    if (await takeFreshToken()) {
      tellSignedIn();
      form.requestSubmit(by);
    } else {
      ended.focus();
    }
  });
  window.addEventListener("pageshow", () => { sent = false; });
  window.addEventListener("pagehide", keepNow);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keepNow();
    else if (signedOut) keep();
  });
}

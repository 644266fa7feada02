// Shows what needs a passkey only where the browser can use one, and says in the page when it did not work.
const buttons = document.querySelectorAll("#passkey_login, [data-passkey]");
if (window.PublicKeyCredential) {
  buttons.forEach((button) => button.removeAttribute("hidden"));
  document.querySelectorAll("[data-without-passkeys]").forEach((told) => told.remove());
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelector(".oi-passkey-failed")?.remove();
  const told = document.createElement("p");
  told.className = "govuk-error-message oi-passkey-failed";
  told.setAttribute("role", "alert");
  told.textContent = "The passkey was not used. Try again, or choose another way.";
  buttons[0]?.before(told);
});

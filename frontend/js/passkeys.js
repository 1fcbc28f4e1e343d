// <passkey-form> around a form with a hidden `credential`: the browser asks for the passkey,
// and the form leaves with its answer.
//
//     data-options="/connexion/cle/"       where the challenge is read when the button is pressed
//     data-options-in="passkey-options"    or the id of the JSON that the page holds
//     data-creates                         the form registers a passkey rather than uses one
//
// It stays hidden where the browser knows no passkeys.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const named = (list) => (list ?? []).map((known) => ({ ...known, id: bytes(known.id) }));

function creationOptions(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: named(options.excludeCredentials),
    // A passkey is found without saying who one is, and unlocks with a finger, a face or a code.
    authenticatorSelection: {
      ...options.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
  };
}

const requestOptions = (options) => ({
  ...options,
  challenge: bytes(options.challenge),
  allowCredentials: named(options.allowCredentials),
});

function told(credential) {
  const { response } = credential;
  const told = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    told.attestationObject = text(response.attestationObject);
    told.transports = response.getTransports?.() ?? [];
  } else {
    told.authenticatorData = text(response.authenticatorData);
    told.signature = text(response.signature);
    told.userHandle = response.userHandle ? text(response.userHandle) : null;
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: told,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    this.hidden = false;
    this.form = this.querySelector("form");
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
  }

  async ask() {
    const problem = this.querySelector(".form-problem");
    problem.hidden = true;
    try {
      const { publicKey } = await this.options();
      const credential =
        "creates" in this.dataset
          ? await navigator.credentials.create({ publicKey: creationOptions(publicKey) })
          : await navigator.credentials.get({ publicKey: requestOptions(publicKey) });
      this.form.elements.namedItem("credential").value = JSON.stringify(told(credential));
      this.form.submit();
    } catch {
      problem.hidden = false;
    }
  }

  async options() {
    if (this.dataset.optionsIn) {
      return JSON.parse(document.getElementById(this.dataset.optionsIn).textContent);
    }
    const answer = await fetch(this.dataset.options, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no challenge");
    return (await answer.json()).request_options;
  }
}

customElements.define("passkey-form", PasskeyForm);

// <push-permission>: a button that asks this browser for its permission to show notifications,
// and posts the address where they go. Nothing is asked before the click.

import { scriptAt } from "./trusted.js";

class PushPermission extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.status = this.querySelector("[role=status]");
    if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window))
      return;
    this.form.hidden = false;
    this.querySelector(".push-unable").hidden = true;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#allow();
    });
  }

  async #allow() {
    this.status.textContent = "";
    if ((await Notification.requestPermission()) !== "granted") {
      this.status.textContent = this.dataset.refused;
      return;
    }
    try {
      const subscription = (await this.#subscribe()).toJSON();
      this.form.elements.endpoint.value = subscription.endpoint;
      this.form.elements.p256dh.value = subscription.keys.p256dh;
      this.form.elements.auth.value = subscription.keys.auth;
      this.form.submit();
    } catch {
      this.status.textContent = this.dataset.failed;
    }
  }

  async #subscribe() {
    await navigator.serviceWorker.register(scriptAt(this.dataset.worker));
    const registration = await this.#active();
    return registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: this.dataset.key,
    });
  }

  /** The registration once its worker runs: one that installs cannot subscribe yet. */
  async #active() {
    const registration = await navigator.serviceWorker.getRegistration(this.dataset.worker);
    const worker = registration.installing ?? registration.waiting;
    if (registration.active || !worker) return registration;
    return new Promise((resolve) => {
      worker.addEventListener("statechange", () => {
        if (worker.state === "activated") resolve(registration);
      });
    });
  }
}

customElements.define("push-permission", PushPermission);

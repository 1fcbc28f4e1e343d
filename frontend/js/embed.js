// <bocage-embed>: shows a page of this site in the page of another, in a frame that is as tall as
// what it shows and has the look of the page around it. It sets no cookie and reads nothing of that page
// but the custom properties that it is given.
//
//     <bocage-embed src="https://…/travailler/le-moulin/encart/" label="Réserver au Moulin">
//       <a href="https://…/travailler/le-moulin/">Réserver au Moulin</a>
//     </bocage-embed>
//     <script src="https://…/integrer.js" async></script>
//
//     bocage-embed { --bocage-brand: #7a1f3d; --bocage-font: Marianne, sans-serif; }

(() => {
  if (customElements.get("bocage-embed")) return;

  const LOOK = ["brand", "action", "text", "soft", "paper", "font", "radius"];
  const LEAST = 80;
  const MOST = 6000;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ":host{display:block}:host([hidden]){display:none}" +
      "iframe{display:block;width:100%;height:360px;border:0;color-scheme:light dark}",
  );

  class BocageEmbed extends HTMLElement {
    static observedAttributes = ["src", "label"];
    #frame = null;
    #origin = "";
    #dark = matchMedia("(prefers-color-scheme: dark)");
    #hear = (event) => this.#heard(event);
    #tell = () => this.#tellLook();
    #changes = new MutationObserver(this.#tell);

    connectedCallback() {
      addEventListener("message", this.#hear);
      this.#dark.addEventListener("change", this.#tell);
      this.#changes.observe(this, { attributeFilter: ["style", "class"] });
      this.#show();
    }

    disconnectedCallback() {
      removeEventListener("message", this.#hear);
      this.#dark.removeEventListener("change", this.#tell);
      this.#changes.disconnect();
      this.#frame?.remove();
      this.#frame = null;
    }

    attributeChangedCallback() {
      if (this.isConnected) this.#show();
    }

    #show() {
      const address = this.#address();
      if (!address) return;
      if (!this.shadowRoot) this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
      if (!this.#frame) {
        this.#frame = document.createElement("iframe");
        this.#frame.loading = "lazy";
        this.#frame.referrerPolicy = "no-referrer";
        this.shadowRoot.append(this.#frame);
      }
      this.#origin = address.origin;
      this.#frame.title = this.getAttribute("label") || "Bocage";
      if (this.#frame.src !== address.href) this.#frame.src = address.href;
    }

    #address() {
      try {
        const address = new URL(this.getAttribute("src"), location.href);
        return /^https?:$/.test(address.protocol) ? address : null;
      } catch {
        return null;
      }
    }

    #heard({ source, origin, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow || origin !== this.#origin) return;
      const height = Number(data?.bocage === 1 && data.height);
      if (!Number.isFinite(height) || height <= 0) return;
      this.#frame.style.height = `${Math.min(Math.max(Math.ceil(height), LEAST), MOST)}px`;
      if (data.asks) this.#tellLook();
    }

    /** The custom properties that the page around gives, and whether it is a dark one itself. */
    #tellLook() {
      const around = getComputedStyle(this);
      const told = LOOK.map((name) => [name, around.getPropertyValue(`--bocage-${name}`).trim()]);
      const look = Object.fromEntries(told.filter(([, value]) => value));
      const isDark =
        /\bdark\b/.test(around.colorScheme) &&
        (!/\blight\b/.test(around.colorScheme) || this.#dark.matches);
      this.#frame?.contentWindow?.postMessage(
        { bocage: 1, look, scheme: isDark ? "dark" : "light" },
        this.#origin,
      );
    }
  }

  customElements.define("bocage-embed", BocageEmbed);
})();

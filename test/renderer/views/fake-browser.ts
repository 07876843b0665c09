/** What jsdom does not have of a browser: media queries, observers (heard once, of no size), fonts, scrolling, modal dialogs. */
class OnceObserver {
  readonly #heard: (entries: readonly never[]) => void;

  constructor(heard: (entries: readonly never[]) => void) {
    this.#heard = heard;
  }

  observe(): void {
    setTimeout(() => this.#heard([]));
  }
  unobserve(): void {
    return undefined;
  }
  disconnect(): void {
    return undefined;
  }
}

const listening = { addEventListener: () => undefined, removeEventListener: () => undefined };

export function fakeBrowser(): void {
  Object.assign(window, {
    matchMedia: () => ({ matches: false, ...listening }),
    ResizeObserver: OnceObserver,
  });
  Object.assign(Element.prototype, { scrollIntoView: () => undefined });
  Object.assign(document, { fonts: { ready: Promise.resolve(), ...listening } });
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close(this: HTMLDialogElement) {
      this.open = false;
      this.dispatchEvent(new Event('close'));
    },
  });
}

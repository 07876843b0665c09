/** Colours in which pictures leave the window: those for print, or the window's. It stays from picture to picture. */
export const INKS = ['print', 'window'] as const;
export type Ink = (typeof INKS)[number];

class ExportInk {
  chosen = $state<Ink>('print');

  /** The ground that goes with it now. */
  get ground(): 'light' | 'dark' {
    const dark = document.documentElement.dataset['theme'] === 'dark';
    return this.chosen === 'window' && dark ? 'dark' : 'light';
  }
}

export const exportInk = new ExportInk();

/** What leaves the window as a picture, through main: it asks where to, and answers false where nobody chose a place. */
import type { Bridge } from '#core/contract/channels.ts';

export function exporterOf(bridge: Bridge) {
  return {
    save: (name: string, text: string) => bridge.invoke('export:text', name, text),
    embedFonts: (svg: string) => bridge.invoke('picture:embed-fonts', svg),
    copyPicture: (png: string) => bridge.invoke('picture:copy', png),
    savePng: (name: string, png: string) => bridge.invoke('picture:save-png', name, png),
    savePdf: (name: string, html: string) => bridge.invoke('picture:save-pdf', name, html),
  };
}

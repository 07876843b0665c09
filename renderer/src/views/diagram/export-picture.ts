/** A picture of the page as a file of its own: nothing live in it, colours inside. Fonts are put in by main. */
import { EMBEDDED_FONT } from '#core/relay-graph/embedded-font.ts';
import { flushSync, mount, unmount, type Component } from 'svelte';

/** The component drawn apart from the page, as SVG text. */
export function svgText<P extends Record<string, unknown>>(component: Component<P>, props: P): string {
  const target = document.createElement('div');
  const drawn = mount(component as Component, { target, props });
  flushSync();
  const svg = target.querySelector('svg');
  if (svg === null) throw new Error('Broken assumption: a picture is an svg');
  const text = new XMLSerializer().serializeToString(svg).replace(/<!--.*?-->/gs, '');
  void unmount(drawn);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
}

/** Twice the picture's own size, less where that is more than a canvas can hold. */
const LARGEST = 12_000;

/** The SVG as a PNG data address. */
export async function pngOf(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(2, LARGEST / Math.max(image.width, image.height, 1));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(image.width * scale);
  canvas.height = Math.ceil(image.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
}

export interface PrintedMessage {
  readonly language: string;
  readonly title: string;
  readonly svg: string;
  readonly paragraphs: readonly string[];
  readonly linesTitle: string;
  readonly lines: readonly string[];
}

const STYLE = `body{font:10pt '${EMBEDDED_FONT}','Noto Sans','DejaVu Sans','Hiragino Sans','Yu Gothic UI','Noto Sans CJK JP','IPAPGothic',sans-serif;color:#1a2230}
h1{font-size:14pt;overflow-wrap:anywhere}h2{font-size:11pt}svg{max-width:100%;height:auto}p{overflow-wrap:anywhere}
pre{font:8pt 'DejaVu Sans Mono','${EMBEDDED_FONT}','IPAGothic',monospace;white-space:pre-wrap;overflow-wrap:anywhere}`;

export function printedPage({ language, title, svg, paragraphs, linesTitle, lines }: PrintedMessage): string {
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = language;
  const add = (tag: string, text: string): void => {
    page.body.append(Object.assign(page.createElement(tag), { textContent: text }));
  };
  add('h1', title);
  for (const paragraph of paragraphs) add('p', paragraph);
  const picture = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  page.body.append(page.importNode(picture, true));
  add('h2', linesTitle);
  add('pre', lines.join('\n'));
  /* As text: the window's own policy would refuse the style as an element. */
  const html = page.documentElement.outerHTML;
  return `<!doctype html>${html.replace('</head>', `<style>${STYLE}</style></head>`)}`;
}

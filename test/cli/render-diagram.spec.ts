import { expect, test } from 'vitest';
import { Networks } from '#core/correlate/networks.ts';
import { Tally } from '#core/relay-graph/map/tally.ts';
import { renderDiagram, renderMap } from '../../electron/cli/render-diagram.ts';
import { hostKey, type Annotation } from '#core/annotations/annotation.ts';
import type { Language } from '#core/contract/channels.ts';
import type { Message } from '#core/correlate/message.ts';
import { NO_FAMILY } from '#core/relay-graph/family.ts';
import { NO_NETWORK } from '#core/networks/network-facts.ts';
import type { DiagramWanted } from '../../electron/cli/io.ts';
import { message, MIXED } from '../core/relay-graph/messages.ts';

function wanted(shown: Message, language: Language): DiagramWanted {
  return { told: { message: shown, records: [] }, family: NO_FAMILY, language };
}

const NOTE: Annotation = {
  key: hostKey('maile.ekisaito.ko.ni'),
  subject: 'host',
  about: 'maile.ekisaito.ko.ni',
  note: 'Slow <b>on Sundays',
  label: 'red',
  changed: 1,
};
const find = (key: string) => (key === NOTE.key ? NOTE : undefined);
const network = {
  ...NO_NETWORK,
  router: { name: 'Hall router' },
  hosts: [{ host: 'local001.localserver200', label: 'The family computer' }],
};

test('notes, labels, friendly names and the router stand in the picture of a message and in the map', () => {
  const tally = new Tally(new Networks());
  tally.add(message());
  const pictures = [
    renderDiagram({ ...wanted(message(), 'en'), find, network }),
    renderMap(tally.result(), { language: 'en', find, network }),
  ];
  for (const svg of pictures) {
    expect(svg).toContain('Host maile.ekisaito.ko.ni: Slow &lt;b>on Sundays (label red)');
    expect(svg).toContain('fill="#b42318"');
    expect(svg).toContain('The family computer');
    expect(svg).toContain('Hall router');
    expect(svg).not.toMatch(/<b>|href|var\(|style=|tabindex|undefined|NaN/);
  }
});

test('on a dark ground way and map have the colours of the dark window and none of the light', () => {
  const tally = new Tally(new Networks());
  tally.add(message());
  const dark = [
    renderDiagram({ ...wanted(message(), 'en'), find, theme: 'dark' }),
    renderMap(tally.result(), { language: 'en', find, theme: 'dark' }),
  ];
  for (const svg of dark) {
    expect(svg).toContain('#14181d');
    expect(svg).not.toMatch(/#f7f8fa|#ffffff|#1a2230|#b42318/);
  }
  expect(renderDiagram({ ...wanted(message(), 'en'), theme: 'light' })).toBe(
    renderDiagram(wanted(message(), 'en')),
  );
});

test('an unfolded bounce is drawn, and its button is no longer one', () => {
  const bounce = message({
    id: 'user100/k9LE1v98001812',
    queueIds: ['k9LE1v98001812'],
    parents: [MIXED.id],
    recipients: [],
  });
  const told = new Map([[bounce.id, { message: bounce, records: [] }]]);
  const svg = (open: readonly string[]) =>
    renderDiagram({ ...wanted(MIXED, 'en'), family: { told, open: new Set(open) } });
  expect(svg([]).match(/data-testid="node-mta"/g)).toHaveLength(1);
  expect(svg([bounce.id]).match(/data-testid="node-mta"/g)).toHaveLength(2);
  expect(svg([bounce.id])).not.toMatch(/role="button"|tabindex|undefined|NaN/);
});

test('the picture stands alone: no script, link, style from outside or comment', () => {
  const svg = renderDiagram(wanted(MIXED, 'en'));
  expect(svg).toMatch(
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/,
  );
  expect(svg).not.toMatch(/<script|<foreignObject|<a |href|var\(|url\(|style=|<!--|tabindex|undefined|NaN/);
});

test('a host named like markup stands in the picture as text', () => {
  const svg = renderDiagram(
    wanted(message({ client: { name: '<script>alert(1)</script>', address: '"><x' } }), 'ja'),
  );
  expect(svg).not.toContain('<script');
  expect(svg).toContain('&lt;script');
});

test('the map stands alone too, and names everything as text', () => {
  const tally = new Tally(new Networks());
  for (const m of [MIXED, message({ client: { name: '<script>alert(1)</script>' } })]) tally.add(m);
  const svg = renderMap(tally.result(), { language: 'ja' });
  expect(svg).not.toMatch(/<script|<foreignObject|<a |href|var\(|url\(|style=|<!--|tabindex|undefined|NaN/);
  expect(svg).toContain('&lt;script');
});

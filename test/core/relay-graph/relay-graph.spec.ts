import { expect, test } from 'vitest';
import type { Message } from '#core/correlate/message.ts';
import { annotation } from '#core/relay-graph/graph.ts';
import { relayGraph } from '#core/relay-graph/relay-graph.ts';
import { INBOUND, many, message, MIXED, recipient, sent } from './messages.ts';

test('the mail server that wrote the log is drawn although no relay names it', () => {
  const { nodes } = relayGraph(message());
  expect(nodes.map((n) => [n.role, n.network, n.name])).toEqual([
    ['client', 'lan', 'local001.localserver200'],
    ['mta', 'server', 'user100'],
    ['next', 'internet', 'maile.ekisaito.ko.ni'],
  ]);
});

test('an address that cannot exist stands in the picture as it was logged', () => {
  expect(relayGraph(message()).nodes.at(-1)?.address).toBe('333.444.555.666');
});

test('each arrow carries protocol and daemon, or mailer, delay, dsn and the words', () => {
  const [arrival, delivery] = relayGraph(message()).edges;
  expect(arrival?.annotations.map((a) => a.key)).toEqual(['protocol', 'daemon', 'size', 'time']);
  expect(delivery?.annotations.map((a) => a.key)).toEqual([
    'mailer',
    'dsn',
    'words',
    'delay',
    'transactionDelay',
    'time',
  ]);
});

test('mail from outside ends in a mailbox on this server, and a forged name is marked', () => {
  const { nodes } = relayGraph(INBOUND);
  expect(nodes.map((n) => [n.role, n.network])).toEqual([
    ['client', 'internet'],
    ['mta', 'server'],
    ['mailbox', 'server'],
  ]);
  expect(nodes[0]?.forged).toBe(true);
});

test('recipients branch: each outcome is an arrow of its own', () => {
  const { edges } = relayGraph(MIXED);
  expect(edges.map((e) => [e.step, e.status])).toEqual([
    ['arrival', 'sent'],
    ['arrival', 'rejected'],
    ['delivery', 'sent'],
    ['delivery', 'deferred'],
    ['delivery', 'bounced'],
    ['delivery', 'queued'],
    ['delivery', 'sent'],
    ['delivery', 'sent'],
    ['caused', 'unknown'],
  ]);
});

test('servers of one receiver stand together', () => {
  const groups = relayGraph(MIXED).nodes.map((n) => n.group);
  expect(groups.filter((g) => g === 'ms.delsol.ne.ni')).toHaveLength(2);
});

test('a hundred vain attempts with the same answer are one arrow with a count', () => {
  const attempts = Array.from({ length: 114 }, (_, i) => ({
    status: 'deferred' as const,
    record: i + 1,
    time: i,
    stat: `Deferred: try again in ${String(i)} s`,
  }));
  const last = { status: 'sent' as const, record: 200, time: 200, stat: 'Sent' };
  const { edges } = relayGraph(
    message({ recipients: [sent('a@b.test', { attempts: [...attempts, last] })] }),
  );
  expect(edges.map((e) => [e.status, annotation(e, 'attempts')])).toEqual([
    ['sent', undefined],
    ['deferred', 114],
    ['sent', undefined],
  ]);
});

test('a refused connection is one arrow that ends at the door', () => {
  const refused = message({
    connection: true,
    status: 'rejected',
    recipients: [],
    verdict: '550 5.7.1 Access denied',
  });
  const { edges, nodes } = relayGraph(refused);
  expect(edges.map((e) => [e.from, e.to, e.status, annotation(e, 'words')])).toEqual([
    ['client', 'mta', 'rejected', '550 5.7.1 Access denied'],
  ]);
  expect(nodes).toHaveLength(2);
});

test('a message without its arrival has a client that is only inferred', () => {
  const { nodes, edges } = relayGraph(withoutClient(message({ startSeen: false })));
  expect([nodes[0]?.kind, edges[0]?.evidence, edges[0]?.recordIndexes]).toEqual([
    'unknown-client',
    'inferred',
    [],
  ]);
});

test('a hop that the next host logged too says so', () => {
  const both = message({ children: ['other/k9X'], recipients: [sent('a@b.test', { remoteQueueId: 'k9X' })] });
  expect(relayGraph(both).edges.map((e) => e.evidence)).toEqual(['one', 'both']);
});

test('the submission queue stands between the login and the mail server', () => {
  const handed = message({
    client: { name: 'localhost', ident: 'root' },
    queueIds: ['A1', 'B2'],
    handOvers: [{ from: 'A1', to: 'B2', record: 1 }],
  });
  const { edges, nodes } = relayGraph(handed);
  expect(nodes.slice(0, 3).map((n) => [n.role, n.network, n.queueIds])).toEqual([
    ['client', 'server', undefined],
    ['submission', 'server', ['A1']],
    ['mta', 'server', ['B2']],
  ]);
  expect(edges.slice(0, 2).map((e) => [e.from, e.to])).toEqual([
    ['client', 'submission:0'],
    ['submission:0', 'mta'],
  ]);
});

test('a thousand destinations are capped, with a count of what stands together', () => {
  const graph = relayGraph(many(1000));
  expect(graph.nodes.length).toBeLessThan(30);
  expect(graph.leftOut.nodes).toBe(977);
  expect(graph.nodes.at(-1)?.moreRecipients).toBe(973);
});

test('a recipient that no server took yet waits in the queue of this server', () => {
  const { nodes } = relayGraph(message({ recipients: [recipient('a@b.test', { status: 'queued' })] }));
  expect(nodes.at(-1)).toMatchObject({ kind: 'queue', network: 'server' });
});

test('networks named as internal are drawn as LAN', () => {
  expect(relayGraph(message(), [], { internal: ['ekisaito.ko.ni'] }).nodes.at(-1)?.network).toBe('lan');
});

test('control characters and marks that turn the reading direction are made visible', () => {
  const { nodes } = relayGraph(message({ client: { name: 'evil\u202egnp.\u0000exe', address: '1.2.3.4' } }));
  expect(nodes[0]?.name).toBe('evil\ufffdgnp.\ufffdexe');
});

function withoutClient(whole: Message): Message {
  const copy: { -readonly [K in keyof Message]: Message[K] } = { ...whole };
  delete copy.client;
  return copy;
}

import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { RecordBatch } from '#core/records/batch.ts';
import { readEntries, readPipe, readText } from '#ingest/read-file.ts';
import { mailLines, readAll } from './read-all.ts';
import { tempFolder } from './temp-folder.ts';

const folder = tempFolder();

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const read = (path: string, from: { fromOffset?: number; fromLine?: number } = {}) =>
  readAll(readEntries(path, { source: 0, ...from }));

test('a plain file gives its entries and says where reading goes on', async () => {
  const text = mailLines(3);
  const { records, last, problem } = await read(file('maillog', text));
  expect(records.map(({ line, kind }) => [line, kind])).toEqual([
    [1, 'from'],
    [2, 'from'],
    [3, 'from'],
  ]);
  expect(last).toMatchObject({ bytes: text.length, batch: { nextOffset: text.length, nextLine: 4 } });
  expect(problem).toBeUndefined();
});

test('gzip is told by its content, whatever the name', async () => {
  const text = mailLines(1000);
  const { records, last } = await read(file('maillog.1', gzipSync(text)));
  expect(records).toHaveLength(1000);
  expect(last?.batch.nextOffset).toBe(text.length);
});

test('a gzip of several members is read to its end', async () => {
  const { records } = await read(
    file('joined.gz', Buffer.concat([gzipSync(mailLines(2)), gzipSync(mailLines(3))])),
  );
  expect(records).toHaveLength(5);
});

test('what was appended is all that is read again', async () => {
  const path = file('growing', mailLines(2));
  const { last } = await read(path);
  appendFileSync(path, mailLines(1));
  const more = await read(path, {
    fromOffset: last?.batch.nextOffset ?? 0,
    fromLine: last?.batch.nextLine ?? 1,
  });
  expect(more.records.map(({ line, offset }) => [line, offset])).toEqual([[3, mailLines(2).length]]);
});

test('a gzip goes on at an offset of what it unpacks to', async () => {
  const path = file('resumed.gz', gzipSync(mailLines(5000)));
  const { records } = await read(path, { fromOffset: mailLines(4999).length, fromLine: 5000 });
  expect(records.map(({ line }) => line)).toEqual([5000]);
});

test('of a truncated gzip everything before the cut is kept', async () => {
  const whole = gzipSync(mailLines(20_000));
  const { records, alerts, problem } = await read(file('cut.gz', whole.subarray(0, whole.length / 2)));
  expect(records.length).toBeGreaterThan(9000);
  expect(alerts.map(({ code }) => code)).toContain('truncated-archive');
  expect(problem).toBeUndefined();
});

test('of a small truncated gzip everything before the cut is kept', async () => {
  const whole = gzipSync(mailLines(30));
  const { records, alerts } = await read(file('cut-small.gz', whole.subarray(0, whole.length - 9)));
  expect(records.length).toBeGreaterThanOrEqual(29);
  expect(alerts.map(({ code }) => code)).toContain('truncated-archive');
});

test('of a damaged gzip the lines before the damage are kept', async () => {
  const whole = gzipSync(mailLines(20_000));
  whole.fill(0xff, whole.length - 3000, whole.length - 2000);
  const { records, alerts } = await read(file('damaged.gz', whole));
  expect(records.length).toBeGreaterThan(18_000);
  expect(alerts.map(({ code }) => code)).toContain('corrupt-archive');
});

test('a gzip whose check sum is wrong still gives its lines', async () => {
  const whole = gzipSync(mailLines(30));
  whole.fill(0, whole.length - 8, whole.length - 4);
  const { records, alerts } = await read(file('crc.gz', whole));
  expect(records).toHaveLength(30);
  expect(alerts.map(({ code }) => code)).toContain('corrupt-archive');
});

test('a bomb stops with the numbers, and the lines before it are kept', { timeout: 60_000 }, async () => {
  const nothing = gzipSync(Buffer.alloc(32 * 1024 * 1024, 'x'));
  const bomb = [gzipSync(mailLines(30)), ...Array.from({ length: 40 }, () => nothing)];
  const { records, problem } = await read(file('bomb.gz', Buffer.concat(bomb)));
  expect(records).toHaveLength(30);
  expect(problem).toMatchObject({ code: 'bomb', where: 'bomb.gz' });
  expect(problem?.detail).toMatch(/^packed \d+, unpacked 1\d{9}$/);
});

test('a gzip with nothing readable in it is a problem', async () => {
  const noise = Buffer.concat([
    Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 3]),
    Buffer.alloc(500, 0xff),
  ]);
  const { records, problem } = await read(file('noise.gz', noise));
  expect(records).toEqual([]);
  expect(problem).toMatchObject({ code: 'corrupt-archive', where: 'noise.gz' });
});

test.each([
  ['an empty file', 'empty', ''],
  ['an empty gzip', 'empty', gzipSync('')],
  ['binary noise', 'binary', randomBytes(100_000)],
  ['packed binary noise', 'binary', gzipSync(randomBytes(100_000))],
  ['the head of an xz archive', 'truncated-archive', Buffer.from('fd377a585a000004e6d6b446', 'hex')],
  ['a zip archive', 'unsupported-archive', Buffer.from('PK\u0003\u0004rest')],
] as const)('%s is the problem "%s"', async (name, code, content) => {
  const { records, problem } = await read(file(name.replaceAll(' ', '-'), content));
  expect(records).toEqual([]);
  expect(problem).toMatchObject({ code, where: name.replaceAll(' ', '-') });
});

test('a file that is not there, a folder and a device are told apart', async () => {
  mkdirSync(join(folder, 'folder'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const codes = await Promise.all(
    [join(folder, 'nothing'), join(folder, 'folder'), '/dev/zero', join(folder, 'pipe')].map(
      async (path) => (await read(path)).problem?.code,
    ),
  );
  expect(codes).toEqual(['not-found', 'is-directory-without-logs', 'is-device', 'is-device']);
});

test('runs of NUL bytes, as after a crash, and bad UTF-8 stop nothing', async () => {
  const crash = Buffer.concat([Buffer.alloc(4096), Buffer.from('\n'), Buffer.from([0xff, 0xfe, 0x0a])]);
  const { records, problem } = await read(file('crashed', Buffer.concat([crash, Buffer.from(mailLines(2))])));
  expect(records.filter(({ kind }) => kind === 'from')).toHaveLength(2);
  expect(problem).toBeUndefined();
});

test('Japanese text in EUC-JP or Shift_JIS is not taken for noise', async () => {
  const eucJp = Buffer.from('c6fccbdcb8eccacfa4e1a1bca5eb0a', 'hex');
  const { records, problem } = await read(file('euc', Buffer.concat([eucJp, Buffer.from(mailLines(1))])));
  expect(problem).toBeUndefined();
  expect(records.at(-1)?.kind).toBe('from');
});

test('a last line without its newline is shown, with a word about it', async () => {
  const { records, alerts } = await read(file('half', mailLines(2).trimEnd()));
  expect(records.map(({ kind }) => kind)).toEqual(['from', 'from']);
  expect(alerts.map(({ code }) => code)).toEqual(['unfinished-line']);
});

test('a half-written last line is shown, and read again whole when the file has grown', async () => {
  const [first, second] = [mailLines(1), mailLines(2).slice(mailLines(1).length)];
  const path = file('waiting', first + second.slice(0, -30));
  const half = await readAll(readEntries(path, { source: 0 }));
  expect(half.records).toHaveLength(2);
  expect(half.last?.batch).toMatchObject({ provisional: true, nextOffset: first.length, nextLine: 2 });
  appendFileSync(path, second.slice(-30));
  const more = await read(path, {
    fromOffset: half.last?.batch.nextOffset ?? 0,
    fromLine: half.last?.batch.nextLine ?? 1,
  });
  expect(more.records.map(({ line, raw }) => [line, `${raw}\n`])).toEqual([[2, second]]);
});

test('an abort ends the reading', async () => {
  const abort = new AbortController();
  const parts = readEntries(file('long', mailLines(20_000)), { source: 0, signal: abort.signal });
  await parts.next();
  abort.abort();
  const { records } = await readAll(parts);
  expect(records.length).toBeLessThan(20_000);
});

test('pasted text is read like a file', async () => {
  const { records, last } = await readAll(readText(mailLines(2), 'Pasted text', { source: 0 }));
  expect(records).toHaveLength(2);
  expect(last?.batch.nextOffset).toBe(mailLines(2).length);
});

test('a log in EUC-JP shows its Japanese text, from a file and from a pipe alike', async () => {
  const head = Buffer.from('Oct 21 23:01:58 mx sendmail[1]: k9LE1v98001811: to=<a@b>, stat=Sent (');
  /* 日本語 in EUC-JP, often enough to be told apart. */
  const words = Buffer.from([0xc6, 0xfc, 0xcb, 0xdc, 0xb8, 0xec, 0xc6, 0xfc, 0xcb, 0xdc, 0xb8, 0xec]);
  const bytes = Buffer.concat([head, words, Buffer.from(')\n')]);
  const path = file('euc.log', bytes);
  const raws: string[] = [];
  for (const parts of [
    readEntries(path, { source: 0 }),
    readPipe(Readable.from([bytes]), '-', { source: 0 }),
  ])
    raws.push(...(await readAll(parts)).records.map(({ raw }) => raw));
  expect(raws.map((raw) => raw.includes('日本語日本語'))).toEqual([true, true]);
});

test('a gzip that comes through a pipe is unpacked, even when its first bytes come one by one', async () => {
  const packed = gzipSync('Oct 21 23:01:58 mx sendmail[1]: k9LE1v98001811: to=<a@b>, stat=Sent\n');
  const pieces = [packed.subarray(0, 1), packed.subarray(1, 2), packed.subarray(2)];
  const kinds: string[] = [];
  const { records } = await readAll(readPipe(Readable.from(pieces), '-', { source: 0 }));
  kinds.push(...records.map(({ kind }) => kind));
  expect(kinds).toEqual(['to']);
});

test.each(['seed.log.bz2', 'seed.log.xz', 'seed.log.zst'])(
  '%s gives the entries of the plain log, from a file of any name, from a pipe and from its middle',
  async (name) => {
    const bytes = readFileSync(`test/fixtures/packed/${name}`);
    const plain = (await read('test/fixtures/seed.log')).records;
    const path = file(`packed-${name}.txt`, bytes);
    const whole = await read(path);
    expect(whole.records).toEqual(plain);
    expect(whole.last?.packing).toBe({ bz2: 'bzip2', xz: 'xz', zst: 'zstd' }[name.split('.')[2] ?? '']);
    const piped = await readAll(readPipe(Readable.from([bytes]), '-', { source: 0 }));
    expect(piped.records).toEqual(plain);
    const [, , third] = plain;
    const rest = await read(path, { fromOffset: third?.offset ?? 0, fromLine: third?.line ?? 1 });
    expect(rest.records).toEqual(plain.slice(2));
  },
);

test('a damaged archive says after how many bytes it broke', async () => {
  const bytes = Buffer.from(readFileSync('test/fixtures/packed/numbers.txt.zst'));
  const { alerts } = await read(file('cut.zst', bytes.subarray(0, 60_000)));
  expect(alerts.find(({ code }) => code === 'truncated-archive')?.detail).toMatch(
    /^packed 60000, unpacked [1-9]\d+$/,
  );
});

test('the encoding of a file is told with its entries', async () => {
  const words = Buffer.from([0xc6, 0xfc, 0xcb, 0xdc, 0xb8, 0xec, 0xc6, 0xfc, 0xcb, 0xdc, 0xb8, 0xec, 0x0a]);
  expect((await read(file('euc-told', words))).last?.encoding).toBe('euc-jp');
  expect((await read(file('plain-told', mailLines(1)))).last?.encoding).toBe('utf-8');
});

test('a file that is read on stays in the encoding of its beginning', async () => {
  const words = Buffer.from([0xc6, 0xfc, 0xcb, 0xdc, 0xb8, 0xec, 0xc6, 0xfc, 0xcb, 0xdc, 0xb8, 0xec, 0x0a]);
  const path = file('euc-grown', Buffer.concat([words, Buffer.from(mailLines(1))]));
  const { records, last } = await read(path, { fromOffset: words.length, fromLine: 2 });
  expect([last?.encoding, records.length]).toEqual(['euc-jp', 1]);
});

test.each([
  ['EUC-JP', 'euc-jp', [0xc6, 0xfc, 0xcb, 0xdc, 0xb8, 0xec], '日本語'],
  ['Shift_JIS', 'shift_jis', [0x91, 0x97, 0x90, 0x4d, 0x8e, 0xd2], '送信者'],
  ['Latin-1', 'iso-8859-1', [0x63, 0x61, 0x66, 0xe9, 0x20, 0xff], 'café ÿ'],
] as const)(
  '%s that begins after half a megabyte of ASCII is read as such',
  async (name, encoding, word, text) => {
    const line = Buffer.concat([
      Buffer.from('k9LE1v98001811: to=<a@b>, stat=Sent ('),
      Buffer.from(word),
      Buffer.from(')\n'),
    ]);
    const { records, last } = await read(
      file(`late-${name}`, Buffer.concat([Buffer.from(mailLines(4000)), line])),
    );
    expect(records.at(-1)?.raw).toContain(`(${text})`);
    expect(last?.encoding).toBe(encoding);
  },
);

test('a byte FF alone is a letter of Latin-1 and not lost', async () => {
  const { records } = await read(
    file('ff', Buffer.concat([Buffer.from([0xe9, 0x0a, 0xff, 0x0a]), Buffer.from(mailLines(1))])),
  );
  expect(records.slice(0, 2).map(({ raw }) => raw)).toEqual(['é', 'ÿ']);
});

test('a file that becomes shorter while it is read is told', async () => {
  const path = file('shrinking', mailLines(80_000));
  const parts = readEntries(path, { source: 0 });
  await parts.next();
  truncateSync(path, 1000);
  expect((await readAll(parts)).alerts.map(({ code }) => code)).toContain('became-shorter');
});

test('batches whose memory serves again say the same once they were copied', async () => {
  const path = file('long.log', mailLines(20_000));
  const kept: RecordBatch[] = [];
  for await (const { batch } of readEntries(path, { source: 0 })) kept.push(batch);
  const copied: RecordBatch[] = [];
  for await (const { batch, done } of readEntries(path, { source: 0 })) {
    copied.push(structuredClone(batch));
    done();
  }
  expect(kept.length).toBeGreaterThan(4);
  expect(copied.map(digest)).toEqual(kept.map(digest));
});

/** Of all that a batch holds; comparing so many numbers one by one takes minutes. */
function digest(batch: RecordBatch): string {
  const all = Object.entries(batch).map(([name, value]: [string, unknown]) =>
    ArrayBuffer.isView(value)
      ? `${name} ${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')}`
      : `${name} ${JSON.stringify(value)}`,
  );
  return createHash('sha256').update(all.join('\n')).digest('hex');
}

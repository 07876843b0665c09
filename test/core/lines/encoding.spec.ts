import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detectEncoding } from '#core/lines/encoding.ts';
import { decodeUtf8 } from '#core/lines/utf8.ts';
import { bytes, fixture } from './read.ts';

/** 送信者は外部から受信しています。 in the two old Japanese encodings. */
const EUC = [
  0xc1, 0xf7, 0xbf, 0xae, 0xbc, 0xd4, 0xa4, 0xcf, 0xb3, 0xb0, 0xc9, 0xf4, 0xa4, 0xab, 0xa4, 0xe9, 0xbc, 0xf5,
  0xbf, 0xae, 0xa4, 0xb7, 0xa4, 0xc6, 0xa4, 0xa4, 0xa4, 0xde, 0xa4, 0xb9, 0xa1, 0xa3,
];
const SHIFT_JIS = [
  0x91, 0x97, 0x90, 0x4d, 0x8e, 0xd2, 0x82, 0xcd, 0x8a, 0x4f, 0x95, 0x94, 0x82, 0xa9, 0x82, 0xe7, 0x8e, 0xf3,
  0x90, 0x4d, 0x82, 0xb5, 0x82, 0xc4, 0x82, 0xa2, 0x82, 0xdc, 0x82, 0xb7, 0x81, 0x42,
];
const LINE = bytes('Oct 21 23:01:58 user100 sendmail[1811]: k9LE1v98001811: stat=Sent\n');

function around(middle: readonly number[]): Uint8Array {
  return Uint8Array.from([...LINE, ...middle, 10, ...LINE]);
}

test('plain logs and Japanese pages in UTF-8 are UTF-8', () => {
  expect(detectEncoding(LINE)).toBe('utf-8');
  expect(detectEncoding(fixture('seed-folded.log'))).toBe('utf-8');
});

test('EUC-JP and Shift_JIS are told apart', () => {
  expect(new TextDecoder('euc-jp').decode(Uint8Array.from(EUC))).toBe('送信者は外部から受信しています。');
  expect(new TextDecoder('shift_jis').decode(Uint8Array.from(SHIFT_JIS))).toBe(
    '送信者は外部から受信しています。',
  );
  expect(detectEncoding(around(EUC))).toBe('euc-jp');
  expect(detectEncoding(around(SHIFT_JIS))).toBe('shift_jis');
});

test('single letters above 127 are Latin-1', () => {
  expect(detectEncoding(around([0x63, 0x61, 0x66, 0xe9, 0x20, 0x66, 0xfc, 0x72]))).toBe('iso-8859-1');
});

test('a single word is enough to tell Japanese from Latin-1', () => {
  /* 日本語, then 送信者. */
  expect(detectEncoding(around([0xc6, 0xfc, 0xcb, 0xdc, 0xb8, 0xec]))).toBe('euc-jp');
  expect(detectEncoding(around([0x91, 0x97, 0x90, 0x4d, 0x8e, 0xd2]))).toBe('shift_jis');
  expect(detectEncoding(around([0xe9, 0x20, 0xfc, 0x62, 0x65, 0x72]))).toBe('iso-8859-1');
});

test('a sample that ends inside a character is still UTF-8', () => {
  const sample = fixture('seed-folded.log');
  for (let end = 60; end < 90; end++) expect(detectEncoding(sample.subarray(0, end))).toBe('utf-8');
});

test('the decoder by hand agrees with the platform’s on any bytes', () => {
  const platform = new TextDecoder('utf-8', { ignoreBOM: true });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (data) => {
      expect(decodeUtf8(data)).toBe(platform.decode(data));
    }),
  );
  const text = 'aé送𠮷'.repeat(3000);
  expect(decodeUtf8(bytes(text))).toBe(text);
});

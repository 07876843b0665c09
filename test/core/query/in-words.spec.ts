import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAsWritten } from '#core/query/filter.ts';
import { inWords } from '#core/query/in-words.ts';
import { filterWords } from '#renderer/i18n/index.ts';

function told(text: string, language: 'en' | 'ja'): string {
  const parsed = parseAsWritten(text);
  if (!parsed.ok) throw new Error(parsed.error.code);
  return inWords(parsed.value, filterWords(language));
}

test.each([
  [
    'from:ann status:sent,deferred',
    'the sender contains “ann” and the status is “sent” or “deferred”',
    '差出人に「ann」を含む、かつ状態が「sent」か「deferred」である',
  ],
  [
    'delay>1h OR -"user unknown"',
    'the delay is more than 1h or not: “user unknown” stands anywhere',
    '所要時間が 1h より大きい、または「どこかに「user unknown」がある」ではない',
  ],
  [
    'ip:10.0.0.0/8',
    'an IP address is in the network “10.0.0.0/8”',
    'IP アドレスがネットワーク「10.0.0.0/8」にある',
  ],
  [
    'qid=k9LE1v98001811 Hello',
    'a queue id is “k9LE1v98001811” and “Hello” stands anywhere',
    'キュー IDが「k9LE1v98001811」である、かつどこかに「Hello」がある',
  ],
  ['from:<>', 'the sender is empty', '差出人が空である'],
  ['to!=a@b', 'a recipient is not “a@b”', '宛先が「a@b」でない'],
  [
    'time:2006-10-21..2006-10-22',
    'the time is from 2006-10-21 to 2006-10-22',
    '日時が 2006-10-21 から 2006-10-22 まで である',
  ],
  ['stat:/timed? out/', 'an answer matches /timed? out/', '応答が /timed? out/ に一致する'],
])('%s in words', (text, en, ja) => {
  expect([told(text, 'en'), told(text, 'ja')]).toEqual([en, ja]);
});

test('every filter can be told in either language, and each of its values is in it', () => {
  const term = fc.constantFrom(
    ['from:', 'ann'],
    ['size>', '10k'],
    ['xdelay<', '3s'],
    ['-is:', 'failed'],
    ['dsn:', '5.1'],
    ['kind:', 'tls'],
    ['to:', '*@x'],
    ['msgid!=', '/q/'],
    ['', 'word'],
  );
  fc.assert(
    fc.property(
      fc.array(term, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('en' as const, 'ja' as const),
      fc.constantFrom(' ', ' OR '),
      (terms, language, joint) => {
        const words = told(terms.map((parts) => parts.join('')).join(joint), language);
        for (const [, value] of terms) expect(words).toContain(value);
      },
    ),
  );
});

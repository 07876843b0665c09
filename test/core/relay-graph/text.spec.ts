import { expect, test } from 'vitest';
import { drawable, fit, wrap } from '#core/relay-graph/text.ts';
import { textWidth } from '#core/relay-graph/text-width.ts';
import { bundled, FONT_FILES } from '../../fonts/fonts.ts';

const measure = (text: string): number => textWidth(text, 10);

test('Japanese characters are one em wide, half-width kana half an em, combining marks nothing', () => {
  expect([textWidth('漢字', 10), textWidth('ｱｲ', 10), textWidth('e\u0301', 10) - textWidth('e', 10)]).toEqual(
    [20, 10, 0],
  );
});

test('bold is wider than regular', () => {
  expect(textWidth('mail', 12, true)).toBeGreaterThan(textWidth('mail', 12));
});

test('a text that fits is left alone', () => {
  expect(fit('short', 100, measure)).toEqual({ text: 'short' });
});

test('a cut text fits, and the whole is kept for the tooltip', () => {
  const cut = fit('mail.example.test', 60, measure, 'middle');
  expect(cut.full).toBe('mail.example.test');
  expect(cut.text).toMatch(/^mail.*….*test$/);
  expect(measure(cut.text)).toBeLessThanOrEqual(60);
});

test('a cut never splits what a reader sees as one character', () => {
  expect(fit('👨‍👩‍👧'.repeat(10), 40, measure).text).toMatch(/^(?:👨‍👩‍👧)*…$/u);
});

test('Japanese breaks anywhere but before a full stop', () => {
  const lines = wrap('このログを書いた。次の行。', 80, 5, measure).map((l) => l.text);
  expect(lines.join('')).toBe('このログを書いた。次の行。');
  expect(lines.filter((l) => l.startsWith('。'))).toEqual([]);
});

test('no line of Japanese ends in an opening bracket or begins with a closing one', () => {
  const text = 'メールサーバー（MTA）が「受信」した（記録）。';
  for (let width = 20; width <= 200; width += 10) {
    const lines = wrap(text, width, 30, measure).map((l) => l.text);
    expect(lines.filter((l) => /^[）」。]|[（「]$/.test(l))).toEqual([]);
  }
});

test('words too many for the lines end in an ellipsis', () => {
  const lines = wrap('one two three four five six seven eight', 60, 2, measure);
  expect(lines).toHaveLength(2);
  expect(lines[1]?.text).toMatch(/…$/);
});

test('what cannot stand in XML is replaced', () => {
  expect(drawable('a\u0007b\ud800c\u2028')).toBe('a\ufffdb\ufffdc\ufffd');
});

test('words joined by a space that does not break stay together', () => {
  expect(wrap('delay\u00a04\u00a0s · transaction\u00a04\u00a0s', 90, 3, measure).map((l) => l.text)).toEqual([
    'delay\u00a04\u00a0s ·',
    'transaction\u00a04\u00a0s',
  ]);
});

test('no character of the font that pictures carry is wider than it was measured', async () => {
  for (const [file, bold] of [
    [FONT_FILES.regular, false],
    [FONT_FILES.bold, true],
  ] as const) {
    const wider = [...(await bundled(file))].filter(
      ([character, width]) => width > textWidth(character, 1000, bold),
    );
    expect(wider).toEqual([]);
  }
});

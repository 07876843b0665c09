/** delay= and xdelay=: how long it took, and how much of that was waiting. */
import { parseDelay } from '#core/formats/sendmail/duration.ts';
import type { ExplainContext } from './explain.ts';
import { formatDuration } from './format.ts';
import type { Finding } from './text.ts';
import { finding } from './text.ts';

export function hereDelay(value: string, context: ExplainContext): readonly Finding[] {
  const total = parseDelay(value);
  if (total === undefined) return [];
  const attempt = attemptOf(context);
  const all = finding(
    'computed',
    `${formatDuration(total, 'en')} in all.`,
    `通算 ${formatDuration(total, 'ja')}です。`,
  );
  return attempt === undefined ? [all] : [all, split(total, attempt)];
}

export function hereAttempt(value: string, context: ExplainContext): readonly Finding[] {
  const attempt = parseDelay(value);
  if (attempt === undefined) return [];
  const total = field(context, 'delay');
  const seconds = total === undefined ? undefined : parseDelay(total);
  const own = finding(
    'computed',
    `${formatDuration(attempt, 'en')} for this attempt.`,
    `今回の配送は ${formatDuration(attempt, 'ja')}でした。`,
  );
  return seconds === undefined ? [own] : [own, ...before(seconds - attempt)];
}

function before(waited: number): readonly Finding[] {
  if (waited <= 0) return [];
  return [
    finding(
      'computed',
      `The other ${formatDuration(waited, 'en')} of the whole delay lay before it.`,
      `通算のうち残りの ${formatDuration(waited, 'ja')}は、その前に過ぎた時間です。`,
    ),
  ];
}

/** Both are whole seconds, each cut off on its own: a second of difference says little. */
function split(total: number, attempt: number): Finding {
  const waited = total - attempt;
  if (waited < 0) {
    return finding(
      'computed',
      'The attempt took longer than the whole: the clock was set back meanwhile.',
      '通算より今回の方が長くなっています。途中で時計が戻されたと見られます。',
    );
  }
  if (waited === 0) {
    return total === 0
      ? finding(
          'computed',
          'Less than a second: it did not wait at all.',
          '1 秒もかからず、まったく待っていません。',
        )
      : finding(
          'computed',
          'All of it was this attempt: the message did not wait.',
          'すべて今回の配送の時間で、待ち時間はありません。',
        );
  }
  return finding(
    'computed',
    `${formatDuration(attempt, 'en')} of it was this attempt (connecting and talking), ${formatDuration(waited, 'en')} was receiving the message and waiting in the queue.`,
    `うち ${formatDuration(attempt, 'ja')}が今回の配送（接続とやり取り）、${formatDuration(waited, 'ja')}が受信とキューでの待ち時間です。`,
  );
}

function attemptOf(context: ExplainContext): number | undefined {
  const text = field(context, 'xdelay');
  return text === undefined ? undefined : parseDelay(text);
}

function field(context: ExplainContext, key: string): string | undefined {
  return context.fields.find(([k]) => k === key)?.[1];
}

/** Words about notes that stand in pictures, in both languages. What the reader wrote is never translated. */
import type { Language } from '#core/contract/channels.ts';
import { LABELS, type Annotation, type Label, type Subject } from './annotation.ts';

interface NoteWords {
  readonly labels: Readonly<Record<Label, string>>;
  readonly subjects: Readonly<Record<Subject, string>>;
  readonly label: (name: string) => string;
  readonly join: string;
}

const EN: NoteWords = {
  labels: {
    red: 'red',
    orange: 'orange',
    yellow: 'yellow',
    green: 'green',
    teal: 'teal',
    blue: 'blue',
    purple: 'purple',
    pink: 'pink',
    grey: 'grey',
  },
  subjects: { message: 'Message', hop: 'Arrow', line: 'Line', host: 'Host' },
  label: (name) => `label ${name}`,
  join: ': ',
};

const JA: NoteWords = {
  labels: {
    red: '赤',
    orange: 'オレンジ',
    yellow: '黄',
    green: '緑',
    teal: '青緑',
    blue: '青',
    purple: '紫',
    pink: 'ピンク',
    grey: '灰色',
  },
  subjects: { message: 'メール', hop: '矢印', line: '行', host: 'ホスト' },
  label: (name) => `ラベル ${name}`,
  join: '：',
};

export function noteWords(language: Language): NoteWords {
  return language === 'ja' ? JA : EN;
}

/** 1 to 9: the key that sets the label, and the sign that tells it from the others without its colour. */
export function labelDigit(label: Label): number {
  return LABELS.indexOf(label) + 1;
}

/** What was written: the note, the label's name, or both. */
export function noteText({ note = '', label }: Annotation, language: Language): string {
  const words = noteWords(language);
  const name = label === undefined ? '' : words.label(words.labels[label]);
  return note === '' || name === '' ? note + name : `${note} (${name})`;
}

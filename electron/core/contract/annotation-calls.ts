/** What the page asks the index worker about notes and labels. */
import type { Annotation } from '#core/annotations/annotation.ts';

/** Of the open log, with a message it is found on; lines outside messages have none. */
export interface NoteHere {
  readonly annotation: Annotation;
  readonly message?: string;
}

export interface AnnotationCalls {
  /** All there are, of every log. */
  annotations: { args: []; answer: readonly Annotation[] };
  /** Written, or taken away where it is empty. The list and its filter follow. */
  annotate: { args: [changes: readonly Annotation[]]; answer: undefined };
  /** Those of the open log. */
  'notes-here': { args: []; answer: readonly NoteHere[] };
}

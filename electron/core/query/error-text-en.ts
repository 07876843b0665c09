import type { FilterError } from './tokens.ts';

/** What is wrong with a filter, after "At character N: ". `{help}` stands for where fields are listed. */
export const FILTER_ERRORS_EN: Readonly<Record<FilterError['code'], string>> = {
  'unknown-field': 'there is no such field. See {help} for the list.',
  'unclosed-quote': 'this quotation mark is never closed. Add another " at the end.',
  'missing-value': 'there is nothing to look for in this field. Write a value, such as status:sent.',
  'nothing-to-exclude': 'NOT or “-” needs something after it to exclude.',
  'unknown-value': 'this field has no such value. See {help} for the list.',
  'unclosed-bracket': 'this bracket is never closed. Add a ) at the end.',
  'unopened-bracket': 'this bracket was never opened. Remove it, or put it in quotation marks.',
  'missing-term': 'a condition is missing here. Write one, or remove AND, OR or the bracket.',
  'too-deep': 'too many brackets within each other. Use fewer.',
  'bad-number': 'this is not a number. Write one such as size>10k, delay>1h30m or recipients>2.',
  'bad-time': 'this is not a date. Write one such as time:2006-10-21 or time>2006-10-21T12:00.',
  backwards: 'this span ends before it begins. Write the smaller or earlier one first.',
  'bad-network': 'this is not a network. Write one such as ip:192.168.0.0/24 or ip:2001:db8::/32.',
  'bad-regex':
    'this expression cannot be read here. Close every bracket; look-ahead and back references are not known.',
  'no-comparison':
    'texts cannot be compared with < and >, only size, delay, time, recipients and fields of lines. Use : or = here.',
};

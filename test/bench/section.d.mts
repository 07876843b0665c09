/** All of a results file, with the part under this heading written anew, or added at the end. */
export function writeSection(all: string, heading: string, text: string): string;

/** How each log of this run was last looked at: it looks so again when it is opened again. */
import type { Sort } from '#core/contract/index-protocol.ts';

interface Listed {
  filter: string;
  sort: Sort;
}

export class Looks {
  readonly #byLog = new Map<string, Listed & { readonly selectedId: string | undefined }>();

  keep(logId: string, { filter, sort }: Listed, selectedId: string | undefined): void {
    this.#byLog.set(logId, { filter, sort, selectedId });
  }

  /** Sets filter and order of the list; answers what was selected. */
  bring(logId: string, list: Listed): string | undefined {
    const look = this.#byLog.get(logId);
    if (look === undefined) return undefined;
    list.filter = look.filter;
    list.sort = look.sort;
    return look.selectedId;
  }
}

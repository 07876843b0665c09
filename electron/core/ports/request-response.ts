/**
 * Requests and their answers over a port: one id each, answers in any order. The client's half; what answers
 * is the other side's own switch. When the port closes, every open request fails, none hangs.
 */
import type { Problem } from '#core/base/problem.ts';

export interface Request {
  readonly type: 'call';
  readonly id: number;
  readonly call: string;
  readonly args: readonly unknown[];
}

export type Response =
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly problem: Problem };

export class RequestFailed extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.where}${problem.detail === undefined ? '' : ` (${problem.detail})`}`);
    this.name = 'RequestFailed';
    this.problem = problem;
  }
}

interface Open {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: RequestFailed) => void;
}

export class Requests {
  readonly #send: (request: Request) => void;
  readonly #open = new Map<number, Open>();
  #nextId = 1;
  #closed: Problem | undefined;

  constructor(send: (request: Request) => void) {
    this.#send = send;
  }

  call(call: string, args: readonly unknown[]): Promise<unknown> {
    if (this.#closed) return Promise.reject(new RequestFailed(this.#closed));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject });
      this.#send({ type: 'call', id, call, args });
    });
  }

  /** False when nobody asked for it: the caller decides whether that is an error. */
  settle(response: Response): boolean {
    const open = this.#open.get(response.id);
    if (!open) return false;
    this.#open.delete(response.id);
    if (response.type === 'answer') open.resolve(response.value);
    else open.reject(new RequestFailed(response.problem));
    return true;
  }

  /** The other side is gone: open and later requests fail with `problem`. */
  close(problem: Problem): void {
    this.#closed = problem;
    for (const open of this.#open.values()) open.reject(new RequestFailed(problem));
    this.#open.clear();
  }
}

/**
 * The one way from the page into main: registers a handler for every channel, and lets a call through only when
 * it comes from our page's own main frame and its arguments fit the channel's schema.
 */
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import {
  CHANNELS,
  PRELOAD_CHANNELS,
  type Answers,
  type Arguments,
  type Channel,
  type PreloadAnswers,
  type PreloadChannel,
} from '#core/contract/channels.ts';
import type { Logger } from './logger.ts';
import { isOurs } from './protocol.ts';

type PreloadArguments<C extends PreloadChannel> = v.InferOutput<(typeof PRELOAD_CHANNELS)[C]>;

export type Handlers = {
  readonly [C in Channel]: (...args: Arguments<C>) => Answers[C] | Promise<Answers[C]>;
} & {
  readonly [C in PreloadChannel]: (
    ...args: PreloadArguments<C>
  ) => PreloadAnswers[C] | Promise<PreloadAnswers[C]>;
};

export interface Gate {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  /** Ids of the web contents of our own windows. */
  readonly isOurWindow: (contentsId: number) => boolean;
  readonly logger: Logger;
}

/** Why a call is refused. The page learns that it was, nothing more. */
export class Refused extends Error {
  constructor(channel: string, why: string) {
    super(`${channel} refused: ${why}`);
    this.name = 'Refused';
  }
}

const SCHEMAS = { ...CHANNELS, ...PRELOAD_CHANNELS };

export function registerHandlers(gate: Gate, handlers: Handlers): void {
  for (const channel of Object.keys(SCHEMAS) as (Channel | PreloadChannel)[]) {
    const handler = handlers[channel] as (...args: unknown[]) => unknown;
    gate.ipcMain.handle(channel, async (event, ...args: unknown[]) => {
      const why = refusal(event, gate.isOurWindow);
      if (why !== undefined) return refuse(gate.logger, channel, why);
      const checked = v.safeParse(SCHEMAS[channel], args);
      if (!checked.success) return refuse(gate.logger, channel, 'arguments do not fit');
      try {
        return await handler(...checked.output);
      } catch (error) {
        gate.logger.error(`${channel} failed`, error);
        throw error;
      }
    });
  }
}

function refuse(logger: Logger, channel: string, why: string): never {
  logger.warn(`refused: ${channel}, ${why}`);
  throw new Refused(channel, why);
}

type Sender = Pick<IpcMainInvokeEvent, 'senderFrame'> & { readonly sender: { readonly id: number } };

/** Undefined when the sender is our page in one of our windows. */
function refusal(event: Sender, isOurWindow: (id: number) => boolean): string | undefined {
  const frame = event.senderFrame;
  if (!frame) return 'the frame is gone';
  if (!isOurs(frame.url)) return 'foreign origin';
  if (frame.parent) return 'not the main frame';
  if (!isOurWindow(event.sender.id)) return 'not our window';
  return undefined;
}

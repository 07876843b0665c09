/** The one wrapper that registers every handler: it checks who calls and with what before anything happens. */
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
import { ORIGIN } from './protocol.ts';

export type Handlers = {
  readonly [C in Channel]: (...args: Arguments<C>) => Answers[C] | Promise<Answers[C]>;
} & {
  readonly [C in PreloadChannel]: (
    ...args: v.InferOutput<(typeof PRELOAD_CHANNELS)[C]>
  ) => PreloadAnswers[C] | Promise<PreloadAnswers[C]>;
};

/** A call that was refused rejects on the page with a message that starts with "Refused". */
export function registerHandlers(ipcMain: Pick<IpcMain, 'handle'>, handlers: Handlers): void {
  const schemas: Record<string, v.GenericSchema<unknown, unknown[]>> = {
    ...CHANNELS,
    ...PRELOAD_CHANNELS,
  };
  for (const [channel, schema] of Object.entries(schemas)) {
    const handler = handlers[channel as Channel] as (...args: unknown[]) => unknown;
    ipcMain.handle(channel, (event, ...args: unknown[]) => {
      checkSender(channel, event);
      const checked = v.safeParse(schema, args);
      if (!checked.success) throw new Error(`Refused: wrong arguments for ${channel}`);
      return handler(...checked.output);
    });
  }
}

/** Only the top frame of our own page. */
function checkSender(channel: string, event: Pick<IpcMainInvokeEvent, 'senderFrame'>): void {
  const frame = event.senderFrame;
  const own = frame !== null && frame.url.startsWith(`${ORIGIN}/`) && frame.parent === null;
  if (!own) throw new Error(`Refused: ${channel} from a foreign frame`);
}

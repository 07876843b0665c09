/** Which function reads which field's value. A key that is not here has nothing to add to its value. */
import { explainDsn } from './dsn.ts';
import type { ExplainContext } from './explain.ts';
import { hereControllingUser, hereFrom, hereRelay, hereTo } from './here-addresses.ts';
import { explainRefusal, hereArgument, hereBits, hereRuleset, hereSide, hereVersion } from './here-checks.ts';
import { hereMessageId } from './here-msgid.ts';
import { herePriority, hereRecipientCount, hereSize } from './here-numbers.ts';
import { hereQueueId } from './here-queue-id.ts';
import { hereAttempt, hereDelay } from './here-times.ts';
import { explainStat } from './stat.ts';
import type { Finding } from './text.ts';
import {
  explainClass,
  explainDaemon,
  explainMailer,
  explainMechanism,
  explainProtocol,
  explainVerify,
} from './values.ts';

export type Here = (value: string, context: ExplainContext) => readonly Finding[];

export const HERE: Readonly<Record<string, Here>> = {
  from: hereFrom,
  size: hereSize,
  class: explainClass,
  nrcpts: hereRecipientCount,
  msgid: hereMessageId,
  proto: explainProtocol,
  daemon: explainDaemon,
  relay: hereRelay,
  to: hereTo,
  ctladdr: hereControllingUser,
  delay: hereDelay,
  xdelay: hereAttempt,
  mailer: explainMailer,
  pri: herePriority,
  dsn: explainDsn,
  stat: explainStat,
  reply: explainRefusal,
  reject: explainRefusal,
  ruleset: hereRuleset,
  arg1: (value, context) => hereArgument(value, context, 0),
  arg2: (value, context) => hereArgument(value, context, 1),
  STARTTLS: hereSide,
  AUTH: hereSide,
  version: hereVersion,
  tls_version: hereVersion,
  bits: hereBits,
  tls_verify: explainVerify,
  verify: explainVerify,
  mech: explainMechanism,
  qid: hereQueueId,
};

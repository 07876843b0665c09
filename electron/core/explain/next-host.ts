import type { ExplainContext } from './explain.ts';

/** Rule sets that sendmail asks about the server it delivers to. */
const CLIENT_SIDE = new Set(['tls_server', 'tls_rcpt', 'try_tls']);

/** Does relay= name the host after this server? On all other lines it names the one before. */
export function isNextHost(context: ExplainContext): boolean {
  if (context.kind === 'to') return true;
  return context.fields.some(
    ([key, value]) =>
      ((key === 'STARTTLS' || key === 'AUTH') && value === 'client') ||
      (key === 'ruleset' && CLIENT_SIDE.has(value)),
  );
}

/** The five messages of the text that Relayscope grew out of, as they must come out. */
export interface SeedMessage {
  readonly queueId: string;
  readonly direction: { readonly en: string; readonly ja: string };
  readonly from: string;
  readonly to: string;
  /** Texts that the diagram must show. */
  readonly drawn: readonly string[];
  readonly time: string;
  readonly delay: RegExp;
}

const home = 'mailuser555@user100.server100.info';
const outbound = { en: 'Outbound', ja: '送信' };
const inbound = { en: 'Inbound', ja: '受信' };
const client = ['local001.localserver200', '192.168.38.222', 'user200'];

export const SEED: readonly SeedMessage[] = [
  {
    queueId: 'k9LE1v98001811',
    direction: outbound,
    from: home,
    to: 'otusr111@ekisaito.ko.ni',
    drawn: [...client, 'maile.ekisaito.ko.ni', '333.444.555.666', '2.0.0', 'ok 1161439322 qp 70739'],
    time: '2006-10-21 23:01:58',
    delay: /^\s*4 ?(s|秒)/,
  },
  {
    queueId: 'k9DCbUFs005617',
    direction: outbound,
    from: home,
    to: 'otusr111@sq3.delsol.ne.ni',
    drawn: [...client, 'mail1.ms.delsol.ne.ni', '111.222.333.444', 'k9DCbXkK001855'],
    time: '2006-10-13 21:37:30',
    delay: /^\s*4 ?(s|秒)/,
  },
  {
    queueId: 'k9DEIrHq005758',
    direction: outbound,
    from: home,
    to: 'otusr111@sq3.delsol.ne.ni',
    drawn: [...client, 'mail2.ms.delsol.ne.ni', '111.222.333.445', 'k9DEItAj020970'],
    time: '2006-10-13 23:18:54',
    delay: /^\s*4 ?(s|秒)/,
  },
  {
    queueId: 'k9G1FOKE007654',
    direction: inbound,
    from: 'otur555@zousann.ko.ni',
    to: home,
    drawn: ['server101.zousann.ko.ni', '222.333.444.555'],
    time: '2006-10-16 10:15:27',
    delay: /^\s*0 ?(s|秒)/,
  },
  {
    queueId: 'k9M1Cf1C002083',
    direction: inbound,
    from: 'otusr888@quad.adn.ne.ni',
    to: home,
    drawn: ['mafeed.adn.ne.ni', '666.777.888.999'],
    time: '2006-10-22 10:12:41',
    delay: /^\s*1 ?(s|秒)/,
  },
];

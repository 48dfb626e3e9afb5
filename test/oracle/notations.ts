import { services, unconfirmedServices } from '../../src/decode/app/mms/services.ts';

/** One value of one field, from our notation into tshark's. */
interface Notation {
  readonly fields: RegExp;
  readonly why: string;
  readonly into: (ours: string) => string;
}

const months: readonly string[] = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Where a field's value is the same and its notation is peculiar to the field, not to its type. */
const notations: readonly Notation[] = [
  {
    fields: /^dns\..*(name|ns|cname)$/,
    why: 'The root of all names.',
    into: (name) => (name === '.' ? '<Root>' : name),
  },
  {
    fields: /^wg\.ephemeral$/,
    why: "Keys are base64 in WireGuard's own tools, and in tshark.",
    into: (hex) => Buffer.from(hex, 'hex').toString('base64'),
  },
  {
    fields: /^stun\.type\.class$/,
    why: 'tshark leaves the two bits of the class where they stand in its type, four apart.',
    into: (value) => String((Number(value) & 1) | ((Number(value) & 2) << 3)),
  },
  {
    fields: /^gquic\.cid$/,
    why: 'tshark makes a number of the eight octets, the lowest first.',
    into: (hex) => (/^[0-9a-f]{16}$/.test(hex) ? Buffer.from(hex, 'hex').readBigUInt64LE().toString() : hex),
  },
  {
    fields: /^x509af\.serialNumber$/,
    why: 'DER puts a zero before a highest bit that is set.',
    into: (hex) => `00${hex}`,
  },
  {
    fields: /^enip\.lir\.revision$/,
    why: 'Major and minor revision are two bytes.',
    into: (text) => {
      const [major, minor] = text.split('.');
      return String(Number(major) * 256 + Number(minor));
    },
  },
  {
    fields: /^snmp\.msgFlags$/,
    why: 'One octet.',
    into: (value) => Number(value).toString(16).padStart(2, '0'),
  },
  {
    fields: /^goose\.(t|utc_time)$/,
    why: 'tshark registers these times as texts, in its own form of a date.',
    into: (iso) => {
      const [day = '', time = ''] = iso.replace('Z', '').split('T');
      const [year = '', month = '', date = ''] = day.split('-');
      return `${months[Number(month) - 1]} ${`${Number(date)}`.padStart(2)}, ${year} ${time} UTC`;
    },
  },
  {
    fields: /^(nbdgm\.(source|destination)_name|nbss\.call(ed|ing)_name)$/,
    why: 'tshark shows control characters in angle brackets.',
    into: (name) =>
      // eslint-disable-next-line no-control-regex
      name.replaceAll(/[\0-\x1f]/g, (c) => `<${c.charCodeAt(0).toString(16).padStart(2, '0')}>`),
  },
  {
    fields: /^mms\.confirmedService(Request|Response)$/,
    why: 'The number of the service that ours names.',
    into: (name) => String(services.findIndex((one) => one.name === name)),
  },
  {
    fields: /^mms\.unconfirmedService$/,
    why: 'The number of the service that ours names.',
    into: (name) => String(unconfirmedServices.findIndex((one) => one.name === name)),
  },
  {
    fields: /^kerberos\.(kdc|ap)_options$/,
    why: 'Four octets.',
    into: (value) => (Number(value) >>> 0).toString(16).padStart(8, '0'),
  },
  {
    fields: /^teredo\.auth\.nonce$/,
    why: 'Eight octets.',
    into: (value) => BigInt(value).toString(16).padStart(16, '0'),
  },
  {
    fields: /^tacplus\.majvers$/,
    why: 'tshark leaves the version where it stands, in the upper half of its octet.',
    into: (value) => String(Number(value) << 4),
  },
  {
    fields: /^rdp\.encryptionMethods$/,
    why: 'Four octets, the lowest first.',
    into: (value) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(Number(value) >>> 0);
      return bytes.toString('hex');
    },
  },
];

/** Turns our values of a field into tshark's notation, or leaves them. */
export function notationOf(field: string): ((ours: string) => string) | undefined {
  return notations.find(({ fields }) => fields.test(field))?.into;
}
